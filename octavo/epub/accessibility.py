"""What an EPUB claims of its accessibility (EPUB Accessibility 1.1, 2.2 to 2.5).

The facts of the content and what the edition has come in; statements for the package document go
out. Each is made when the content bears it out, and left out otherwise. No program can find that a
book conforms to WCAG: conformance is claimed only where the front matter names who evaluated the
book and nothing that was counted contradicts it.
Values: Schema.org Accessibility Properties for Discoverability Vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from octavo.book.accessibility import Facts
from octavo.epub.statement import said_in, sentences
from octavo.findings import Finding, finding
from octavo.publication import AccessibilitySettings, Metadata

_CONFORMANCE_ID = "conformance"
_CERTIFIER_ID = "certifier"


@dataclass(frozen=True, slots=True)
class Statement:
    """One element of <metadata>: a Dublin Core element, <meta> or <link> by that name."""

    name: str
    value: str
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What this EPUB has beside the content of the book."""

    facts: Facts
    contents: bool = True
    page_source: str | None = None  # named where there is a page list
    roles: bool = True  # structures carry ARIA roles
    reader_settings: bool = True  # type and colours can be changed
    animated: bool = False
    cover_image: bool = False
    drawn_formulas: bool = False  # pictures stand in for MathML
    evaluation: AccessibilitySettings = field(default_factory=AccessibilitySettings)


def meta(property: str, value: str, **attributes: str) -> Statement:
    """A <meta> with a property."""
    return Statement("meta", value, {"property": property, **attributes})


def refined(of: str, property: str, value: str, **attributes: str) -> Statement:
    """A <meta> that says more of the statement with that id."""
    return meta(property, value, refines=f"#{of}", **attributes)


def accessibility_statements(metadata: Metadata, edition: EditionFacts) -> Iterator[Statement]:
    """All that the package document says of accessibility, in order."""
    for mode in access_modes(edition):
        yield meta("schema:accessMode", mode)
    for modes in sufficient_modes(edition):
        yield meta("schema:accessModeSufficient", ",".join(modes))
    for feature in features(edition):
        yield meta("schema:accessibilityFeature", feature)
    for hazard in hazards(edition):
        yield meta("schema:accessibilityHazard", hazard)
    summary = edition.evaluation.summary or metadata.accessibility_summary
    spoken = said_in(metadata.language)
    language = {} if summary or spoken == metadata.language else {"xml:lang": spoken}
    summary = summary or " ".join(sentences(said_of(edition), spoken))
    yield Statement("meta", summary, {"property": "schema:accessibilitySummary", **language})
    yield from _conformance(edition)


def _conformance(edition: EditionFacts) -> Iterator[Statement]:
    """The claim, who makes it, and the report (EPUB Accessibility 1.1, 2.3 to 2.5)."""
    if (standard := claimed(edition)) is None:
        return
    yield meta("dcterms:conformsTo", standard, id=_CONFORMANCE_ID)
    who = edition.evaluation.evaluated_by or ""
    yield refined(_CONFORMANCE_ID, "a11y:certifiedBy", who, id=_CERTIFIER_ID)
    if edition.evaluation.report:
        link = {"rel": "a11y:certifierReport", "refines": f"#{_CERTIFIER_ID}",
                "href": edition.evaluation.report}  # fmt: skip
        yield Statement("link", "", link)


def claimed(edition: EditionFacts) -> str | None:
    """The conformance string (2.3), where one was found by somebody and nothing contradicts it."""
    found = edition.evaluation
    if not found.conformance or not found.evaluated_by or contradictions(edition):
        return None
    _, version, level = found.conformance.split("-")
    return f"EPUB Accessibility 1.1 - WCAG {version} Level {level.upper()}"


def contradictions(edition: EditionFacts) -> tuple[str, ...]:
    """What the content has that no WCAG level allows, or that the standard asks for and it lacks."""
    facts = edition.facts
    counted = {
        f"{facts.undescribed_pictures} pictures lack an alternative text (WCAG 1.1.1)":
            facts.undescribed_pictures > 0,
        f"{facts.tables_without_headers} tables lack header cells (WCAG 1.3.1)":
            facts.tables_without_headers > 0,
        "pictures or styles may move, which nobody can stop (WCAG 2.2.2)":
            hazards(edition) != ("none",),
        "the style sheet fixes sizes or colours (WCAG 1.4.4)": not edition.reader_settings,
    }  # fmt: skip
    return tuple(sentence for sentence, holds in counted.items() if holds)


