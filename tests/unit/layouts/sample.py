"""A small book with every construct of docs/markup.md, made without reading."""

from __future__ import annotations

from pathlib import Path

from octavo.book.elements import (
    Asset,
    Figure,
    Formula,
    IndexTerm,
    Note,
    Source,
    Table,
)  # fmt: skip
from octavo.book.structure import Book, Division, Heading, Matter
from octavo.layouts import markup
from octavo.publication import Contributor, ListSettings, Metadata, Publication

PROSE = (
    "The canal runs for eleven miles without a lock, and the towpath beside it has been walked, "
    "at one time or another, by nearly everyone who ever lived in the town. In spring the water "
    "is green and slow; in winter it is the colour of slate, and the few boats that remain lie "
    "close under the bridge as if they wished to be forgotten. Nobody built here by intention."
)

CONSTRUCTS = f"""
<p id="one-1">{PROSE}<sup class="call"><a id="call-n1" href="#n1" role="doc-noteref" aria-label="Note 1">1</a></sup> It goes on<sup class="call"><a id="call-n2" href="#n2" role="doc-noteref" aria-label="Note 2">2</a></sup> for a while, see <a class="xref" href="#fig-map">Figure 1</a> on <a class="pageref" href="#fig-map">page <span data-folio="fig-map">?</span></a> and <a class="xref" href="#two">Chapter 2</a>.</p>
<p id="one-2" class="loose">Its keeper<span id="ix-1" class="index-mark"/>, as <span class="smallcaps">Miss Oram</span> wrote in <em>Notes on a <em>Canal</em></em>, kept a <strong>ledger</strong> of <code>{{"boats": 12}}</code>, H<sub>2</sub>O, 3<sup>rd</sup>, <del>wrong</del>, <mark>marked</mark>, <kbd>Ctrl</kbd>, <abbr title="National Archive">NA</abbr>, <q>quoted</q>, <span lang="fa" dir="rtl">سلام</span>, <span class="nobreak">never apart</span>, and a formula <span class="formula" data-formula="aa11"/> in the line.</p>
<section id="sec-water" class="level2"><h2 id="sec-water-title" data-look="2">Of water and its <em>uses</em></h2>
<p id="one-3">{PROSE}</p>
<blockquote id="one-4"><p id="one-5">We kept the gate because our fathers kept it, and they because the water would not wait.<sup class="call"><a id="call-n3" href="#n3" role="doc-noteref" aria-label="Note 3">3</a></sup></p><p id="one-6" class="attribution">A lock-keeper, 1911</p></blockquote>
<p id="one-7">After the quotation the text goes on without an indent. {PROSE}</p>
<section id="sec-lists" class="level3"><h3 id="sec-lists-title" data-look="3">Lists of several kinds</h3>
<ul id="one-8" class="tight"><li id="one-9">A first item, short</li><li id="one-10">A second item that is long enough to run over the end of its line and so to show how it hangs below itself<ul id="one-11" class="tight"><li id="one-12">nested</li></ul></li></ul>
<ol id="one-13" start="3" type="a"><li id="one-14"><p id="one-15">A loose item with a note<sup class="call"><a id="call-n4" href="#n4" role="doc-noteref" aria-label="Note 4">4</a></sup>.</p></li><li id="one-16"><p id="one-17">Another one.</p></li></ol>
<dl id="one-18"><dt id="one-19">Pound</dt><dd id="one-20">The water between two locks, and by extension the life that is led upon it.</dd><dt id="one-21">Winding hole</dt><dd id="one-22">Where a boat may turn.</dd></dl>
</section>
<div id="one-23" class="verse"><p id="one-24" class="stanza"><span class="line">Slow down the slow canal they came,</span><br/><span class="line indent-1">the coal, the corn, the clay,</span><br/><span class="line">and each one had a painted name</span><br/><span class="line indent-1">that rain has washed away.</span></p></div>
</section>
<section id="sec-data" class="level2"><h2 id="sec-data-title" data-look="2">Figures, tables, code</h2>
<figure id="fig-map" class="figure"><img src="images/map.svg" alt="A canal between two towns"/><figcaption id="one-25"><span class="label">Figure 1</span> The canal between the two towns, with its one lock.</figcaption></figure>
<p id="one-26">{PROSE}</p>
<table id="tbl-boats"><caption id="one-27"><span class="label">Table 1</span> Boats at the lock, by year</caption><colgroup><col/><col/><col/></colgroup><thead><tr><th id="one-28" scope="col">Year</th><th id="one-29" scope="col" style="text-align: right">Boats</th><th id="one-30" scope="col">Cargo<sup class="call"><a id="call-n5" href="#n5" role="doc-noteref" aria-label="Note 5">5</a></sup></th></tr></thead><tbody><tr><th id="one-31" scope="row">1841</th><td id="one-32" style="text-align: right">1,204</td><td id="one-33">coal, lime</td></tr><tr><th id="one-34" scope="row">1911</th><td id="one-35" style="text-align: right">318</td><td id="one-36">grain</td></tr><tr><th id="one-37" scope="row">1951</th><td id="one-38" style="text-align: right">12</td><td id="one-39">none to speak of</td></tr></tbody></table>
<p id="one-40">The text after the table. {PROSE}</p>
<pre id="one-41"><code class="language-python"><span class="tok-k">def</span> toll(boats: int) -> float:
    <span class="tok-c1"># a penny a boat, and a long comment that has to wrap because it is long</span>
    <span class="tok-k">return</span> boats * 0.01
</code></pre>
<div class="formula" id="eq-one" data-formula="bb22"/>
<hr id="one-42"/>
<p id="one-43">After a break of scene.</p>
<div id="one-44" class="admonition note"><p id="one-45" class="admonition-title">Note</p><p id="one-46">The author speaks aside for a moment, and then returns to the matter.</p></div>
<figure id="fig-photo" class="figure" style="width: 60%"><img src="images/photo.jpg" alt="A lock in winter"/><figcaption id="one-47"><span class="label">Figure 2</span> The lock in winter.</figcaption></figure>
</section>
<hr id="one-48" class="page-break"/>
<p id="one-49">On a new page.</p>
"""


