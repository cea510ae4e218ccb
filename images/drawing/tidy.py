"""matplotlib's SVG made plain: a title, a description, paths and real text in reading order.

Groups, ids, style sheets and document type go; styles become attributes, because page engines
know those best; coordinates are rounded. What is left can be read, compared and inlined.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_KEPT = {
    "path": ("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity",
             "stroke-dasharray"),
    "text": ("font-size", "font-style", "text-anchor", "fill"),
}  # fmt: skip


def tidy(source: bytes, title: str, description: str, places: int) -> bytes:
    """The drawing rewritten; numbers keep `places` decimals."""
    root = ET.fromstring(source)
    width, height = (
        _rounded(root.get(name, "0").removesuffix("pt"), 2) for name in ("width", "height")
    )
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
        f' width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
        ' font-family="EB Garamond, serif" stroke-linejoin="round">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(description)}</desc>",
        *_shapes(root, places),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _shapes(root: ET.Element, places: int) -> list[str]:
    shapes: list[str] = []
    for element in root.iter():
        kind = element.tag.removeprefix(_SVG)
        if kind == "path":
            data = _path(element.get("d", ""), places)
            if data:
                shapes.append(f'<path d="{data}"{_attributes(element, kind)}/>')
        elif kind == "text":
            place = "".join(
                f" {name}={quoteattr(_rounded(element.get(name, '0'), places))}" for name in "xy"
            )
            turn = element.get("transform", "")
            turn = "" if "(0 " in turn else f' transform="{_rounded(turn, places)}"'
            words = escape(element.text or "")
            shapes.append(f"<text{place}{turn}{_attributes(element, kind)}>{words}</text>")
    return shapes


def _attributes(element: ET.Element, kind: str) -> str:
    rules = (rule.partition(":") for rule in element.get("style", "").split(";"))
    styles = {name.strip(): value.strip() for name, _, value in rules}
    styles["font-size"] = styles.get("font-size", "").removesuffix("px")
    wanted = {
        name: _rounded(styles[name], 2) if name[:4] not in ("fill", "font") else styles[name]
        for name in _KEPT[kind]
        if styles.get(name) and (name, styles[name]) not in _DEFAULTS
    }
    return "".join(f" {name}={quoteattr(value)}" for name, value in wanted.items())


_DEFAULTS = {("text-anchor", "start"), ("font-style", "normal"), ("stroke", "none")}


def _path(data: str, places: int) -> str:
    """Path data on one line: rounded, no point twice."""
    steps: list[str] = []
    for command, numbers in _STEP.findall(data):
        new = command + " ".join(_rounded(number, places) for number in numbers.split())
        if not (command == "L" and steps and new[1:] == steps[-1].lstrip("ML")):
            steps.append(new)
    return "".join(steps) if len(steps) > 1 else ""


def _rounded(text: str, places: int) -> str:
    def number(found: re.Match[str]) -> str:
        return f"{round(float(found[0]), places) + 0:.{places}f}".rstrip("0").rstrip(".")

    return text if text.startswith("#") else _NUMBER.sub(number, text)
