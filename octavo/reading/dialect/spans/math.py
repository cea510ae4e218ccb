"""Formulas: $x$ in the line, $$x$$ displayed, by pandoc's rules.

The opening $ has no space behind it, the closing one none before it and no digit behind, so
that "$5 and $6" stays as it is. Source: pandoc's manual, "Extension: tex_math_dollars".
"""

from __future__ import annotations

import re

from octavo.reading.dialect.marks import MARK
from octavo.reading.dialect.spans.span import NOTHING, Found, Span


class Formula(Span):
    """TeX between dollar signs."""

    PATTERN = (
        rf"(?<!\\)({MARK}?)(?:\$\$((?:[^$\\]|\\.)+)\$\$"
        rf"|\$(?!\s)((?:[^$\\]|\\.)+?)(?<!\s)(?<!\s{MARK}){MARK}?\$(?!\d))"
    )
    SIGN = "$"

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give <o-math tex display>; the TeX is as the author wrote it."""
        tex = self.source(m[2] or m[3]).strip()
        if not tex:
            return NOTHING
        formula = self.element("o-math", m[1])
        formula.set("display", "1" if m[2] else "0")
        formula.set("tex", tex)
        return formula, m.start(), m.end()
