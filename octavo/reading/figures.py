"""Figures: a picture alone in its paragraph, or a fenced division that holds one.

`![Alternative text](map.svg "Caption")` has both texts; without a title the text in brackets
is the caption (pandoc's rule) and, unless alt= or fig-alt= is given, the alternative text too.
`::: {.figure #fig-map}` and Quarto's `::: {#fig-map}` take the last paragraph for the caption.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from octavo.findings import Finding, finding
from octavo.reading.places import location_of, placed
from octavo.reading.trees import (
    Element,
    add_class,
    classes,
    is_blank,
    make,
    move_content,
    only_child,
    plain_text,
    remove_class,
    replace,
)

ParseInline = Callable[[str, Element], Element]
"""Parse a caption's Markdown; the element gives the place. The result's content is inline."""

_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%|mm|cm|in|pt|em|px)?\s*")


def make_figures(body: Element, parse: ParseInline) -> None:
    """Turn pictures that stand alone into figures, in place."""
    for block in list(body.iter("p", "div")):
        if block.tag == "div":
            if _is_figure_box(block):
                _from_box(block, parse)
            continue
        picture = _alone(block)
        if picture is not None and block.getparent() is not None:
            _from_paragraph(block, picture, parse)


def hear_pictures(tree: Element, findings: list[Finding]) -> None:
    """Settle what a reader hears for each picture of a tree; a missing text is a warning."""
    for picture in tree.iter("img"):
        _alternative(picture, findings)


def _alone(paragraph: Element) -> Element | None:
    """The picture of a paragraph that holds nothing else, though perhaps in a link."""
    child = only_child(paragraph)
    if child is not None and child.tag == "a":
        child = only_child(child)
    return child if child is not None and child.tag == "img" else None


def _from_paragraph(paragraph: Element, picture: Element, parse: ParseInline) -> None:
    figure = placed("figure", picture, class_="figure")
    _give_to(figure, picture)
    caption = _caption_of(picture, parse)
    figure.append(paragraph[0])
    if caption is not None:
        figure.append(caption)
    replace(paragraph, figure)


def _is_figure_box(box: Element) -> bool:
    marked = "figure" in classes(box) or (box.get("id") or "").startswith(("fig-", "fig:"))
    return marked and next(box.iter("img"), None) is not None


def _from_box(box: Element, parse: ParseInline) -> None:
    """Make a figure of a fenced division; its last paragraph of text is the caption."""
    pictures = list(box.iter("img"))
    figure = placed("figure", box, class_="figure")
    for name in ("id", "lang", "dir"):
        if box.get(name):
            figure.set(name, box.get(name) or "")
    add_class(figure, *classes(box))
    last = box[-1]
    caption: Element | None = None
    if last.tag == "p" and next(last.iter("img"), None) is None:
        caption = placed("figcaption", last)
        move_content(last, caption)
        box.remove(last)
    elif len(pictures) == 1:
        caption = _caption_of(pictures[0], parse)
    if len(pictures) == 1:
        _give_to(figure, pictures[0])
    for block in list(box):
        if block.tag == "p" and _only_pictures(block):
            for shown in list(block):
                shown.tail = None
                figure.append(shown)
        else:
            figure.append(block)
    if caption is not None:
        figure.append(caption)
    replace(box, figure)


def _only_pictures(paragraph: Element) -> bool:
    shown = all(
        child.tag == "img" or next(child.iter("img"), None) is not None for child in paragraph
    )
    return shown and is_blank("".join(paragraph.itertext()))


def _give_to(figure: Element, picture: Element) -> None:
    """Move id, classes and width from a picture to its figure."""
    id = picture.attrib.pop("id", None)
    if id and figure.get("id") is None:
        figure.set("id", id)
    own = [name for name in classes(picture) if name != "decorative"]
    add_class(figure, *own)
    remove_class(picture, *own)
    width = _width_style(picture.attrib.pop("width", None))
    style = picture.attrib.pop("style", None) or width
    if style:
        figure.set("style", style)


def _width_style(width: str | None) -> str | None:
    match = _LENGTH.fullmatch(width or "")
    return f"width: {match[1]}{match[2] or 'px'}" if match else None


def _caption_of(picture: Element, parse: ParseInline) -> Element | None:
    """The caption that a picture brings: its title, else the text in its brackets."""
    caption = placed("figcaption", picture)
    source = picture.attrib.pop("fig-cap", None) or picture.attrib.pop("title", None)
    if source and source.strip():
        move_content(parse(source, picture), caption)
        return caption
    if is_blank(picture.get("alt")) or _is_decorative(picture):
        return None
    move_content(parse(picture.get("data-text") or picture.get("alt") or "", picture), caption)
    return caption


def _is_decorative(picture: Element) -> bool:
    return "decorative" in classes(picture) or picture.get("role") in ("presentation", "none")


def _alternative(picture: Element, findings: list[Finding]) -> None:
    """Settle one picture's alternative text, and take away what only reading needed."""
    picture.attrib.pop("data-text", None)
    other = picture.attrib.pop("fig-alt", None)
    if other:
        picture.set("alt", other)
    decorative = _is_decorative(picture)
    picture.attrib.pop("role", None)
    remove_class(picture, "decorative")
    width = _width_style(picture.attrib.pop("width", None))
    picture.attrib.pop("height", None)  # a picture keeps its shape
    if width and not picture.get("style"):
        picture.set("style", width)
    if decorative:
        picture.set("alt", "")
        return
    if not is_blank(picture.get("alt")):
        return
    figure = picture.getparent()
    caption = figure.find("figcaption") if figure is not None and figure.tag == "figure" else None
    spoken = plain_text(caption) if caption is not None else ""
    picture.set("alt", spoken or (picture.get("src") or "").rpartition("/")[2])
    add_class(picture, "alt-missing")
    findings.append(
        finding(
            "alt-missing",
            f"The picture {picture.get('src') or ''} has no alternative text.",
            location_of(picture),
            "Say in the brackets what it shows, or mark it {.decorative}.",
        )
    )


def label_caption(element: Element, tag: str, label: str) -> Element:
    """Write a label such as "Figure 3" into a figure's or table's caption, made if missing."""
    caption = element.find(tag)
    if caption is None:
        caption = placed(tag, element)
        if tag == "caption":
            element.insert(0, caption)
        else:
            element.append(caption)
    mark = make("span", label, class_="label")
    text = caption.text or ""
    mark.tail = f" {text.lstrip()}" if text.strip() or len(caption) else None
    caption.text = None
    caption.insert(0, mark)
    return caption
