"""Names and strings of a PDF as text (ISO 32000-1, 7.3.5): bytes that are UTF-8 only by habit."""

from __future__ import annotations

import re

from pikepdf import Object

_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def spelled(value: object) -> str:
    """An object as it reads; a name in an old encoding, such as a Chinese font's, byte for byte."""
    try:
        return str(value)
    except UnicodeDecodeError:
        return bytes(value).decode("latin-1") if isinstance(value, Object) else ""


def name_in(token: bytes) -> str:
    """The key under which a dictionary has a name that stands in a content stream."""
    plain = _HEX.sub(lambda match: bytes((int(match[1], 16),)), token) if b"#" in token else token
    return plain.decode("utf-8", "surrogateescape")


def entry(dictionary: Object, name: str) -> Object | None:
    """What a dictionary has under a name; pikepdf takes no name that is not UTF-8 for a key."""
    if name.isascii():
        return dictionary.get(name)
    return dict(dictionary.items()).get(name)
