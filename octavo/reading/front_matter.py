"""The front matter: what to make, read from YAML with every mistake at its line and column.

A publication folder comes in, a Publication goes out: the YAML at the top of the first
manuscript file, and metadata.yaml or octavo.yaml in the folder or beside it, the file's own
values first. One run reports everything; a wrong value leaves its default standing.
"""

from __future__ import annotations

import os
import re
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_type_hints

from octavo.book.terms import has_terms
from octavo.findings import Finding, Location, finding, sort_findings
from octavo.publication import (
    AccessibilitySettings,
    CitationSettings,
    Contributor,
    EpubSettings,
    ListSettings,
    Metadata,
    NoteSettings,
    NumberingSettings,
    PageSetup,
    Publication,
)
from octavo.reading.identifiers import derived_identifier, is_slug, slug_of
from octavo.reading.marked_yaml import Mapping, Node, compose
from octavo.reading.metadata import (
    identifier,
    isbns,
    people,
    rights_and_licence,
    series,
    subjects,
    titles,
)
from octavo.reading.named_files import citation_settings, cover_picture
from octavo.reading.printing import booklet_settings, cover_wrap_settings, press_settings
from octavo.reading.settings import Settings, kebab
from octavo.reading.sources import (
    find_manuscript,
    front_matter_block,
    read_text,
    readable_name,
    refused_files,
)
from octavo.reading.values import Values

METADATA_FILES = ("metadata.yaml", "metadata.yml", "octavo.yaml", "octavo.yml")
EPOCH = "1980-01-01T00:00:00Z"

_MISSING = ("title-missing", "date-missing", "identifier-derived")
_UNCLOSED = re.compile(r"---[ \t]*\n[A-Za-z][\w-]*:(\s|$)")
_TEXTS = ("publisher", "place", "description", "edition", "accessibility-summary")
_CHOICES = ("page-list", "raw-html", "chapter-start", "smart-quotes")


def read_publication(root: Path) -> tuple[Publication | None, tuple[Finding, ...]]:
    """Read what a folder says about the publication in it.

    Returns None where there is no manuscript to make one of; with errors among the findings a
    Publication comes back all the same, so that the manuscript's own can be found in one run.
    """
    root = root.resolve()
    manuscript = find_manuscript(root) if root.is_dir() else ()
    refused = refused_files(root)
    if not manuscript:
        return None, refused or (_no_manuscript(root),)
    settings, findings = _gather(root, manuscript[0])
    values = Values()
    publication = _publication(root, manuscript, settings, values)
    found = [*refused, *findings, *settings.findings, *values.findings]
    if any(item.code == "metadata-syntax" for item in found):  # what is missing may stand there
        found = [item for item in found if item.code not in _MISSING]
    return publication, sort_findings(found)


def _no_manuscript(root: Path) -> Finding:
    if not root.is_dir():
        return finding("manuscript-empty", f"There is no folder {root}.")
    found = sorted(item.name for item in root.glob("*.md"))
    if len(found) > 1 and not (root / "manuscript").is_dir():
        message = f"There are {len(found)} Markdown files here, and no folder manuscript/."
        return finding("manuscript-empty", message, None, "Move the text's files into manuscript/.")
    message = "There is no Markdown file in manuscript/, nor one in the folder itself."
    return finding("manuscript-empty", message, None, "Write manuscript/book.md.")


def _gather(root: Path, first: str) -> tuple[Settings, list[Finding]]:
    """All that is set, in the order in which it counts."""
    settings = Settings()
    findings: list[Finding] = []
    text, _ = read_text(root, first)  # what is undecodable is reported with the text itself
    block = front_matter_block(text or "")
    if block:
        tree, found = compose(block.yaml, first, block.first_line)
        findings += found
        if isinstance(tree, Mapping):
            settings.add(tree)
    elif _UNCLOSED.match(text or ""):
        message = "The front matter begins here and is never closed."
        hint = "Write a line --- behind its last line."
        findings.append(finding("metadata-syntax", message, Location(first), hint))
    for path in _metadata_files(root, first):
        text, found = read_text(root, path)
        findings += found
        block = front_matter_block(text or "")  # as pandoc's users write these files, too
        tree, found = (
            compose(block.yaml, path, block.first_line) if block else compose(text or "", path)
        )
        findings += found
        if isinstance(tree, Mapping):
            settings.add(tree)
        elif tree is not None:
            message = "The file wants keys with values, such as title: Camp Ashraf."
            findings.append(finding("metadata-syntax", message, tree.location))
    return settings, findings


