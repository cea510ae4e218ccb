"""What fenced divisions and quotations mean beyond their class: admonitions, attributions,
and classes that belong to paragraphs.

GitHub's alerts and Python-Markdown's admonitions come from the dialect with English titles;
Quarto's callouts, `::: {.callout-tip}`, come as plain divisions. All speak the book's language
afterwards.
"""

from __future__ import annotations

import re

from octavo.book.terms import Terms
from octavo.reading.places import placed
from octavo.reading.trees import (
    Element,
    add_class,
    classes,
    drop,
    move_content,
    names,
    only_child,
    plain_text,
    remove_class,
    unwrap,
)

KINDS = ("note", "tip", "warning", "caution", "important")
_OF_PARAGRAPHS = names("loose tight noindent center right attribution")
_DASH = re.compile(r"\s*[\u2013\u2014\u2015]\s*\S")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def make_boxes(body: Element, terms: Terms) -> None:
    """Give boxes, quotations and paragraphs their meaning, in place, before sections are made."""
    for box in list(body.iter("div")):
        kind = next((kind for kind in KINDS if f"callout-{kind}" in classes(box)), None)
        if kind:
            _callout(box, kind)
        described = box.attrib.pop("for", None)
        if described:
            _description(box, described)
        if "admonition" in classes(box):
            _title(box, terms)
        elif classes(box) and set(classes(box)) <= _OF_PARAGRAPHS and not box.get("id"):
            _pass_on(box)
    for paragraph in body.iter("p"):
        words = only_child(paragraph)
        if words is not None and words.tag == "span" and set(classes(words)) & _OF_PARAGRAPHS:
            _take_over(paragraph, words)
    for quotation in body.iter("blockquote", "div"):
        if quotation.tag == "blockquote" or "epigraph" in classes(quotation):
            _attribution(quotation)


def _callout(box: Element, kind: str) -> None:
    """Quarto's callout: its title is an attribute, or a heading at its start."""
    remove_class(box, f"callout-{kind}", "callout")
    others = classes(box)
    box.set("class", " ".join(["admonition", kind, *others]))
    title = placed("p", box, box.attrib.pop("title", None), class_="admonition-title")
    if title.text is None and len(box) and box[0].tag in _HEADINGS:
        move_content(box[0], title)
        drop(box[0])
    if title.text is None and not len(title):
        title.text = kind.capitalize()
    box.insert(0, title)


def _description(box: Element, figure: str) -> None:
    """A long description begins with the name of its figure, a link back to it."""
    add_class(box, "description")
    title = placed("p", box, class_="description-title")
    reference = placed("o-ref", box)
    reference.set("target", figure.lstrip("#").replace(":", "-"))
    reference.set("raw", f"@{figure}")
    title.append(reference)
    box.insert(0, title)


def _title(box: Element, terms: Terms) -> None:
    """A title that only names the kind is said in the book's language."""
    title = box.find("p")
    if title is None or "admonition-title" not in classes(title):
        return
    words = {
        "note": terms.note,
        "tip": terms.tip,
        "warning": terms.warning,
        "caution": terms.caution,
        "important": terms.important,
    }
    kind = plain_text(title).casefold()
    if kind in words and kind in classes(box):
        title.text = words[kind]


def _pass_on(box: Element) -> None:
    for paragraph in box.findall("p"):
        add_class(paragraph, *classes(box))
        for name in ("lang", "dir"):
            if box.get(name) and not paragraph.get(name):
                paragraph.set(name, box.get(name) or "")
    if all(child.tag == "p" for child in box):
        unwrap(box)


def _take_over(paragraph: Element, words: Element) -> None:
    own = [name for name in classes(words) if name in _OF_PARAGRAPHS]
    add_class(paragraph, *own)
    remove_class(words, *own)
    if not any(words.get(name) for name in ("class", "id", "lang", "dir", "title", "index")):
        unwrap(words)


def _attribution(quotation: Element) -> None:
    """A last paragraph that begins with a dash says whose words these are."""
    paragraphs = quotation.findall("p")
    if len(quotation) > 1 and paragraphs and paragraphs[-1] is quotation[-1]:
        last = paragraphs[-1]
        if _DASH.match("".join(last.itertext())):
            add_class(last, "attribution")
