"""Every example of tests/fixtures/markdown comes out as its file says."""

from __future__ import annotations

import pytest
from fixtures import Case, all_cases, result_of

CASES = list(all_cases())


def test_the_folder_holds_examples() -> None:
    assert len(CASES) > 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.title}")
def test_example(case: Case) -> None:
    xhtml, findings = result_of(case.title, case.markdown)
    assert xhtml == case.xhtml
    assert findings == case.findings


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.title}")
def test_example_comes_out_the_same_without_marks(case: Case) -> None:
    title = case.title.replace("places", "")
    assert result_of(title, case.markdown)[0] == result_of(title, case.markdown, marks=False)[0]
