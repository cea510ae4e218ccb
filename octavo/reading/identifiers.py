"""Names for machines: ISBN, urn:uuid, and the slug that every output file is called by."""

from __future__ import annotations

import json
import re
import unicodedata
import uuid

from octavo.publication import Contributor

_NAMESPACE = uuid.UUID("6f637461-766f-5000-8000-626f6f6b7321")  # spells "octavo", "books!"
# Letters that Unicode does not take apart into a base letter and a mark.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SLUG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # on Windows


def slug_of(text: str) -> str:
    """Small ASCII letters, digits and hyphens; "" where nothing of the text is left."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    ascii_text = folded.replace("'", "").replace("\u2019", "").encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:80].strip("-")
    return f"{slug}-book" if _RESERVED.fullmatch(slug) else slug


def is_slug(text: str) -> bool:
    """Say whether a text can be the stem of file names everywhere."""
    return bool(_SLUG.fullmatch(text)) and not _RESERVED.fullmatch(text)


def derived_identifier(title: str, contributors: tuple[Contributor, ...], language: str) -> str:
    """The urn:uuid (RFC 9562, version 5) of a publication that has no identifier of its own.

    The same title, names and language give the same one on every machine.
    """
    names = [[person.name, person.role] for person in contributors]
    key = json.dumps([title, names, language], ensure_ascii=True)
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, key)}"


def isbn_fault(text: str) -> str | None:
    """Say what is wrong with an ISBN-13 or ISBN-10, or None (ISO 2108, annex C)."""
    digits = isbn_digits(text)
    if re.fullmatch(r"\d{13}", digits):
        if not digits.startswith(("978", "979")):
            return "it does not begin with 978 or 979"
        wanted = isbn13_check_digit(digits[:12])
    elif re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum((10 - place) * int(digit) for place, digit in enumerate(digits[:9]))
        wanted = "0123456789X"[-total % 11]
    else:
        return "it has neither 13 nor 10 digits"
    return None if digits[-1] == wanted else f"its last digit should be {wanted}"


def isbn13_check_digit(first_twelve: str) -> str:
    """The thirteenth digit of an ISBN."""
    total = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(first_twelve))
    return str(-total % 10)


def isbn_digits(text: str) -> str:
    """An ISBN without prefix, spaces and hyphens of any kind."""
    bare = re.sub(r"^\s*(urn:isbn:|isbn(-1[03])?:?)\s*", "", text, flags=re.IGNORECASE)
    return re.sub(r"[\s\u2010-\u2015-]", "", bare).upper()


def printed_isbn(text: str) -> str:
    """An ISBN as it is kept: hyphens as given, ten digits turned into thirteen."""
    digits = isbn_digits(text)
    if len(digits) == 10:
        stem = f"978{digits[:9]}"
        return stem + isbn13_check_digit(stem)
    bare = re.sub(r"^\s*(urn:isbn:|isbn(-1[03])?:?)\s*", "", text, flags=re.IGNORECASE)
    return re.sub(r"[\s\u2010-\u2015-]+", "-", bare.strip())


def identifier_of(text: str, scheme: str = "") -> str:
    """An identifier as a URI where its kind can be told: UUID, ISBN, DOI; else as it stands.

    Raises ValueError with half a sentence for a number that cannot be right.
    """
    kind = scheme.lower()
    bare = re.sub(r"^(urn:)?uuid:", "", text, flags=re.IGNORECASE)
    if bare != text or kind == "uuid" or _UUID.fullmatch(text):
        if not _UUID.fullmatch(bare):
            raise ValueError("it is no UUID")
        return f"urn:uuid:{bare.lower()}"
    if kind.startswith("isbn") or text.lower().startswith(("urn:isbn:", "isbn")):
        fault = isbn_fault(text)
        if fault:
            raise ValueError(fault)
        return f"urn:isbn:{isbn_digits(printed_isbn(text))}"
    if kind == "doi" or re.match(r"(doi:\s*)?10\.\d{4,9}/", text, re.IGNORECASE):
        return "https://doi.org/" + re.sub(r"^doi:\s*", "", text, flags=re.IGNORECASE)
    if re.search(r"\s", text):
        raise ValueError("it has spaces in it")
    return text