def _metadata_files(root: Path, first: str) -> list[str]:
    folders = dict.fromkeys((Path(first).parent.as_posix(), "."))
    paths = [Path(folder, name).as_posix() for folder in folders for name in METADATA_FILES]
    return [
        path
        for path in paths
        if (root / path).is_file() and (root / path).resolve().is_relative_to(root)
    ]


def _publication(
    root: Path, manuscript: tuple[str, ...], settings: Settings, values: Values
) -> Publication:
    first = manuscript[0]
    metadata = _metadata(root, first, settings, values)
    trim, bleed = settings.one("page.trim"), settings.one("page.bleed")
    page = {
        "trim": values.size(trim.value) if trim else None,
        "bleed": values.bleed(bleed.value) if bleed else None,
    }
    theme = settings.one("theme")
    chosen = {
        name.replace("-", "_"): _typed(settings, values, Publication, name) for name in _CHOICES
    }
    citations = citation_settings(root, first, settings, values)
    return Publication(
        root=root,
        slug=_slug(root, metadata.title, settings, values),
        manuscript=manuscript,
        metadata=metadata,
        page=PageSetup(**_given(page)),
        notes=NoteSettings(**_notes(settings, values)),
        lists=ListSettings(**_record(settings, values, ListSettings, "lists")),
        numbering=NumberingSettings(**_record(settings, values, NumberingSettings, "numbering")),
        citations=CitationSettings(**citations),
        accessibility=AccessibilitySettings(**_accessibility(settings, values)),
        epub=EpubSettings(**_epub(settings, values)),
        booklet=booklet_settings(settings, values),
        press=press_settings(settings, values),
        cover_wrap=cover_wrap_settings(root, settings, values),
        cover=cover_picture(root, first, settings, values),
        hyphenation=_hyphenation(settings, values),
        places=settings.places(),
        **_given({"theme": values.text(theme.value, "theme") if theme else None} | chosen),
    )


def _metadata(root: Path, first: str, settings: Settings, values: Values) -> Metadata:
    title, subtitle = titles(settings, values)
    if not title:
        title = readable_name(root.name)
        message = f"The publication has no title; the folder's name, “{title}”, stands in."
        values.findings.append(finding("title-missing", message, Location(first)))
    lang = settings.one("lang")
    language = (values.language(lang.value) if lang else None) or "en"
    if not has_terms(language):
        message = f"The words that a book prints by itself are not known in “{language}”."
        place = lang.value.location if lang else None
        values.findings.append(finding("words-untranslated", message, place))
    contributors = people(settings, values)
    date, modified = _dates(settings, values, first)
    rights, licence_url = rights_and_licence(settings, values)
    series_name, series_number = series(settings, values)
    texts = {key: settings.one(key) for key in _TEXTS}
    given = {
        key.replace("-", "_"): values.text(found.value, key)
        for key, found in texts.items()
        if found
    }
    return Metadata(
        title=title,
        subtitle=subtitle,
        language=language,
        identifier=identifier(settings, values)
        or _derived(title, contributors, language, values, first),
        contributors=contributors,
        rights=rights,
        licence_url=licence_url,
        subjects=subjects(settings, values),
        date=date,
        modified=modified,
        series=series_name,
        series_number=series_number,
        isbn=isbns(settings, values),
        **given,
    )


def _derived(
    title: str, named: tuple[Contributor, ...], language: str, values: Values, first: str
) -> str:
    derived = derived_identifier(title, named, language)
    message = "The publication has no identifier; one is derived from title, names and language."
    hint = f"To keep it when the title changes, write identifier: {derived}"
    values.findings.append(finding("identifier-derived", message, Location(first), hint))
    return derived


def _dates(settings: Settings, values: Values, first: str) -> tuple[str | None, str]:
    """The date as given, and the moment that goes into the files (EPUB 3.3, 5.5.6)."""
    given = settings.one("date")
    mistakes = len(values.findings)
    date = values.date(given.value) if given else None
    if date:
        return date, date + "-01-01"[: 10 - len(date)] + "T00:00:00Z"
    if len(values.findings) > mistakes:
        return None, EPOCH  # a wrong date is not missing too
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"\d{1,11}", epoch):
        return None, datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    place = given.location if given else Location(first)
    message = "There is no date, so the files are dated 1 January 1980."
    values.findings.append(finding("date-missing", message, place))
    return None, EPOCH


