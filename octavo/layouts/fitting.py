"""What pages need and CSS cannot know: sizes of pictures, breadth of tables, a lead-in.

CSS cannot round to lines, so the size of a figure's picture is written into the markup, with the
rest of its last line as space below. A picture is shown in its own size (CSS: 96 px to the inch)
or as wide as its figure, whichever is smaller, and never enlarged.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from octavo.book.elements import Asset
from octavo.geometry import POINTS_PER_CSS_PX
from octavo.layouts.markup import Element, local, new, q
from octavo.layouts.textblock import TextBlock

_CAPTION_LINES = 4  # room that is kept below a picture, with the lines around a figure
_WIDTH = re.compile(r"\bwidth:\s*(\d+(?:\.\d+)?)%")
_BESIDE = 0.46  # width of a figure with text beside it, as in page.css
_BREADTHS = ((38, "broad"), (72, "crowded"))
"""Characters in a row of a table that do not fit two thirds of the measure, or the whole."""

_LONG_CAPTION = 150  # characters; longer ones are set as text, not centred
_ADDRESS = re.compile(r"(?:https?://|doi:|www\.)\S+\Z")
_OPENINGS = re.compile(r"(?<=//)(?=[^/])|(?<=[^/:])(?=/)|(?<=.)(?=[.?#&=_~%,-])(?<![.?#&=_~%,/-])")
_INDENT = re.compile(r"(?:\n|\A)([ \t]+)\Z")
_OWN_TEXT = ".//text()[not(ancestor::*[local-name() = 'aside'])]"
_LEAD_IN = re.compile(r"\s*\S+(?:\s+\S+){2,3}(?=\s+\S)")
_PLAIN = frozenset({"section", "body", "div"})


def fit_to_page(root: Element, assets: Mapping[str, Asset], block: TextBlock) -> None:
    """Do on the tree of a page document what style sheets cannot."""
    _size_pictures(root, assets, block)
    for table in root.iter(q("table")):
        breadth = _breadth(table)
        for name in [name for least, name in _BREADTHS if breadth > least]:
            table.set("class", f"{table.get('class', '')} {name}".strip())
    for caption in root.iter(q("figcaption"), q("caption")):
        if sum(len(text) for text in caption.xpath(_OWN_TEXT)) > _LONG_CAPTION:
            caption.set("class", "long")
    for link in root.iter(q("a")):
        if len(link) == 0 and _ADDRESS.match(link.text or ""):
            _open_address(link)
    for code in root.iter(q("code")):
        _keep_indents(code)
    for header in root.iter(q("header")):
        _lead_in(header.getnext())


def _size_pictures(root: Element, assets: Mapping[str, Asset], block: TextBlock) -> None:
    """Give every picture of a figure in the running text its size on the page."""
    for figure in root.iter(q("figure")):
        if not all(local(above) in _PLAIN for above in figure.iterancestors() if
                   local(above) != "html"):  # fmt: skip
            continue  # in a list or a quotation the measure is not known here
        share = _share(figure)
        for image in figure.iter(q("img")):
            asset = assets.get(image.get("src", ""))
            if asset and asset.width > 0 and asset.height > 0:
                image.set("style", _style(asset, block, share))


def _share(figure: Element) -> float:
    """The part of the measure that a figure takes."""
    given = _WIDTH.search(figure.get("style", ""))
    if given:
        return min(float(given[1]) / 100, 1.0)
    classes = figure.get("class", "").split()
    return _BESIDE if "left" in classes or "right" in classes else 1.0


def _style(asset: Asset, block: TextBlock, share: float) -> str:
    room = block.height - _CAPTION_LINES * block.leading
    scale = min(POINTS_PER_CSS_PX, block.measure * share / asset.width, room / asset.height)
    width, height = asset.width * scale, asset.height * scale
    rest = math.ceil(height / block.leading - 1e-6) * block.leading - height
    return f"width: {width:.2f}pt; height: {height:.2f}pt; margin-bottom: {rest:.2f}pt"


def _breadth(table: Element) -> int:
    """Characters in a row, if each column is as wide as its longest cell."""
    columns: dict[int, int] = {}
    for row in table.iter(q("tr")):
        for number, cell in enumerate(row):
            if cell.get("colspan", "1") == "1":
                text = sum(len(item.strip()) for item in cell.xpath(_OWN_TEXT))
                columns[number] = max(columns.get(number, 0), text + 2)
    return sum(columns.values())


def _keep_indents(code: Element) -> None:
    """Move the spaces that begin a line of code into the element behind them.

    WeasyPrint 70 breaks a line between spaces and an element that has to wrap, which would leave
    the indent alone on a line of its own.
    """
    before = None
    for element in code:
        text = (code.text if before is None else before.tail) or ""
        indent = _INDENT.search(text)
        if indent and len(element) == 0:
            kept = text[: indent.start(1)]
            if before is None:
                code.text = kept
            else:
                before.tail = kept
            element.text = indent[1] + (element.text or "")
        before = element


def _lead_in(first: Element | None) -> None:
    """Mark the first words of a division, where they are plain text, for the theme to set off."""
    if first is None or local(first) != "p" or first.get("class"):
        return
    words = _LEAD_IN.match(first.text or "")
    if words:
        span = new("span", {"class": "lead-in"})
        span.text, span.tail = words.string[: words.end()], words.string[words.end() :]
        first.text = None
        first.insert(0, span)


def _open_address(link: Element) -> None:
    """Let an address break before its marks of punctuation (Chicago Manual of Style 7.46)."""
    first, *parts = _OPENINGS.split(link.text or "")
    link.text = first
    for part in parts:
        opening = new("wbr", {})
        opening.tail = part
        link.append(opening)
    link.set("class", f"{link.get('class', '')} address".strip())
