"""Whatever an author writes, a Book holds only the markup that docs/markup.md lists."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from octavo.reading.allowed import ELEMENTS
from octavo.reading.nesting import mend_nesting

OURS = frozenset(
    (
        "id", "class", "lang", "dir", "title", "role", "aria-label", "data-look", "data-folio",
        "data-formula", "data-delimiter",
    )
)  # fmt: skip
PIECES = [
    "# A", "## B {#b .x}", "#### D", "words *em* **strong** `code`", "- item", "  - inner",
    "1. one", "> quoted", "> # head", "| a | b |\n|---|--:|\n| 1 | [^n] |", "Table: cap {#tbl-x}",
    "[^n]: Note *x*.", "Text[^n] more^[inline [x]{.smallcaps}].", "![Alt](m.svg \"Cap^[f]\")",
    "![](m.svg)", "::: {.box}", ":::", "::: {#fig-z}", "@fig-z and [](#b) and [](#b){.page}",
    "<div><p>a<td>b</td></div>", "<b><p>block in words</p></b>", "<ul>x<p>y</p></ul>",
    "<table><p>x</p></table>", "[a [b](c)](d)", "[x](y){onclick=1}", "```python\nprint(1)\n```",
    "$x^2$", "$$\\frac{1}{2}$$", "term\n: meaning", "| line\n|   block", "***", "<!-- c -->",
    "[w]{.index} [x]{index=\"a!b\" see=c}", "<q cite=\"javascript:x\">q</q>", "\\", "&amp; < > \"",
    "مرحبا [x]{lang=fa dir=rtl}", "@key [@key; -@other, p. 3]", "<figcaption>x</figcaption>",
    "<ruby>漢<rt>kan</rt></ruby>", "<a href=\"#b\">x<a href=\"#b\">y</a></a>", "# {.dedication}",
]  # fmt: skip


def faults(reading) -> list[str]:
    """What in a book is not listed, misplaced, or without the id it should have."""
    found = []
    parts = [division.body for division in reading.book.divisions]
    parts += [note.body for note in reading.book.notes]
    parts += [division.title for division in reading.book.divisions]
    parts += [figure.caption for figure in reading.book.figures]
    ids: list[str] = []
    for part in parts:
        tree = etree.fromstring(f"<body>{part}</body>")
        for element in tree.iter():
            own = ELEMENTS.get(element.tag)
            if own is None or element.tag.startswith("o-"):
                found.append(f"<{element.tag}>")
                continue
            extra = set(element.attrib) - set(own) - OURS
            found += [f"<{element.tag} {name}>" for name in extra]
            if element.get("id"):
                ids.append(element.get("id"))
        found += [str(item) for item in mend_nesting(tree)]
        found += [f"p in {p.getparent().tag}" for p in tree.iter("p") if p.getparent().tag == "p"]
        found += ["a in a" for _ in tree.xpath("//a//a")]
    found += [f"id {id} twice" for id in set(ids) if ids.count(id) > 1]
    links = [
        link.get("href")[1:]
        for part in parts
        for link in etree.fromstring(f"<body>{part}</body>").iter("a")
        if (link.get("href") or "").startswith("#")
    ]
    owned = reading.book.owners()
    found += [f"link to {target}" for target in links if target not in owned]
    return found


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14), st.sampled_from(["\n", "\n\n"]))
def test_any_mixture_of_constructs_gives_listed_markup(folder, pieces, joint) -> None:
    folder.drawing("manuscript/m.svg")
    reading = folder.read(joint.join(pieces) + "\n")
    assert reading.book is not None or reading.findings
    if reading.book is not None:
        assert faults(reading) == []