def _notes(settings: Settings, values: Values) -> dict[str, Any]:
    """The notes' settings; Quarto's reference-location says where they stand, too."""
    record = _record(settings, values, NoteSettings, "notes")
    foreign = settings.one("reference-location")
    if foreign and "place" not in record:
        text = values.text(foreign.value, foreign.written)
        record["place"] = "end" if text in ("document", "section") else "page"
    return record


def _accessibility(settings: Settings, values: Values) -> dict[str, Any]:
    """What was found by evaluation; accessibility-summary says the summary, too."""
    record = _record(settings, values, AccessibilitySettings, "accessibility")
    report, who = settings.one("accessibility.report"), settings.one("accessibility.evaluated-by")
    if report and not re.match(r"https?://\S+$", record.get("report", "https://x")):
        values.wrong(f"“{record.pop('report')}” is no web address.", report.value.location)
    what = settings.one("accessibility.conformance")
    if what and "conformance" in record and "evaluated_by" not in record:
        message = "A conformance is claimed, and nobody is named who evaluated the book."
        hint = "Write evaluated-by: and a name; without it nothing is claimed."
        values.wrong(message, what.location, hint)
    elif who and "conformance" not in record and not what:
        message = "An evaluation is named without its result, so nothing is claimed."
        hint = "Write conformance: wcag-2.2-aa, or whatever was found."
        values.wrong(message, who.location, hint)
    return record


def _epub(settings: Settings, values: Values) -> dict[str, Any]:
    record = _record(settings, values, EpubSettings, "epub")
    writing = settings.one("epub.writing")
    if writing and record.get("writing") == "vertical":
        message = "Lines run from top to bottom in the EPUB only; pages are set in rows."
        values.findings.append(finding("writing-horizontal", message, writing.location))
    return record


def _record(settings: Settings, values: Values, shape: type, group: str) -> dict[str, Any]:
    """The fields of a group that are given and right, by field name."""
    hints = get_type_hints(shape)
    record: dict[str, Any] = {}
    for item in fields(shape):
        found = settings.one(f"{group}.{kebab(item.name)}")
        if found is None:
            continue
        wanted = hints[item.name]
        convert = values.depth if wanted is int else _converter(values, wanted)
        record[item.name] = convert(found.value, found.written)
    return _given(record)


def _converter(values: Values, wanted: Any) -> Any:
    def convert(node: Node, key: str) -> Any:
        return values.typed(node, key, wanted)

    return convert


def _typed(settings: Settings, values: Values, shape: type, key: str) -> Any:
    found = settings.one(key)
    wanted = get_type_hints(shape)[key.replace("-", "_")]
    return values.typed(found.value, found.written, wanted) if found else None


def _given(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}


def _hyphenation(settings: Settings, values: Values) -> tuple[tuple[str, str], ...]:
    """Words with the places where they may be divided, each once."""
    found = settings.one("hyphenation")
    if not found:
        return ()
    words: dict[str, str] = {}
    for text in values.texts(found.value, "hyphenation"):
        for word in text.replace("\u00ad", "-").split():
            if re.fullmatch(r"[^\W\d_]+(?:['’]?[^\W\d_]+|-(?=[^\W\d_]))*", word):
                words.setdefault(word.replace("-", ""), word)
            else:
                message = f"“{word}” is no word with hyphens where it may be divided."
                hint = "Write hyphenation: [Moja-he-din, Bagh-dad]"
                values.wrong(message, found.value.location, hint)
    return tuple(words.items())


def _slug(root: Path, title: str, settings: Settings, values: Values) -> str:
    """The stem of all output files: as given, or from the title, or from the folder's name."""
    found = settings.one("slug")
    text = values.text(found.value, found.written) if found else None
    if found and text:
        if is_slug(text):
            return text
        message = f"“{text}” cannot be a file's name everywhere."
        hint = f"Write slug: {slug_of(text) or 'camp-ashraf'}"
        values.wrong(message, found.value.location, hint)
    return slug_of(title) or slug_of(root.name) or "book"
