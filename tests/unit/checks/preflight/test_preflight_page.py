"""The manual's table of rules is the table of rules."""

from __future__ import annotations

from dev.preflight_page import PAGE, with_rules


def test_the_manual_lists_every_rule_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_rules(page) == page
