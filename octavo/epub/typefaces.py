"""Which characters are set in which face, so that each font in the EPUB holds what is used.

Content documents, style sheets and faces come in; a small cascade of the five properties that
choose a face (font-family, font-weight, font-style, text-transform, font) runs over the trees;
characters by face go out. Rules inside @media are tried too, and what they would choose is added.
A face that no character is set in is not embedded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import cssselect2
from lxml import etree
from tinycss2.ast import Declaration, Node

from octavo.artifacts import Face
from octavo.epub.css import Rule, declarations, rules
from octavo.epub.xhtml import MATHML, namespace

_PROPERTIES = frozenset({
    "font", "font-family", "font-style", "font-variant", "font-variant-caps", "font-weight",
    "text-transform",
})  # fmt: skip
_WEIGHTS = {"normal": 400, "bold": 700}
_BY_ELEMENT = {
    "b": (700, None), "strong": (700, None), "th": (700, None), "dt": (None, None),
    "h1": (700, None), "h2": (700, None), "h3": (700, None), "h4": (700, None),
    "h5": (700, None), "h6": (700, None), "i": (None, "italic"), "em": (None, "italic"),
    "cite": (None, "italic"), "dfn": (None, "italic"), "var": (None, "italic"),
    "address": (None, "italic"),
}  # fmt: skip
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})
_NAMES_FAMILY = etree.XPath("boolean(//@font-family)")
_STYLES = etree.XPath("//@style", smart_strings=False)
_MARKERS = "0123456789.•◦▪–—…‘’“”"
"""Signs that readers draw by themselves: list markers, quotation marks, ellipses."""


@dataclass(frozen=True, slots=True)
class _Style:
    families: tuple[str, ...] = ()
    weight: int = 400
    style: str = "normal"
    capitals: bool = False  # text-transform or small capitals: upper case may be drawn


def names_families(tree: etree._Element, sheets: Sequence[str]) -> bool:
    """Whether a document may ask for a face by its name; most leave that to the reader."""
    return (
        not _families_named(tuple(sheets)) <= _GENERIC
        or _NAMES_FAMILY(tree)
        or any("font" in style.lower() or "\\" in style for style in _STYLES(tree))
    )


@lru_cache(maxsize=64)
def _families_named(sheets: tuple[str, ...]) -> frozenset[str]:
    """The families that rules of the sheets ask for."""
    return frozenset(
        family
        for css in sheets for rule in rules(css) for declaration in rule.declarations
        for family in _apply(_Style(), (declaration,), _Style()).families
    )  # fmt: skip


def characters_by_face(
    trees: Iterable[tuple[etree._Element, Sequence[str]]],
    faces: Sequence[Face],
    coverage: Callable[[Face], frozenset[int]],
) -> dict[Face, frozenset[str]]:
    """Say which characters each face sets; trees are (document, its style sheets in order).

    Only faces that set some are in the answer, in the order given. Each character falls to the
    first family of its element's list that has it, by the face nearest in weight and style.
    """
    used: defaultdict[Face, set[str]] = defaultdict(set)
    chooser = _Chooser(faces, coverage)
    matchers: dict[tuple[str, ...], list[cssselect2.Matcher]] = {}
    for tree, sheets in trees:
        key = tuple(sheets)
        if key not in matchers:
            matchers[key] = _matchers(key)
        for matcher in matchers[key]:
            root = cssselect2.ElementWrapper.from_xml_root(tree)
            _walk(root, _Style(), matcher, chooser, used)
    return {face: frozenset(used[face]) for face in faces if used.get(face)}


def _matchers(sheets: Sequence[str]) -> list[cssselect2.Matcher]:
    """One matcher without conditional rules, and one with them where they choose faces."""
    chosen = [
        Rule(rule.selectors, kept, rule.conditional)
        for css in sheets for rule in rules(css)
        if (kept := tuple(d for d in rule.declarations
                          if d.lower_name in _PROPERTIES or d.lower_name == "content"))
    ]  # fmt: skip
    everywhere = [rule for rule in chosen if not rule.conditional]
    matchers = [_matcher(everywhere)]
    if len(everywhere) < len(chosen):
        matchers.append(_matcher(chosen))
    return matchers


def _matcher(chosen: Sequence[Rule]) -> cssselect2.Matcher:
    matcher = cssselect2.Matcher()
    for rule in chosen:
        try:
            selectors = cssselect2.compile_selector_list(rule.selectors)
        except cssselect2.SelectorError:
            continue
        for selector in selectors:
            matcher.add_selector(selector, rule.declarations)
    return matcher


def _walk(
    element: cssselect2.ElementWrapper,
    inherited: _Style,
    matcher: cssselect2.Matcher,
    chooser: _Chooser,
    used: defaultdict[Face, set[str]],
) -> None:
    style = _by_default(element, inherited)
    matches = [match[2:] for match in matcher.match(element)]
    for pseudo, declared in matches:
        if pseudo is None:
            style = _apply(style, declared, inherited)
    tree_element = element.etree_element
    style = _presented(style, tree_element)
    chooser.note(style, tree_element.text, used)
    for pseudo, declared in matches:
        if pseudo is not None:
            drawn = _apply(style, declared, style)
            chooser.note(drawn, _content(declared), used)
            # A first letter or line is set in its own style, of text that stands in the element.
            if pseudo in ("first-letter", "first-line"):
                chooser.note(drawn, "".join(tree_element.itertext()), used)
    if element.local_name in ("li", "q"):
        chooser.note(style, _MARKERS, used)
    for child in element.iter_children():
        # MathML is drawn in the reader's own mathematical face.
        if namespace(child.etree_element) != MATHML:
            _walk(child, style, matcher, chooser, used)
        chooser.note(style, child.etree_element.tail, used)


def _by_default(element: cssselect2.ElementWrapper, inherited: _Style) -> _Style:
    """The style that browsers give an element before any author's rule."""
    weight, slant = _BY_ELEMENT.get(element.local_name, (None, None))
    return replace(inherited, weight=weight or inherited.weight, style=slant or inherited.style)


