from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from octavo.book.elements import Formula
from octavo.findings import Location
from octavo.reading.formulas import convert_formula

HERE = Location("book.md", 3, 5)
M = "{http://www.w3.org/1998/Math/MathML}"


def formula(tex: str, *, display: bool = False) -> Formula:
    converted, findings = convert_formula(tex, display, HERE)
    assert [str(item) for item in findings] == []
    assert converted is not None
    return converted


def fault(tex: str, *, display: bool = False) -> str:
    converted, findings = convert_formula(tex, display, HERE)
    assert converted is None
    assert [item.code for item in findings] == ["math-invalid"]
    return str(findings[0])


def read(mathml: str) -> str:
    return "".join("".join(ElementTree.fromstring(mathml).itertext()).split())


def test_a_formula_has_mathml_with_its_tex_as_alternative() -> None:
    root = ElementTree.fromstring(formula(r" \frac{a}{b} < 1 ").mathml)
    assert root.tag == f"{M}math"
    assert root.get("display") == "inline"
    assert root.get("alttext") == r"\frac{a}{b} < 1"
    assert [child.tag for child in root] == [f"{M}mfrac", f"{M}mo", f"{M}mn"]
    assert ElementTree.fromstring(formula("x", display=True).mathml).get("display") == "block"


def test_a_drawing_has_paths_only_and_sizes_in_em() -> None:
    drawn = formula(r"\frac{a}{b}")
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(drawn.svg).iter()}
    assert tags <= {"svg", "path", "rect", "g", "line", "polyline"}
    assert "id=" not in drawn.svg
    assert 0.4 < drawn.width < 1.5
    assert 1.2 < drawn.height < 2.2
    assert 0.3 < drawn.depth < drawn.height / 2


def test_a_drawing_stands_on_the_baseline() -> None:
    assert formula("x").depth < 0.1
    assert 0.2 < formula("y").depth < 0.4
    box = re.search(r'viewBox="([^"]*)"', formula("y").svg)
    assert box is not None
    _, top, _, height = (float(number) / 16 for number in box[1].split())
    assert top + height == pytest.approx(formula("y").depth, abs=0.01)


def test_the_same_tex_gives_the_same_bytes() -> None:
    once = formula(r"\sum_{n=1}^\infty \frac{1}{n^2}", display=True)
    assert formula(r"\sum_{n=1}^\infty \frac{1}{n^2}", display=True) == once
    assert formula(r"\sum_{n=1}^\infty \frac{1}{n^2}").digest != once.digest


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", "a=bc=d"),
        (r"\begin{align}a&=b\label{eq:x}\\c&=d\nonumber\end{align}", "a=bc=d"),
        (r"x = 1 \tag{7}", "x=1(7)"),
        (r"x = 1 \tag*{seven}", "x=1seven"),
        (r"\begin{cases}1&x>0\\0&\text{else}\end{cases}", "{1x>00else\u2063"),
        (r"\newcommand{\RR}{\mathbb{R}} \RR", "ℝ"),
        (r"\substack{a\\b}", "ab"),
        (r"10\,\mathrm{km} \approx 6.2\%", "10km≈6.2%"),
    ],
)
def test_what_textbooks_use_is_read(tex: str, text: str) -> None:
    assert read(formula(tex, display=True).mathml) == text


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{array}{|c|c|}\hline a&b\\\hline c&d\\\hline\end{array}",
        r"\mathcal{L}\mathfrak{g}\mathbf{x}",
        r"\overline{AB}\hat{x}\vec{v}",
        r"\text{Zoë’s} < 5",
        r"\underbrace{a+b}_{n}",
    ],
)
def test_every_letter_and_digit_is_drawn(tex: str) -> None:
    converted = formula(tex, display=True)
    letters = [character for character in read(converted.mathml) if character.isalnum()]
    assert converted.svg.count("<path") >= len(letters)


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"a + \undefinedcmd x", "book.md:3:10: error[math-invalid]: The formula cannot be read: "
         "unknown command “\\undefinedcmd”."),
        ("{x", "book.md:3:8: error[math-invalid]: The formula cannot be read: expected closing "
         "token “}”, but reached end of input."),
        ("x}", "book.md:3:7: error[math-invalid]: The formula cannot be read: unmatched closing "
         "token: “}”."),
        (r"\left( x", "book.md:3:14: error[math-invalid]: The formula cannot be read: expected "
         "closing token “\\right”, but reached end of input."),
        ("a\n+ \\foo", "book.md:4:3: error[math-invalid]: The formula cannot be read: unknown "
         "command “\\foo”."),
        ("  ", "book.md:3:5: error[math-invalid]: The formula cannot be read: it is empty."),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(tex: str, said: str) -> None:
    assert fault(tex) == said


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 20_000 + "}" * 20_000,
        "{" * 60 + "x" + "}" * 60,
        r"\left(" * 60 + "x" + r"\right)" * 60,
        "x" * 10_001,
        r"\newcommand{\a}{\b\b}\newcommand{\b}{\a\a}\a",
    ],
)
def test_a_formula_without_end_is_refused(tex: str) -> None:
    assert "error[math-invalid]" in fault(tex)


def test_no_markup_of_the_author_gets_through() -> None:
    converted = formula(r"\text{<script>alert(1)</script>}")
    assert "<script" not in converted.mathml + converted.svg
    assert fault(r"\href{javascript:alert(1)}{x}")