def note(number: int, body: str, division: str = "one") -> Note:
    return Note(f"n{number}", str(number), division, (f"call-n{number}",), body)


NOTES = (
    note(1, '<p id="n1-1">Oram, <em>Notes on a Canal</em>, 12; see also <a href="#two">the second chapter</a>.</p>'),
    note(2, '<p id="n2-1">A note of two paragraphs.</p><p id="n2-2">This is the second of them.</p>'),
    note(3, '<p id="n3-1">A note that calls another<sup class="call"><a id="call-n6" href="#n6" role="doc-noteref" aria-label="Note 6">6</a></sup>.</p>'),
    note(4, '<blockquote id="n4-1"><p id="n4-2">A note that begins with a quotation.</p></blockquote>'),
    note(5, '<p id="n5-1">From the toll book.</p>'),
    note(6, '<p id="n6-1">The note that is called by a note.</p>'),
    note(7, '<p id="n7-1">A note to a title.</p>', "two"),
)  # fmt: skip

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 16" width="40" height="16">'
    '<path d="M1 8h38M20 1v14" stroke="#000"/></svg>'
)
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mo>=</mo><mn>1</mn></math>'


def sections(body: str) -> tuple[Heading, ...]:
    """The headings of a body, as reading finds them."""
    found = []
    for element in markup.parse_fragment(body).iter():
        name = markup.local(element)
        if name in ("h2", "h3", "h4", "h5", "h6"):
            text = "".join(element.itertext())
            owner = element.getparent()
            assert owner is not None
            found.append(Heading(
                owner.get("id", ""), int(name[1]), markup.inner(element), text,
                look=int(element.get("data-look", "2"))))  # fmt: skip
    return tuple(found)


def division(
    id: str, role: str, matter: Matter, title: str = "", body: str = "", **more: object
) -> Division:
    plain = "".join(markup.parse_fragment(markup.quiet(title)).itertext())
    ids = (id, *(markup.ids(markup.parse_fragment(body))))
    values: dict[str, object] = {
        "title": title, "plain_title": plain, "body": body, "ids": ids, "headings": sections(body),
    }  # fmt: skip
    return Division(id, role, matter, **{**values, **more})  # type: ignore[arg-type]


def generated(id: str, role: str, matter: Matter, title: str = "", **more: object) -> Division:
    return division(id, role, matter, title, generated=True, **more)


TITLE_WITH_NOTE = 'The <em>second</em> chapter<sup class="call"><a id="call-n7" href="#n7" role="doc-noteref" aria-label="Note 7">7</a></sup>'
FRONT, BODY, BACK = Matter.FRONT, Matter.BODY, Matter.BACK


