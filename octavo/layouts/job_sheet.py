"""The job sheet: one A4 page that goes to the printer with the files.

A JobGuide comes in, numbers made from the files; here they get words in the book's language, and
the layout, job-sheet.html.j2, sets them. What nobody has said is left to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.artifacts import CoverGuide, JobGuide, MarkupDocument
from octavo.book.print_terms import PrintTerms, print_terms
from octavo.book.terms import FALLBACK, has_terms, terms
from octavo.geometry import POINTS_PER_MM, Size
from octavo.layouts import views
from octavo.layouts.laying import direction_of
from octavo.layouts.papers import paper_document
from octavo.layouts.theme import Theme
from octavo.publication import Metadata, Publication

JOB_SHEET = "job-sheet"
"""The division id of the document, its role, and the name of its layout."""


_MOST = 40
"""Ranges of pages that are listed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet; more stands below the value, in small type."""

    label: str
    value: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading."""

    heading: str
    rows: tuple[Row, ...]


def job_sheet_document(theme: Theme, publication: Publication, guide: JobGuide) -> MarkupDocument:
    """Lay out the sheet; theme and publication have A4 for their trim.

    Raises ManuscriptError where a layout of the publication has errors.
    """
    metadata = publication.metadata
    language = metadata.language if has_terms(metadata.language) else FALLBACK
    words = print_terms(language)
    groups = [
        Group(words.book, tuple(_book(metadata, guide, words))),
        Group(words.inside, tuple(_inside(guide, words))),
    ]
    if guide.cover:
        groups.append(Group(words.cover, tuple(_cover(guide, guide.cover, words))))
    stock = (words.cover_stock,) if guide.cover else ()
    values = {
        "heading": words.job_sheet,
        "book": metadata.title,
        "language": language,
        "direction": direction_of(language),
        "groups": tuple(groups),
        "files_heading": words.files,
        "printer": tuple(_printer(guide, words)),
        "digest_heading": words.sha256,
        "files": tuple(
            Row(file.name, _bytes(file.bytes, words), file.sha256) for file in guide.files
        ),
        "blanks_heading": words.to_fill,
        "blanks": (words.contact, words.copies, *stock, words.delivery, words.remarks),
    }
    title = f"{words.job_sheet}: {metadata.title}"
    return paper_document(theme, JOB_SHEET, values, title, language, theme.paper("job-sheet.css"))


def _book(metadata: Metadata, guide: JobGuide, words: PrintTerms) -> Iterator[Row]:
    yield Row(words.title, metadata.title, metadata.subtitle or "")
    credits = views.credits_of(metadata.contributors, terms(metadata.language))
    if names := next((credit.names for credit in credits if credit.role == "aut"), ""):
        yield Row(words.authors, names)
    if metadata.edition:
        yield Row(words.edition, metadata.edition)
    if guide.isbn:
        yield Row(words.isbn, guide.isbn)


def _inside(guide: JobGuide, words: PrintTerms) -> Iterator[Row]:
    yield Row(words.trim, _size(guide.trim, words), guide.trim_name)
    added = guide.bound_pages - guide.pages
    more = words.added_blanks.replace("{count}", str(added)) if added else ""
    yield Row(words.pages, f"{guide.pages} ({', '.join(guide.folios)})", more)
    yield Row(words.blank_pages, ", ".join(guide.blanks) or words.none)
    black, process = words.black, {"cmyk": words.cmyk, "rgb": words.srgb, "gray": words.black}
    yield Row(words.colours, process[guide.colours] if guide.colour_pages else black)
    if guide.colours != "gray":
        yield Row(words.colour_pages, _coloured(guide, words))
    yield Row(words.bleed, *_bleed(guide, words))
    if guide.paper:
        yield Row(words.paper, guide.paper)
    yield Row(words.binding, words.bound_left if guide.binding == "left" else words.bound_right)


def _coloured(guide: JobGuide, words: PrintTerms) -> str:
    """The pages in colour; of many, how many and the first, so that the sheet stays one page."""
    if guide.all_coloured:
        return words.all_pages
    shown = ", ".join(guide.colour_pages[:_MOST])
    if len(guide.colour_pages) > _MOST:
        return f"{guide.coloured}: {shown} …"
    return shown or words.none


def _bleed(guide: JobGuide, words: PrintTerms) -> tuple[str, str]:
    sides = {"top": words.head, "bottom": words.foot, "outer": words.outer, "inner": words.inner}
    if not guide.bleed or not guide.bleed_sides:
        return words.none, ""
    if set(guide.bleed_sides) == set(sides):
        return _mm(guide.bleed, words), words.all_sides
    return _mm(guide.bleed, words), ", ".join(
        sides[side] for side in sides if side in guide.bleed_sides
    )


def _cover(guide: JobGuide, cover: CoverGuide, words: PrintTerms) -> Iterator[Row]:
    whole = Size(cover.size.width + 2 * cover.bleed, cover.size.height + 2 * cover.bleed)
    yield Row(words.trim, _size(cover.size, words))
    yield Row(words.cover_size, _size(whole, words))
    text = {"": words.spine_bare, "down": words.spine_down, "up": words.spine_up}
    yield Row(words.spine, _mm(cover.spine.width, words), text[cover.spine_text])
    if cover.barcode:
        yield Row(words.barcode, f"EAN-13, {cover.barcode_percent} %")


def _printer(guide: JobGuide, words: PrintTerms) -> Iterator[Row]:
    yield Row(words.made_for, guide.printer)
    yield Row(words.standard, guide.standard or "PDF")
    yield Row(words.condition, guide.condition)


def _size(size: Size, words: PrintTerms) -> str:
    width, height = (_number(side / POINTS_PER_MM, 1, words) for side in (size.width, size.height))
    return f"{width} × {height} mm"


def _mm(points: float, words: PrintTerms) -> str:
    return f"{_number(points / POINTS_PER_MM, 2, words)} mm"


def _bytes(count: int, words: PrintTerms) -> str:
    if count < 100_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", words.decimal)


def _number(value: float, places: int, words: PrintTerms) -> str:
    """A number as the language writes it, with no more places than it needs."""
    return f"{value:.{places}f}".rstrip("0").rstrip(".").replace(".", words.decimal)
