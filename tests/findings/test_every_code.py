"""Every finding of the catalogue is proved: by a folder here, or by a test that makes the fault."""

from __future__ import annotations

from pathlib import Path

from octavo.catalog import CATALOG
from octavo.catalog.dialect import DIALECT
from octavo.catalog.editions import EDITIONS
from octavo.catalog.pages import PAGES
from octavo.catalog.preflight import PREFLIGHT
from octavo.catalog.press import PRESS
from octavo.catalog.reading import READING
from octavo.catalog.themes import THEMES
from octavo.checks.preflight import RULES

HERE = Path(__file__).parent
TESTS = HERE.parent

ELSEWHERE = {
    "address-refused": "unit/pdf/engine/test_engine_findings.py",
    "creep-bleed": "unit/press/test_imposition_drawing.py",
    "edition-missing": "acceptance/test_exit_codes.py",
    "edition-nonconforming": "acceptance/test_exit_codes.py",
    "editions-disagree": "unit/checks/test_agreement.py",
    "epub-link-lost": "unit/epub/test_content.py",
    "face-missing": "unit/pdf/engine/test_loose_ends.py",
    "face-unusable": "unit/pdf/engine/test_reports.py",
    "file-unreadable": "unit/reading/test_sources.py",
    "floats-fixed": "unit/pdf/engine/test_loose_ends.py",
    "font-licence": "unit/fonts/test_faces.py",
    "grid-open": "unit/pdf/engine/lines/test_grid.py",
    "imposition-annotations": "unit/press/test_imposition_drawing.py",
    "imposition-blanks": "unit/press/test_imposition_plans.py",
    "imposition-cut": "unit/press/test_imposition_plans.py",
    "imposition-marks": "unit/press/test_imposition_drawing.py",
    "imposition-scaled": "unit/press/test_imposition_plans.py",
    "imposition-sizes": "unit/press/test_imposition_drawing.py",
    "imposition-thick": "unit/press/test_imposition_plans.py",
    "kindle-limit": "unit/epub/test_kindle.py",
    "layout-warning": "unit/pdf/engine/test_reports.py",
    "lines-greedy": "unit/pdf/engine/lines/test_lines.py",
    "link-lost": "unit/pdf/test_joints.py",
    "note-lost": "unit/pdf/engine/test_notes_on_pages.py",
    "notes-unsplit": "unit/pdf/engine/test_reports.py",
    "page-break-moved": "unit/epub/test_page_breaks.py",
    "page-start-unsure": "unit/pdf/engine/test_page_starts.py",
    "press-bleed-short": "unit/press/test_printers.py",
    "press-transparency": "unit/press/test_printers.py",
    "tags-unrecorded": "unit/pdf/engine/test_reports.py",
}
"""What no folder can earn: other libraries, other commands, files that are no manuscript."""


def test_every_code_has_a_folder_or_a_test_that_names_it() -> None:
    folders = {path.parent.name for path in HERE.rglob("expected.txt")}
    rules = {rule.code for rule in RULES}  # a file made to break each: unit/checks/preflight
    named = {code for code, path in ELSEWHERE.items() if code in (TESTS / path).read_text("utf-8")}
    assert set(CATALOG) - folders - rules - named == set()
    assert folders - set(CATALOG) == set()


def test_every_code_stands_once_in_the_catalogue() -> None:
    rooms = (READING, DIALECT, THEMES, PAGES, EDITIONS, PRESS, PREFLIGHT)
    assert sum(len(room) for room in rooms) == len(CATALOG)
