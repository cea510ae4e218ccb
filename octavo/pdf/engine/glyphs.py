"""Characters that no face of the job has: each would be printed as an empty box.

WeasyPrint names the character while it draws, not the place; the place is found in the source.
"""

from __future__ import annotations

import unicodedata

from octavo.findings import Finding, finding
from octavo.pdf.engine.places import Places
from octavo.pdf.engine.tree import Element

NAMED = 4
"""Characters spelled out in one finding; blocks told of in one galley are PLACES at most."""
PLACES = 25

_HINT = "Use another character, or add a face that has it to the theme."


def glyph_findings(missing: frozenset[str], root: Element, places: Places) -> tuple[Finding, ...]:
    """Tell which blocks hold characters that cannot be printed, one finding for each block."""
    if not missing:
        return ()
    blocks: dict[Element | None, dict[str, None]] = {}
    for element in root.iter():
        if element.tag == "title":
            continue
        _note_down(missing, element.text, places.block(element), blocks)
        _note_down(missing, element.tail, places.block(places.around(element)), blocks)
    found = {character for characters in blocks.values() for character in characters}
    elsewhere = dict.fromkeys(sorted(missing - found))
    told = [
        finding(
            "glyph-missing", f"No face has {_spell(characters)}.", places.location(block), _HINT
        )
        for block, characters in list(blocks.items())[:PLACES]
    ]
    if len(blocks) > PLACES:
        more = f"{len(blocks) - PLACES} more paragraphs hold characters that no face has."
        told.append(finding("glyph-missing", more, hint=_HINT))
    if elsewhere:
        where = f"No face has {_spell(elsewhere)}, in a drawing or in text that the theme adds."
        told.append(finding("glyph-missing", where, hint=_HINT))
    return tuple(told)


def _note_down(
    missing: frozenset[str],
    text: str | None,
    block: Element | None,
    blocks: dict[Element | None, dict[str, None]],
) -> None:
    for character in text or "":
        if character in missing:
            blocks.setdefault(block, {})[character] = None


def _spell(characters: dict[str, None]) -> str:
    names = [
        f"“{c}” (U+{ord(c):04X} {unicodedata.name(c, 'unnamed character')})"
        for c in list(characters)[:NAMED]
    ]
    more = len(characters) - NAMED
    if more > 0:
        names.append(f"{more} more characters")
    return " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + " and " + names[-1]
