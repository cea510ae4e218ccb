"""The parts of the metadata that front matter writes in more than one form.

Each function takes the settings and gives one field's value; what is wrong goes to Values.
The mapped forms are pandoc's (title with type, identifier with scheme, belongs-to-collection)
and Quarto's (copyright, license).
"""

from __future__ import annotations

import re

from octavo.findings import finding
from octavo.publication import Contributor
from octavo.reading.identifiers import identifier_of, isbn_fault, printed_isbn
from octavo.reading.marked_yaml import Mapping, Node, Scalar, Sequence
from octavo.reading.people import KEYS as PEOPLE
from octavo.reading.people import contributors
from octavo.reading.settings import Settings
from octavo.reading.spelling import did_you_mean
from octavo.reading.values import Values

EDITIONS = {
    "screen": "screen", "pdf": "screen", "press": "press", "print": "press", "paperback": "press",
    "hardback": "press", "hardcover": "press", "booklet": "booklet", "epub": "epub",
    "ebook": "epub",
}  # fmt: skip
"""Editions that an ISBN can belong to, under octavo's names and the trade's."""

_LICENCES = "https://creativecommons.org/licenses"
_CC = re.compile(r"(?:CC[ -])?(BY(?:-NC)?(?:-SA|-ND)?)(?:[ -](\d\.\d))?", re.IGNORECASE)
_CC_ZERO = "https://creativecommons.org/publicdomain/zero/1.0/"


def titles(settings: Settings, values: Values) -> tuple[str | None, str | None]:
    """Title and subtitle; pandoc writes both as one list with types, too."""
    found, below = settings.one("title"), settings.one("subtitle")
    title = None
    subtitle = values.text(below.value, "subtitle") if below else None
    if not found:
        return None, subtitle
    if isinstance(found.value, Scalar):
        return values.text(found.value, "title"), subtitle
    parts = found.value.items if isinstance(found.value, Sequence) else (found.value,)
    for part in parts:
        node = part.get("text") if isinstance(part, Mapping) else part
        text = values.text(node, "title") if node is not None else None
        kind = _word(part.get("type")) if isinstance(part, Mapping) else "main"
        if kind == "subtitle":
            subtitle = subtitle or text
        else:
            title = title or text
    return title, subtitle


def people(settings: Settings, values: Values) -> tuple[Contributor, ...]:
    """Everyone whom the front matter names, authors first, each with a role once."""
    found = [
        person
        for key in PEOPLE
        for setting in settings.every(key)
        for person in contributors(setting.value, key, values)
    ]
    return tuple(dict.fromkeys(found))


def identifier(settings: Settings, values: Values) -> str | None:
    """The identifier as a URI; the first where several are given."""
    found = settings.one("identifier")
    if not found:
        return None
    node: Node | None = found.value
    if isinstance(node, Sequence):
        node = node.items[0] if node.items else None
    scheme = ""
    if isinstance(node, Mapping):
        scheme, node = _word(node.get("scheme")), node.get("text")
    text = values.text(node, "identifier") if node is not None else None
    if not text or node is None:
        return None
    try:
        return identifier_of(text, scheme)
    except ValueError as error:
        hint = "Write urn:uuid:..., urn:isbn:... or an address of the publication."
        values.wrong(f"“{text}” cannot be an identifier: {error}.", node.location, hint)
        return None


def isbns(settings: Settings, values: Values) -> tuple[tuple[str, str], ...]:
    """ISBNs by edition, check digits verified; a single number is the printed book's."""
    found = settings.one("isbn")
    if not found:
        return ()
    if isinstance(found.value, Scalar):
        number = _isbn(found.value, values)
        return (("press", number),) if number else ()
    tree = values.mapping(found.value, "isbn", "isbn: {press: 978-..., epub: 978-...}")
    numbers: dict[str, str] = {}
    for entry in tree.entries if tree else ():
        edition = EDITIONS.get(entry.key.lower())
        if edition is None:
            message = f"There is no edition “{entry.key}”."
            hint = did_you_mean(entry.key, EDITIONS) or f"Editions: {', '.join(sorted(EDITIONS))}."
            values.wrong(message, entry.location, hint)
        elif number := _isbn(entry.value, values):
            numbers.setdefault(edition, number)
    return tuple(numbers.items())


