"""Name and number trees (ISO 32000-1, 7.9.6 and 7.9.7): sorted leaves of 64 with their limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Pdf, String

_LEAF = 64


def name_tree(book: Pdf, entries: Iterable[tuple[str, pikepdf.Object]]) -> pikepdf.Object:
    """A name tree; names are sorted by their bytes, as readers search them."""
    pairs = {bytes(String(name)): (String(name), value) for name, value in entries}
    return _tree(book, "/Names", [pairs[key] for key in sorted(pairs)])


def number_tree(book: Pdf, entries: Iterable[tuple[int, pikepdf.Object]]) -> pikepdf.Object:
    """A number tree."""
    pairs = dict(entries)
    return _tree(book, "/Nums", [(key, pairs[key]) for key in sorted(pairs)])


def _tree(book: Pdf, kind: str, pairs: Sequence[tuple[object, pikepdf.Object]]) -> pikepdf.Object:
    if len(pairs) <= _LEAF:
        return book.make_indirect(Dictionary({kind: _flat(pairs)}))
    leaves = []
    for start in range(0, len(pairs), _LEAF):
        part = pairs[start : start + _LEAF]
        limits = Array([part[0][0], part[-1][0]])
        leaves.append(book.make_indirect(Dictionary({kind: _flat(part), "/Limits": limits})))
    return book.make_indirect(Dictionary(Kids=Array(leaves)))


def _flat(pairs: Sequence[tuple[object, pikepdf.Object]]) -> Array:
    return Array([item for pair in pairs for item in pair])


def read_tree(tree: pikepdf.Object, kind: str) -> dict[object, pikepdf.Object]:
    """All entries of a tree of any depth; kind is "/Names" or "/Nums"."""
    entries: dict[object, pikepdf.Object] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        flat = list(node.get(kind, Array()))
        keys = [int(key) if kind == "/Nums" else bytes(key) for key in flat[::2]]
        entries |= zip(keys, flat[1::2], strict=True)
        waiting += list(node.get("/Kids", Array()))
    return entries
