"""Write the table of rules in docs/preflight.md: python -m dev.preflight_page."""

from __future__ import annotations

from pathlib import Path

from octavo.catalog import CATALOG
from octavo.checks.preflight import RULES

PAGE = Path(__file__).parent.parent / "docs" / "preflight.md"
BEGIN, END = "<!-- rules: python -m dev.preflight_page -->\n", "<!-- end of rules -->\n"


def rules_table() -> str:
    """Every rule with its severity, what it asks, whose it is, its source and whether it was read."""
    lines = ["| code | | asks | of | source | read |", "|---|---|---|---|---|---|"]
    lines += [
        f"| `{rule.code}` | {CATALOG[rule.code].severity} | {rule.asks} | {rule.standard} |"
        f" {rule.source} | {'yes' if rule.verified else 'no'} |"
        for rule in RULES
    ]
    return "\n".join(lines) + "\n"


def with_rules(page: str) -> str:
    """The page with its table made anew; raises ValueError where it has no place for it."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + rules_table() + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(with_rules(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
