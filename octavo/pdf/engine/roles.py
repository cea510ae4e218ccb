"""HTML and ARIA to PDF structure types, as a table (ISO 32000-1, 14.8.4; PDF/UA-1, 7).

What is not in the table is transparent: its content belongs to the element around it, unless it
changes the language; then it becomes a Span.
"""

from __future__ import annotations

from octavo.pdf.engine.tree import SVG, Element, is_note

ROLES: dict[str, str] = {
    "section": "Sect", "nav": "Sect", "article": "Art", "div": "Div", "aside": "Div",
    "blockquote": "BlockQuote", "p": "P", "pre": "P", "code": "Code",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot",
    "tr": "TR", "th": "TH", "td": "TD", "caption": "Caption", "figcaption": "Caption",
    "img": "Figure", f"{SVG}svg": "Figure", "figure": "Div",
    "em": "Em", "strong": "Strong", "q": "Quote", "a": "Link",
}  # fmt: skip

INLINE = frozenset({"Em", "Strong", "Quote", "Code", "Link", "Reference", "Span", "Lbl"})
"""Roles that stand inside a line; all others stand in a block of their own."""

KEPT_EMPTY = frozenset({"TD", "TH", "LI"})
"""Elements that mean something even when nothing is printed in them (PDF/UA-1, 7.2-42, -43)."""

NUMBERING = {
    "disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal",
    "lower-roman": "LowerRoman", "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha", "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha",
}  # fmt: skip
"""CSS list-style-type to /ListNumbering (ISO 32000-1, table 347); any other is None."""

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
"""HTML scope to /Scope (ISO 32000-1, table 349)."""


def role_of(element: Element, in_contents: bool = False) -> str | None:
    """The structure type of an element; None for one that is transparent.

    in_contents says that it stands in the table of contents, where lists are TOC and TOCI.
    """
    tag = element.tag
    if is_note(element):
        return "Note"
    if in_contents and tag in ("ol", "ul", "li"):
        return "TOCI" if tag == "li" else "TOC"
    if tag == "img" and is_formula(element):
        return "Formula"
    if tag == "figure":
        return "Figure" if sole_picture(element) is not None else "Div"
    if tag == "a" and not element.get("href"):
        return None
    return ROLES.get(tag)


def is_contents(element: Element) -> bool:
    """Say whether an element is the table of contents."""
    return element.tag == "nav" and element.get("role") == "doc-toc"


def is_formula(element: Element) -> bool:
    """Say whether a picture is a formula."""
    classes = element.get("class", "").split()
    return "formula" in classes or "math" in classes


def is_decorative(element: Element) -> bool:
    """Say whether a picture says nothing: alt="" (PDF/UA-1, 7.1: it is an artifact)."""
    return element.tag == "img" and not element.get("alt", "").strip()


def sole_picture(figure: Element) -> Element | None:
    """The one picture that a figure is made of; None for several, for code or for a table."""
    found = [e for e in figure.iter() if e.tag in ("img", f"{SVG}svg")]
    others = any(e.tag in ("pre", "table") for e in figure.iter())
    if len(found) != 1 or others or is_decorative(found[0]) or is_formula(found[0]):
        return None
    return found[0]


def alternative(picture: Element) -> str:
    """The text that stands for a picture; of a drawing in the markup its <title>."""
    if picture.tag == f"{SVG}svg":
        title = picture.find(f"{SVG}title")
        return "".join(title.itertext()).strip() if title is not None else ""
    return picture.get("alt", "").strip()


def scope_of(cell: Element, row: Element | None, in_head: bool) -> str:
    """The scope of a header cell: the author's, else column in a head, row before a row."""
    given = cell.get("scope", "")
    if given in SCOPES:
        return SCOPES[given]
    first = row is not None and len(row) > 0 and row[0] is cell
    return "Row" if first and not in_head else "Column"


def link_contents(link: Element) -> str:
    """What a link is called (/Contents, PDF/UA-1, 7.18.5): its label, else its text."""
    given = link.get("aria-label") or link.get("title")
    if given:
        return given.strip()
    text = " ".join("".join(_words(link)).split())
    address = link.get("href", "")
    if address.startswith(("#", "octavo:")) or text == address:
        return text or address
    return f"{text} ({address})" if text else address


def _words(element: Element) -> list[str]:
    words = [element.text or ""]
    for child in element:
        if child.tag == "img":
            words.append(child.get("alt", ""))
        elif not is_note(child):
            words.extend(_words(child))
        words.append(child.tail or "")
    return words
