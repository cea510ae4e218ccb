"""Formulas: a drawing on pages, since the page engine knows no MathML; MathML where text flows."""

from __future__ import annotations

from octavo.artifacts import Medium
from octavo.book.elements import Formula
from octavo.layouts.markup import Element, copies, new, parse_fragment, q


def draw_formulas(root: Element, formulas: dict[str, Formula], medium: Medium) -> None:
    """Expand every <span|div data-formula> of a tree; TeX stays as the text for everyone else."""
    for place in [e for e in root.iter(q("span"), q("div")) if e.get("data-formula")]:
        formula = formulas[place.attrib["data-formula"]]
        if medium is Medium.REFLOW:
            made = list(copies(parse_fragment(formula.mathml)))
            for math in made:
                math.set("alttext", formula.tex)
            place.extend(made)
        else:
            del place.attrib["data-formula"]
            place.append(new("img", _drawing(formula)))


def _drawing(formula: Formula) -> dict[str, str]:
    # Sizes are in em of the text around it, so that a formula in a note is as small as the note.
    style = f"width: {formula.width:.4f}em; height: {formula.height:.4f}em"
    if not formula.display:
        style += f"; vertical-align: {-formula.depth:.4f}em"
    return {
        "class": "math", "src": drawing_path(formula.digest), "alt": formula.tex, "style": style,
    }  # fmt: skip


def drawing_path(digest: str) -> str:
    """The publication path under which the page engine asks for a formula's drawing."""
    return f"formulas/{digest}.svg"
