"""Formulas: TeX in, MathML for e-readers and a drawing for pages out.

math-core reads the TeX and refuses what it does not know; pandoc's converter is asked where it
refuses. Only what one of them accepts is drawn. Numbers of equations are the book's:
environments are taken without theirs.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from typing import TYPE_CHECKING

from octavo.book.elements import Formula
from octavo.findings import Finding, Location, finding
from octavo.reading.formula_drawing import draw
from octavo.reading.mathml import for_epub
from octavo.reading.pandoc import API_VERSION, run_pandoc

if TYPE_CHECKING:
    import math_core

MAX_LENGTH = 10_000
MAX_DEPTH = 50  # of groups; math-core's stack ends at some thousands, definitions multiply
MAX_EXPANSIONS = 50

_NUMBERED = re.compile(
    r"\\(begin|end)\s*\{(equation|align|gather|multline|alignat|flalign|eqnarray)\}"
)
_TAG = re.compile(r"\\tag(\*?)\s*\{([^{}]*)\}")
_SILENT = re.compile(r"\\(label\s*\{[^{}]*\}|nonumber|notag)(?![A-Za-z])")
_OPENING = re.compile(r"\\(?:begin|end)(?=\s*\{)|\\(?:left|right)(?![A-Za-z])|\\.|[{}]", re.DOTALL)
_FAULT = re.compile(r"(\d+): (.*)", re.DOTALL)
_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)


def convert_formula(
    tex: str, display: bool, location: Location
) -> tuple[Formula | None, tuple[Finding, ...]]:
    """Convert one formula; location is that of its first delimiter.

    Returns None, and the finding math-invalid at the place of the fault, for TeX that cannot be
    read: undefined commands, unbalanced braces, environments that nobody knows.
    """
    tex = tex.strip()
    fault = _unfit(tex)
    if fault:
        return None, (_invalid(fault, location),)
    plain = _unnumbered(tex)
    mathml, fault, offset = _mathml(plain, display)
    if mathml is None:
        place = _within(location, tex, offset, display) if plain == tex else location
        return None, (_invalid(fault, place),)
    drawing = draw(plain, mathml, display=display)
    if drawing is None:
        return None, (_invalid("it cannot be drawn", location),)
    digest = hashlib.sha256(json.dumps([tex, display]).encode()).hexdigest()
    formula = Formula(
        digest=digest,
        tex=tex,
        display=display,
        mathml=for_epub(mathml, tex, display=display),
        svg=drawing.svg,
        width=drawing.width,
        height=drawing.height,
        depth=drawing.depth,
    )
    return formula, ()


def _unfit(tex: str) -> str | None:
    """What must not reach a converter: nothing, too much, or nested without end."""
    if not tex:
        return "it is empty"
    if len(tex) > MAX_LENGTH:
        return f"it is longer than {MAX_LENGTH} characters"
    depth = 0
    for match in _OPENING.finditer(tex):
        if match[0] in ("{", "\\left", "\\begin"):
            depth += 1
        elif match[0] in ("}", "\\right", "\\end"):
            depth -= 1
        if depth > MAX_DEPTH:
            return f"its groups are nested more than {MAX_DEPTH} deep"
    return None


def _unnumbered(tex: str) -> str:
    """TeX without numbers of its own; a tag is set beside the formula as text."""
    tex = _SILENT.sub("", tex)
    tex = _NUMBERED.sub(r"\\\1{\2*}", tex).replace("{eqnarray*}", "{align*}")
    tags = [rf"\qquad\text{{{tag[2] if tag[1] else f'({tag[2]})'}}}" for tag in _TAG.finditer(tex)]
    if "\\begin" in tex:  # a tag ends the row it stands in
        return _TAG.sub(lambda _: tags.pop(0), tex)
    return _TAG.sub("", tex) + "".join(tags)


def _mathml(tex: str, display: bool) -> tuple[str | None, str, int]:
    """MathML, or None with the fault in words and its offset in the TeX."""
    import math_core

    try:
        mathml = _converter().convert_with_local_state(tex, displaystyle=display)
    except math_core.LatexError as error:
        by_pandoc = None if "closing token" in str(error) else _by_pandoc(tex, display)
        if by_pandoc is not None:
            return by_pandoc, "", 0
        match = _FAULT.fullmatch(str(error))
        offset, said = (int(match[1]), match[2]) if match else (0, str(error))
        said = re.sub(r'"([^"]*)"', r"“\1”", said).rstrip(".")
        return None, said[:1].lower() + said[1:], offset
    return mathml, "", 0


@cache
def _converter() -> math_core.LatexToMathML:
    import math_core

    return math_core.LatexToMathML(
        xml_namespace=True, fancy_error=False, max_expansions=MAX_EXPANSIONS
    )


def _by_pandoc(tex: str, display: bool) -> str | None:
    """pandoc's MathML, or None where it cannot read the TeX either."""
    kind = "DisplayMath" if display else "InlineMath"
    math = {"t": "Math", "c": [{"t": kind}, tex]}
    document = {
        "pandoc-api-version": API_VERSION,
        "meta": {},
        "blocks": [{"t": "Para", "c": [math]}],
    }
    result = run_pandoc(("--from=json", "--to=html", "--mathml"), json.dumps(document))
    match = _MATH.search(result.text)
    return match[0] if match and not result.failed else None


def _within(location: Location, tex: str, offset: int, display: bool) -> Location:
    """The place of an offset in the TeX behind its opening delimiter."""
    before = tex[:offset]
    lines = before.count("\n")
    if lines:
        return Location(location.path, location.line + lines, len(before) - before.rfind("\n"))
    column = location.column + (2 if display else 1) + len(before)
    return Location(location.path, location.line, column)


def _invalid(fault: str, place: Location) -> Finding:
    return finding("math-invalid", f"The formula cannot be read: {fault}.", place)
