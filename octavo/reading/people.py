"""Who made the book: every way in which front matter names people, as Contributors.

A string, a list of strings, a list of mappings (pandoc's and Quarto's name, given, family,
literal, text, role, file-as), each under a key that implies a role. Roles are MARC relator
codes (id.loc.gov/vocabulary/relators), written as codes or as English words.
"""

from __future__ import annotations

import re

from octavo.findings import finding
from octavo.publication import Contributor
from octavo.reading.marked_yaml import Mapping, Node, Scalar, Sequence
from octavo.reading.spelling import did_you_mean
from octavo.reading.values import Values

ROLES: dict[str, str] = {
    "author": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill",
    "photographer": "pht", "artist": "art", "cartographer": "ctg", "compiler": "com",
    "contributor": "ctb", "creator": "cre", "cover designer": "cov", "book designer": "bkd",
    "designer": "dsr", "typographer": "tyg", "typesetter": "cmt", "proofreader": "pfr",
    "copyeditor": "edc", "copy editor": "edc", "annotator": "ann", "commentator": "cwt",
    "foreword": "aui", "introduction": "aui", "preface": "aui", "afterword": "aft",
    "engraver": "egr", "lithographer": "ltg", "printer": "prt", "publisher": "pbl",
    "researcher": "res", "narrator": "nrt", "interviewer": "ivr", "interviewee": "ive",
    "series editor": "pbd", "publishing director": "pbd", "transcriber": "trc",
    "thesis advisor": "ths", "adapter": "adp", "collaborator": "clb", "composer": "cmp",
    "lyricist": "lyr", "poet": "aut", "indexer": "ind", "redaktor": "red", "reviewer": "rev",
    "sponsor": "spn", "dedicatee": "dte", "copyright holder": "cph", "markup editor": "mrk",
    "book producer": "bkp", "bookbinder": "bnd", "calligrapher": "cll", "corrector": "crr",
}  # fmt: skip
KEYS = {
    "author": "aut",
    "creator": "aut",
    "contributors": "ctb",
    "editor": "edt",
    "translator": "trl",
    "illustrator": "ill",
}
"""Keys of the front matter that name people, and the role each implies."""

_NAME_KEYS = ("name", "text", "literal", "author", "given", "family", "dropping-particle",
              "non-dropping-particle", "suffix", "role", "roles", "file-as", "sort")  # fmt: skip
_NO_EFFECT = frozenset(
    ("affiliation", "affiliations", "email", "orcid", "url", "corresponding", "degree", "degrees",
     "note", "id", "number", "fax", "phone", "title", "department", "institute", "equal-contributor",
     "deceased", "attributes", "metadata", "acknowledgements", "scheme", "type", "bio", "country")
)  # fmt: skip


def contributors(node: Node, key: str, values: Values) -> tuple[Contributor, ...]:
    """The people whom one key names, in the order they were written."""
    items = node.items if isinstance(node, Sequence) else (node,)
    people = (_person(item, key, values) for item in items)
    return tuple(person for found in people for person in found)


def _person(node: Node, key: str, values: Values) -> tuple[Contributor, ...]:
    if isinstance(node, Mapping):
        return _described(node, key, values)
    name = values.text(node, key)
    return (Contributor(name, KEYS[key]),) if name else ()


def _described(node: Mapping, key: str, values: Values) -> tuple[Contributor, ...]:
    """A person in keys; with several roles, one Contributor a role."""
    _report_keys(node, values)
    name, file_as = _name(node, key, values)
    if not name:
        values.wrong(f"“{key}” names no one here.", node.location, "Write name: Given Family.")
        return ()
    given = node.get("file-as") or node.get("sort")
    if given is not None:
        file_as = values.text(given, "file-as") or file_as
    roles_node = node.get("role") or node.get("roles")
    roles = _roles(roles_node, values) if roles_node is not None else ()
    return tuple(Contributor(name, role, file_as) for role in roles or (KEYS[key],))


def _report_keys(node: Mapping, values: Values) -> None:
    for entry in node.entries:
        if entry.key in _NAME_KEYS:
            continue
        if entry.key in _NO_EFFECT:
            message = f"“{entry.key}” has no effect here: the name stands alone on the title page."
            values.findings.append(finding("metadata-ignored", message, entry.location))
        else:
            message = f"A person has no “{entry.key}”."
            hint = did_you_mean(entry.key, _NAME_KEYS)
            values.findings.append(finding("metadata-unknown", message, entry.location, hint))


def _name(node: Mapping, key: str, values: Values) -> tuple[str | None, str | None]:
    """The name as printed, and as sorted where the parts are known."""
    for word in ("name", "text", "literal", "author"):
        given = node.get(word)
        if isinstance(given, Mapping):
            return _name(given, key, values)
        if given is not None:
            return values.text(given, word), None
    parts = {
        word: values.text(part, word) or ""
        for word in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
        if (part := node.get(word)) is not None
    }
    if not any(parts.values()):
        return None, None
    printed = " ".join(part for part in parts.values() if part)
    if not parts.get("family"):
        return printed, None
    behind = " ".join(parts[word] for word in ("given", "dropping-particle") if parts.get(word))
    before = " ".join(
        parts[word] for word in ("non-dropping-particle", "family") if parts.get(word)
    )
    sorted_name = ", ".join(part for part in (before, behind, parts.get("suffix", "")) if part)
    return printed, sorted_name


def _roles(node: Node, values: Values) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    found = []
    for item in items:
        if not isinstance(item, Scalar):  # Quarto's roles with degrees of contribution
            continue
        text = (values.text(item, "role") or "").lower()
        code = ROLES.get(text.replace("-", " ").replace("_", " "))
        if code is None and re.fullmatch(r"[a-z]{3}", text):
            code = text
        if code is None and text:
            message = f"“{text}” is no role: write a word such as translator, or a MARC code."
            values.wrong(message, item.location, did_you_mean(text, ROLES))
        elif code and code not in found:
            found.append(code)
    return tuple(found)
