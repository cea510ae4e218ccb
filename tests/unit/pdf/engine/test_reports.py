"""What the page engine says by itself, and what it lacks, is told to the author."""

from __future__ import annotations

import logging

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from octavo.artifacts import Fitness
from octavo.pdf.engine.reports import Reports
from octavo.pdf.engine.self_test import unfit

LOG = logging.getLogger("weasyprint")


def test_what_octavo_does_not_know_is_told_in_the_engines_words() -> None:
    with Reports() as reports:
        LOG.warning("Something new happened to %s", "the page")
    (said,) = reports.findings({})
    assert said.code == "layout-warning"
    assert said.message == "The page engine says: Something new happened to the page"


def test_a_face_that_a_style_sheet_names_and_cannot_load_is_told() -> None:
    with Reports() as reports:
        weasyprint.CSS(
            string="@font-face { font-family: House; src: local('no such face anywhere') }",
            font_config=FontConfiguration(),
        )
    (said,) = [item for item in reports.findings({}) if item.code == "face-unusable"]
    assert "“House”" in said.message


def test_what_another_weasyprint_cannot_do_is_told_with_the_version_to_install() -> None:
    told = unfit(Fitness(splits=False, tags=False))
    assert [item.code for item in told] == ["notes-unsplit", "tags-unrecorded"]
    for item in told:
        assert weasyprint.__version__ in item.message
        assert item.hint is not None
        assert item.hint.startswith("Install WeasyPrint ")
    assert unfit(Fitness()) == ()