def sample_divisions() -> tuple[Division, ...]:
    return (
        generated("cover", "cover", Matter.COVER, listed=False),
        generated("half-title", "halftitlepage", FRONT, listed=False),
        generated("title-page", "titlepage", FRONT, listed=False),
        generated("imprint", "copyright-page", FRONT, listed=False),
        division("for-whom", "dedication", FRONT, body='<p id="for-whom-1">To those who walk</p>', listed=False),
        division("motto", "epigraph", FRONT, body='<div id="motto-1" class="epigraph"><p id="motto-2">Water finds its way.</p><p id="motto-3" class="attribution">Saying</p></div>', listed=False),
        generated("contents", "toc", FRONT, "Contents", listed=False),
        generated("figures", "loi", FRONT, "Figures"),
        generated("tables", "lot", FRONT, "Tables"),
        division("preface", "preface", FRONT, "To the reader", f'<p id="preface-1">{PROSE}</p>'),
        division("part-one", "part", BODY, "The water", '<p id="part-one-1">Words below a part.</p>', number="I", label="Part I"),
        division("one", "chapter", BODY, "A canal without a lock", CONSTRUCTS, number="1", label="Chapter 1", part_id="part-one"),
        division("two", "chapter", BODY, TITLE_WITH_NOTE, f'<p id="two-1">{PROSE}</p><p id="two-2"><span id="ix-2" class="index-mark"/>Back to <a href="#tbl-boats">the table</a>.</p>', number="2", label="Chapter 2", part_id="part-one"),
        division("more", "appendix", BACK, "Measures", f'<p id="more-1">{PROSE}</p>', number="A", label="Appendix A"),
        generated("notes", "endnotes", BACK, "Notes"),
        generated("sources", "bibliography", BACK, "Sources"),
        generated("index", "index", BACK, "Index"),
        division("colophon", "colophon", BACK, body='<p id="colophon-1">Set in the old way.</p>', listed=False),
    )  # fmt: skip


def sample_book(**changes: object) -> Book:
    """The sample; changes replace fields of the Book."""
    values: dict[str, object] = {
        "language": "en",
        "divisions": sample_divisions(),
        "notes": NOTES,
        "figures": (Figure("fig-map", "1", "Figure 1", "The canal between the two towns", "one"), Figure("fig-photo", "2", "Figure 2", "The lock in winter.", "one")),
        "tables": (Table("tbl-boats", "1", "Table 1", "Boats at the lock, by year", "one"),),
        "formulas": (Formula("aa11", "x=1", False, MATHML, SVG, 2.5, 1.0, 0.2), Formula("bb22", "x=1", True, MATHML, SVG, 2.5, 1.0, 0.2)),
        "index_terms": (IndexTerm(("Keepers",), "ix-1"), IndexTerm(("Keepers", "women"), "ix-2"), IndexTerm(("Éamon",), "ix-2"), IndexTerm(("Wardens",), "ix-1", see="Keepers")),
        "sources": (Source("ref-oram", "oram", 'Oram, Ada. <em>Notes on a Canal</em>. London: Weir, 1912.'), Source("ref-toll", "toll", "Toll book of the lock, 1841–1951. County Record Office, and a good many words more, so that the entry hangs.")),
        "assets": (Asset("images/map.svg", "0" * 64, "image/svg+xml", 600, 260), Asset("images/photo.jpg", "1" * 64, "image/jpeg", 1600, 1000), Asset("images/cover.jpg", "2" * 64, "image/jpeg", 1600, 2400)),
    }  # fmt: skip
    return Book(**{**values, **changes})  # type: ignore[arg-type]


def sample_publication(root: Path, **changes: object) -> Publication:
    metadata = Metadata(
        title="The Slow Canal", subtitle="A history of eleven miles", language="en",
        identifier="urn:uuid:00000000-0000-0000-0000-000000000000",
        contributors=(Contributor("Ada Oram"), Contributor("B. Weir"), Contributor("C. Pound", "edt")),
        publisher="Weir & Sons", place="Ware", rights="© 1912 Ada Oram", date="1912-05-01",
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    )  # fmt: skip
    values: dict[str, object] = {
        "root": root, "slug": "canal", "manuscript": ("manuscript/book.md",), "metadata": metadata,
        "lists": ListSettings(contents_depth=2, figures=True, tables=True),
        "cover": "images/cover.jpg",
    }  # fmt: skip
    return Publication(**{**values, **changes})  # type: ignore[arg-type]
