"""What a division can be: the roles of EPUB SSV 1.1 with their matter, and how authors say it.

An author names a role by `{role=dedication}` or by a class of its name, `{.dedication}`;
`{.frontmatter}` and `{.backmatter}` alone leave the role a plain chapter. Titles are never
taken for roles: "Preface" without a role is a chapter.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.book.structure import Matter
from octavo.findings import Finding, Location, finding
from octavo.reading.spelling import did_you_mean


@dataclass(frozen=True, slots=True)
class Role:
    """A role's matter; whether it has a number and a place in the contents by default.

    A floating role keeps to the matter it stands in, once the body has begun.
    """

    matter: Matter
    numbered: bool = False
    listed: bool = True
    floating: bool = False


ROLES: dict[str, Role] = {
    "halftitlepage": Role(Matter.FRONT, listed=False),
    "titlepage": Role(Matter.FRONT, listed=False),
    "copyright-page": Role(Matter.FRONT, listed=False),
    "dedication": Role(Matter.FRONT, listed=False, floating=True),
    "epigraph": Role(Matter.FRONT, listed=False, floating=True),
    "toc": Role(Matter.FRONT, listed=False),
    "loi": Role(Matter.FRONT),
    "lot": Role(Matter.FRONT),
    "foreword": Role(Matter.FRONT),
    "preface": Role(Matter.FRONT),
    "preamble": Role(Matter.FRONT),
    "acknowledgments": Role(Matter.FRONT, floating=True),
    "introduction": Role(Matter.FRONT, floating=True),
    "part": Role(Matter.BODY, numbered=True),
    "chapter": Role(Matter.BODY, numbered=True),
    "prologue": Role(Matter.BODY),
    "epilogue": Role(Matter.BODY),
    "conclusion": Role(Matter.BODY),
    "afterword": Role(Matter.BACK),
    "appendix": Role(Matter.BACK, numbered=True),
    "endnotes": Role(Matter.BACK),
    "glossary": Role(Matter.BACK),
    "bibliography": Role(Matter.BACK),
    "index": Role(Matter.BACK),
    "colophon": Role(Matter.BACK, listed=False),
}

ALIASES = {
    "acknowledgements": "acknowledgments",
    "contents": "toc",
    "imprint": "copyright-page",
    "copyright": "copyright-page",
    "half-title": "halftitlepage",
    "title-page": "titlepage",
    "list-of-figures": "loi",
    "list-of-tables": "lot",
    "notes": "endnotes",
    "sources": "bibliography",
    "references": "bibliography",
}

MATTERS = {
    "frontmatter": Matter.FRONT,
    "mainmatter": Matter.BODY,
    "bodymatter": Matter.BODY,
    "backmatter": Matter.BACK,
}

SWITCHES = frozenset(("unnumbered", "unlisted", "-"))


@dataclass(frozen=True, slots=True)
class Character:
    """What an author's attributes make of a division."""

    role: str
    matter: Matter | None  # only where said by class
    classes: tuple[str, ...]  # those that are left for the theme
    unnumbered: bool
    unlisted: bool


def character(
    classes: list[str], role: str | None, location: Location, findings: list[Finding]
) -> Character:
    """Read role, matter and switches from a heading's classes and its role attribute."""
    found = "chapter"
    matter = None
    left = []
    for name in classes:
        if name in MATTERS:
            matter = MATTERS[name]
        elif ALIASES.get(name, name) in ROLES:
            found = ALIASES.get(name, name)
        elif name not in SWITCHES:
            left.append(name)
    if role is not None:
        if ALIASES.get(role, role) in ROLES:
            found = ALIASES.get(role, role)
        elif role in MATTERS:
            matter = MATTERS[role]
        else:
            names = [*ROLES, *ALIASES, *MATTERS]
            findings.append(
                finding(
                    "role-unknown",
                    f"“{role}” is not the name of a part of a book; it was read as a chapter.",
                    location,
                    did_you_mean(role, names) or "Roles are listed in the manual.",
                )
            )
    unnumbered = "unnumbered" in classes or "-" in classes
    return Character(found, matter, tuple(left), unnumbered, "unlisted" in classes)
