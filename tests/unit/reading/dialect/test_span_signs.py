"""A rule is not asked about texts without its sign, so its sign must never be missing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from octavo.reading.dialect.spans import RULES

SIGNS = st.text(alphabet="`$\\<>[]^@{}!&;# \nab1./:|()=-\U000f0000", max_size=30)


@given(SIGNS)
def test_whatever_a_span_is_found_in_holds_its_sign(text: str) -> None:
    for rule in RULES:
        if re.search(rule.PATTERN, text, re.DOTALL):
            assert rule.SIGN in text, rule.__name__
