"""Pictures on pages: sized so that picture and caption fit, on a whole number of lines.

CSS alone cannot round to lines, so the size of a figure's picture is written into the markup,
with the rest of its last line as space below. A picture is shown in its own size (CSS: 96 px to
the inch) or as wide as its figure, whichever is smaller, and never enlarged.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from octavo.book.elements import Asset
from octavo.geometry import POINTS_PER_CSS_PX
from octavo.layouts.markup import Element, local, q
from octavo.layouts.textblock import TextBlock

_CAPTION_LINES = 4  # room that is kept below a picture, with the lines around a figure
_WIDTH = re.compile(r"\bwidth:\s*(\d+(?:\.\d+)?)%")
_BESIDE = 0.46  # width of a figure with text beside it, as in page.css
_PLAIN = frozenset({"section", "body", "div"})


def size_pictures(root: Element, assets: Mapping[str, Asset], block: TextBlock) -> None:
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
    scale = min(
        POINTS_PER_CSS_PX, block.measure * share / asset.width, room / asset.height
    )
    width, height = asset.width * scale, asset.height * scale
    rest = math.ceil(height / block.leading - 1e-6) * block.leading - height
    return f"width: {width:.2f}pt; height: {height:.2f}pt; margin-bottom: {rest:.2f}pt"
