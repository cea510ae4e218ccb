"""Parsed files, kept from build to build: a file whose text has not changed is not parsed again.

What is kept is what the dialect made, before octavo.reading.safety has judged it: an entry that
somebody else put there is judged as the author's own markup is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from octavo.cache import Cache, code_digest, digest
from octavo.findings import Finding
from octavo.reading.dialect import Parsed, parse_markdown
from octavo.reading.trees import read_tree


@dataclass(frozen=True, slots=True)
class _Entry:
    tree: bytes
    findings: tuple[Finding, ...]


def parse_once(
    cache: Cache,
    text: str,
    path: str,
    *,
    language: str,
    raw_html: Literal["safe", "trusted", "none"],
    smart_quotes: bool,
    known_keys: frozenset[str],
) -> Parsed:
    """Parse a file (octavo.reading.dialect.parse_markdown), or take what was parsed before."""
    causes = (text, path, language, raw_html, smart_quotes, sorted(known_keys))
    key = digest(code_digest(), causes)
    entry = cache.get("parsed", key, _Entry)
    if entry is not None:
        try:
            return Parsed(read_tree(entry.tree), entry.findings)
        except etree.XMLSyntaxError:
            pass  # a damaged entry is a miss
    parsed = parse_markdown(
        text, path, language=language, raw_html=raw_html, smart_quotes=smart_quotes,
        known_keys=known_keys,
    )  # fmt: skip
    if cache.folder is not None:
        tree = etree.tostring(parsed.root, encoding="utf-8")
        cache.put("parsed", key, _Entry(tree, parsed.findings))
    return parsed