def _presented(style: _Style, element: etree._Element) -> _Style:
    """Presentation attributes and style attributes, which drawings choose their faces by."""
    attributes = [
        (name, element.get(name)) for name in ("font-family", "font-weight", "font-style")
    ]
    css = ";".join(f"{name}:{value}" for name, value in attributes if value)
    css += ";" + (element.get("style") or "")
    if css == ";":
        return style
    return _apply(style, declarations(css), style)


def _apply(style: _Style, declared: Sequence[Declaration], inherited: _Style) -> _Style:
    for declaration in declared:
        name = declaration.lower_name
        values = [token for token in declaration.value if token.type != "whitespace"]
        words = [token.lower_value for token in values if token.type == "ident"]
        if words == ["inherit"]:
            style = _inherit(style, name, inherited)
        elif name == "font-family":
            style = replace(style, families=_families(values))
        elif name == "font-weight":
            style = replace(style, weight=_weight(values, inherited.weight) or style.weight)
        elif name == "font-style":
            style = replace(style, style="italic" if _is_slanted(words) else "normal")
        elif name == "font":
            style = _shorthand(style, values, words)
        elif name.startswith(("font-variant", "text-transform")):
            style = replace(style, capitals=not {"none", "normal", "lowercase"} & {*words})
    return style


def _inherit(style: _Style, name: str, inherited: _Style) -> _Style:
    if name == "font-family":
        return replace(style, families=inherited.families)
    if name == "font-weight":
        return replace(style, weight=inherited.weight)
    if name == "font-style":
        return replace(style, style=inherited.style)
    return inherited if name == "font" else replace(style, capitals=inherited.capitals)


def _shorthand(style: _Style, values: Sequence[Node], words: Sequence[str]) -> _Style:
    """font: [style || variant || weight] size[/line-height] family."""
    sized = next((i for i, token in enumerate(values)
                  if token.type in ("dimension", "percentage")), None)  # fmt: skip
    if sized is None:
        return style
    rest = list(values[sized + 1 :])
    if rest and rest[0].type == "literal" and rest[0].value == "/":
        rest = rest[2:]
    return _Style(
        _families(rest), _weight(values[:sized], style.weight) or 400,
        "italic" if _is_slanted(words) else "normal", "small-caps" in words,
    )  # fmt: skip


def _is_slanted(words: Sequence[str]) -> bool:
    return "italic" in words or "oblique" in words


def _weight(values: Sequence[Node], inherited: int) -> int | None:
    for token in values:
        if token.type == "number":
            return int(token.value)
        if token.type == "ident" and token.lower_value in _WEIGHTS:
            return _WEIGHTS[token.lower_value]
        if token.type == "ident" and token.lower_value == "bolder":
            return 400 if inherited < 350 else 700 if inherited < 550 else 900
        if token.type == "ident" and token.lower_value == "lighter":
            return 100 if inherited < 550 else 400 if inherited < 750 else 700
    return None


def _families(values: Sequence[Node]) -> tuple[str, ...]:
    families, words = [], []
    for token in values:
        if token.type == "string":
            families.append(token.value.lower())
        elif token.type == "ident":
            words.append(token.lower_value)
        if token.type == "literal" and words:
            families.append(" ".join(words))
            words = []
    return (*families, " ".join(words)) if words else tuple(families)


def _content(declared: Sequence[Declaration]) -> str:
    return "".join(
        token.value
        for declaration in declared if declaration.lower_name == "content"
        for token in declaration.value if token.type == "string"
    )  # fmt: skip


class _Chooser:
    """Gives characters to faces, by family, weight, style and what a face covers."""

    def __init__(self, faces: Sequence[Face], coverage: Callable[[Face], frozenset[int]]) -> None:
        self._families: defaultdict[str, list[Face]] = defaultdict(list)
        for face in faces:
            self._families[face.family.lower()].append(face)
        self._coverage = coverage
        self._covered: dict[Face, frozenset[int]] = {}

    def note(self, style: _Style, text: str | None, used: defaultdict[Face, set[str]]) -> None:
        """Record that a text is set in a style."""
        if not text:
            return
        wanted = set(text) | (set(text.upper()) if style.capitals else set())
        for family in style.families:
            if not wanted:
                return
            if family not in self._families:
                continue
            face = _nearest(self._families[family], style)
            if face not in self._covered:
                self._covered[face] = self._coverage(face)
            here = {sign for sign in wanted if ord(sign) in self._covered[face]}
            used[face] |= here
            wanted -= here


def _nearest(faces: Sequence[Face], style: _Style) -> Face:
    """The face that CSS Fonts 4, 5.2 would choose: the style first, then the weight."""

    def distance(face: Face) -> tuple[bool, bool, int]:
        heavier = face.weight > style.weight
        # At 500 and below the lighter is tried first, above it the heavier.
        other_way = heavier if style.weight <= 500 else not heavier
        exact = face.weight == style.weight
        return face.style != style.style, other_way and not exact, abs(face.weight - style.weight)

    return min(faces, key=distance)