def _isbn(node: Node, values: Values) -> str | None:
    text = values.text(node, "isbn")
    fault = isbn_fault(text) if text else None
    if fault:
        message = f"“{text}” is no ISBN: {fault}."
        values.findings.append(finding("isbn-invalid", message, node.location))
        return None
    return printed_isbn(text) if text else None


def rights_and_licence(settings: Settings, values: Values) -> tuple[str | None, str | None]:
    """The rights in words, and the licence's address, which a Creative Commons name gives too."""
    found, given = settings.one("rights"), settings.one("licence-url")
    rights = _rights(found.value, values) if found else None
    address = values.text(given.value, "licence-url") if given else None
    if given and address and not re.match(r"https?://\S+$", address):
        values.wrong(f"“{address}” is no web address.", given.value.location)
        address = None
    licence = settings.one("licence")
    if licence:
        name, link = _licence(licence.value, values)
        rights, address = rights or name, address or link
    return rights, address or licence_address(rights or "")


def _rights(node: Node, values: Values) -> str | None:
    if not isinstance(node, Mapping):
        return values.text(node, "rights")
    statement = node.get("statement")
    if statement is not None:
        return values.text(statement, "statement")
    parts = [node.get("year"), node.get("holder")]
    words = [values.text(part, "copyright") for part in parts if part is not None]
    return "© " + " ".join(word for word in words if word) if any(words) else None


def _licence(node: Node, values: Values) -> tuple[str | None, str | None]:
    if isinstance(node, Sequence):
        node = node.items[0] if node.items else node
    if not isinstance(node, Mapping):
        name = values.text(node, "licence")
        return name, licence_address(name or "")
    words = [node.get(key) for key in ("text", "type")]
    links = [node.get(key) for key in ("url", "link")]
    name = next((values.text(word, "licence") for word in words if word is not None), None)
    link = next((values.text(word, "licence") for word in links if word is not None), None)
    return name, link or licence_address(name or "")


def licence_address(name: str) -> str | None:
    """The address of a Creative Commons licence named whole: "CC BY-SA 4.0"."""
    if re.fullmatch(r"CC[ -]?0( 1\.0)?", name, re.IGNORECASE):
        return _CC_ZERO
    match = _CC.fullmatch(name)
    return f"{_LICENCES}/{match[1].lower()}/{match[2] or '4.0'}/" if match else None


def series(settings: Settings, values: Values) -> tuple[str | None, str | None]:
    """The series and the number in it; a mapping may hold both."""
    found, number = settings.one("series"), settings.one("series-number")
    name = place = None
    if found and isinstance(found.value, Mapping):
        for key in ("name", "title", "text"):
            node = found.value.get(key)
            name = name or (values.text(node, "series") if node is not None else None)
        for key in ("number", "position"):
            node = found.value.get(key)
            place = place or (values.text(node, "series-number") if node is not None else None)
    elif found:
        name = values.text(found.value, "series")
    if number:
        place = values.text(number.value, "series-number") or place
    if place and not name:
        message = "There is a series-number, and no series."
        where = number.location if number else None
        values.findings.append(finding("metadata-value", message, where, "Write series: its name"))
    return name, place


def subjects(settings: Settings, values: Values) -> tuple[str, ...]:
    """Subjects and keywords, each once; a single text is divided at ; or else at commas."""
    found: list[str] = []
    for setting in settings.every("subjects"):
        node = setting.value
        items = node.items if isinstance(node, Sequence) else (node,)
        for item in items:
            inner = item.get("text") or item.get("term") if isinstance(item, Mapping) else item
            text = values.text(inner, setting.written) if inner is not None else None
            if text and isinstance(node, Scalar):
                found += [part.strip() for part in text.split(";" if ";" in text else ",")]
            elif text:
                found.append(text)
    return tuple(dict.fromkeys(subject for subject in found if subject))


def _word(node: Node | None) -> str:
    return node.text.strip().lower() if isinstance(node, Scalar) else ""
