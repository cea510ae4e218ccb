# octavo: `make book` builds this publication, `make test` runs every check.
# Both install what they need into .venv (see dev/install.sh) and say so.

PYTHON ?= python3
export PYTHON
venv := .venv/bin

.PHONY: help book test test-fast fold notes bench lint figures docs lock tools clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/installed: requirements.lock pyproject.toml dev/install.sh
	@dev/install.sh

book: .venv/installed ## Build this publication into dist/
	@$(venv)/python publish.py

test: .venv/installed tools lint ## Run every check whose tool is present; name the others
	@$(venv)/python -m pytest -n auto

test-fast: .venv/installed ## Run the unit tests only
	@$(venv)/python -m pytest -n auto tests/unit tests/findings

fold: .venv/installed ## Fold every scheme with 1 to 130 pages (long: half an hour on a busy machine)
	@OCTAVO_FOLD=all $(venv)/python -m pytest -n auto tests/unit/press/test_imposition_folding.py

notes: .venv/installed ## Set a thousand chapters with notes of 10 to 8,000 characters (long)
	@OCTAVO_NOTES=all $(venv)/python -m pytest -n auto tests/unit/pdf/engine/test_notes_on_pages.py

bench: .venv/installed ## Measure speed beside plain WeasyPrint and pandoc, into docs/speed.md (an hour)
	@$(venv)/python -m bench.speed --write
	@$(venv)/python -m bench.speed --write --publication .
	@$(venv)/python -m bench.speed --write --growth

lint: .venv/installed ## Style, types, and the direction of imports
	@$(venv)/ruff check .
	@$(venv)/ruff format --check --quiet . || { $(venv)/ruff format --check .; exit 1; }
	@$(venv)/mypy
	@$(venv)/lint-imports --no-cache

figures: .venv/installed ## Draw the maps and charts in images/ again (same bytes)
	@$(venv)/python images/draw.py

docs: book ## Make the pages and pictures of docs/ that are measured or drawn from the book
	@$(venv)/python -m dev.findings_page
	@$(venv)/python -m dev.preflight_page
	@$(venv)/python -m dev.design_figures dist/camp-ashraf.pdf docs/design-figures.md
	@$(venv)/python -m dev.pictures

tools: ## Fetch the validators that are not Python into .tools/
	@dev/tools.sh

lock: .venv/installed ## Pin every package again with hashes, for all systems (needs uv)
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --quiet -o requirements.lock

clean: ## Remove what was built; .venv and .tools stay
	@rm -rf dist .octavo build *.egg-info .pytest_cache .mypy_cache .ruff_cache