def contradicted(edition: EditionFacts) -> tuple[Finding, ...]:
    """A finding where a conformance is named that the book itself contradicts."""
    if not edition.evaluation.conformance or not (found := contradictions(edition)):
        return ()
    message = f"The EPUB does not claim {edition.evaluation.conformance}: {'; '.join(found)}."
    return (finding("conformance-contradicted", message),)


def access_modes(edition: EditionFacts) -> tuple[str, ...]:
    """How the content reaches a reader: as text, and by eye where pictures say something."""
    facts = edition.facts
    seen = facts.pictures or (edition.drawn_formulas and facts.formulas)
    return (("textual",) if facts.words or facts.described_pictures else ()) + (
        ("visual",) if seen else ()
    )


def sufficient_modes(edition: EditionFacts) -> tuple[tuple[str, ...], ...]:
    """Which modes are enough: text alone only where every picture is described in words."""
    modes = access_modes(edition)
    if modes == ("textual", "visual") and edition.facts.all_described:
        return (("textual",), modes)
    return (modes,) if modes else ()


def features(edition: EditionFacts) -> tuple[str, ...]:
    """Accessibility features that the content bears out, in alphabetical order."""
    facts = edition.facts
    drawn = facts.formulas > 0 and edition.drawn_formulas
    claims = {
        "ARIA": edition.roles,
        "MathML": facts.formulas > 0 and not drawn,
        "alternativeText": facts.all_described and (facts.described_pictures > 0 or drawn),
        "displayTransformability": edition.reader_settings,
        "index": facts.index,
        "latex": drawn,
        "longDescription": facts.long_descriptions > 0,
        "pageBreakMarkers": edition.page_source is not None,
        "pageNavigation": edition.page_source is not None,
        "readingOrder": True,  # notes, figures and contents are marked as what they are
        "rubyAnnotations": facts.ruby > 0,
        "structuralNavigation": facts.headings > 0,
        "tableOfContents": edition.contents,
        "unlocked": True,  # no rights management is ever applied
    }
    return tuple(name for name, holds in claims.items() if holds)


def hazards(edition: EditionFacts) -> tuple[str, ...]:
    """None for a book of still pictures; unknown where one may move. Books have no sound here."""
    moving = edition.facts.moving_pictures or edition.animated
    return ("unknown",) if moving else ("none",)


def said_of(edition: EditionFacts) -> tuple[tuple[str, dict[str, str]], ...]:
    """The same claims by the names of their sentences, with what is filled in."""
    facts = edition.facts
    drawn = edition.drawn_formulas
    standard = claimed(edition)
    numbers = {"missing": str(facts.undescribed_pictures), "all": str(facts.pictures)}
    told: dict[str, object] = {
        "adapts": edition.reader_settings,
        "reflows": not edition.reader_settings,
        "navigation": edition.contents and facts.headings,
        "contents": edition.contents and not facts.headings,
        "pages": edition.page_source,
        "notes": facts.notes,
        "readable": ("textual",) in sufficient_modes(edition),
        "described": facts.pictures and facts.all_described,
        "undescribed": not facts.all_described,
        "long_descriptions": facts.long_descriptions,
        "tables": facts.tables and not facts.tables_without_headers,
        "bare_tables": facts.tables_without_headers,
        "formulas": facts.formulas and not drawn,
        "drawn_formulas": facts.formulas and drawn,
        "languages": facts.languages,
        "harmless": hazards(edition) == ("none",),
        "unknown_hazards": hazards(edition) != ("none",),
        "unlocked": True,
        "claimed": standard,
        "unclaimed": not standard,
    }
    filled = {
        "undescribed": numbers,
        "claimed": {"standard": standard or "", "who": edition.evaluation.evaluated_by or ""},
    }
    return tuple((name, filled.get(name, {})) for name, holds in told.items() if holds)
