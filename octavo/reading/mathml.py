"""MathML as EPUB 3.3 takes it (MathML 3, presentation), from what converters write.

math-core writes MathML Core: scriptlevel on a table, which MathML 3 has on mstyle only, and
alignment as CSS, which readers that draw MathML by themselves do not see.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html.entities import html5

from lxml import etree

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_M = f"{{{NAMESPACE}}}"
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")
_VARIANT = re.compile("[\ufe00-\ufe0f]")
_TOKENS = frozenset(f"{_M}{name}" for name in ("mi", "mn", "mo", "mtext", "ms"))
# One sign under several code points, as converters choose them.
_SAME = str.maketrans(
    {"−": "-", "′": "'", "∣": "|", "‖": "∥", "⋅": "·", "∗": "*", "⟨": "〈", "⟩": "〉", "ϕ": "φ",
     "ϵ": "ε", "∼": "~", "∶": ":"}
)  # fmt: skip
_ACCENTS = frozenset("^~ˆ˜¯‾―─_→←↔⃗˙¨⏞⏟︷︸`´ˇ˘°.")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)(\w+;)")


def for_epub(mathml: str, tex: str, *, display: bool, drawn: bool = False) -> str:
    """Valid MathML 3 with alttext; drawn leaves out what ziamath cannot read.

    Raises etree.XMLSyntaxError for what is not XML: a bug in a converter.
    """
    root = _parsed(mathml)
    for element in list(root.iter(f"{_M}semantics")):
        _unwrap(element)
    for table in list(root.iter(f"{_M}mtable")):
        _settle_table(table)
    for name in ("xmlns", "display", "alttext"):
        root.attrib.pop(name, None)
    root.set("display", "block" if display else "inline")
    if tex:
        root.set("alttext", " ".join(tex.split()))
    if drawn:
        for token in root.iter(*_TOKENS):
            token.text = _VARIANT.sub("", token.text or "")
    etree.cleanup_namespaces(root, top_nsmap={None: NAMESPACE})
    return etree.tostring(root, encoding="unicode", with_tail=False)


def visible_characters(mathml: str) -> Counter[str]:
    """The letters, digits and signs that a reader sees, under one code point each.

    Accents are left out: converters draw them with other characters, or with lines.
    """
    root = _parsed(mathml)
    text = "".join(token.text or "" for token in root.iter(*_TOKENS, "mi", "mn", "mo", "mtext"))
    folded = unicodedata.normalize("NFKC", _VARIANT.sub("", text).translate(_SAME))
    return Counter(
        character
        for character in folded.translate(_SAME)
        if character not in _ACCENTS and unicodedata.category(character)[0] in "LNPS"
    )


def _parsed(mathml: str) -> etree._Element:
    """A tree; HTML's named characters, which XML does not know, are written out."""
    plain = _ENTITY.sub(lambda entity: html5.get(entity[1], ""), mathml)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(plain.encode(), parser)


def _unwrap(semantics: etree._Element) -> None:
    """Keep the presentation in place of semantics, annotations go."""
    parent = semantics.getparent()
    if parent is None or not len(semantics):
        return
    first = semantics[0]
    first.tail = semantics.tail
    parent.replace(semantics, first)
    if first.tag == f"{_M}mrow" and not first.attrib and parent.tag == f"{_M}math":
        parent.extend(list(first))
        parent.remove(first)


def _settle_table(table: etree._Element) -> None:
    level = table.attrib.pop("scriptlevel", None)
    for cell in table.iter(f"{_M}mtd"):
        match = _ALIGN.search(cell.get("style") or "")
        if match and not cell.get("columnalign"):
            cell.set("columnalign", match[1])
    parent = table.getparent()
    if level is None or parent is None:
        return
    style = etree.Element(f"{_M}mstyle", {"scriptlevel": level})
    if table.get("displaystyle"):
        style.set("displaystyle", table.get("displaystyle") or "")
    style.tail, table.tail = table.tail, None
    parent.replace(table, style)
    style.append(table)
