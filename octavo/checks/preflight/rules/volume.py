"""The volume as a whole: its pages, blanks, size, direction, and the spine of its cover."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.checks.preflight.rules.rule import Hit, Inspection
from octavo.geometry import POINTS_PER_MM


def page_count(seen: Inspection) -> Iterator[Hit]:
    """The book has as many pages as the printer binds."""
    count, limits = len(seen.pages), seen.limits
    if limits.least_pages is not None and count < limits.least_pages:
        yield Hit(f"{count} pages; {limits.printer} binds no fewer than {limits.least_pages}.")
    if limits.most_pages is not None and count > limits.most_pages:
        yield Hit(f"{count} pages; {limits.printer} binds no more than {limits.most_pages}.")
    if limits.last_blank and not seen.pages[-1].blank:
        yield Hit("The last page is not blank; the printer needs it for a code.", count)


def page_multiple(seen: Inspection) -> Iterator[Hit]:
    """Sections are full; else the printer adds blank leaves at the end."""
    count, multiple = len(seen.pages), seen.limits.multiple
    if multiple and count % multiple:
        more = multiple - count % multiple
        blank = f"{more} blank page{'' if more == 1 else 's'}"
        yield Hit(f"{count} pages are no multiple of {multiple}: the printer adds {blank}.")


def blanks(seen: Inspection) -> Iterator[Hit]:
    """No long run of blank pages; those that fill the last sheet do not count."""
    most = seen.limits.blanks
    if most is None:
        return
    at_the_end = max(most, (seen.limits.multiple or 1) - 1)
    run: list[int] = []
    for page in [*seen.pages, None]:
        if page is not None and page.blank:
            run.append(page.number)
            continue
        if len(run) > (most if page is not None else at_the_end) and len(seen.pages) > 1:
            message = (
                f"Pages {run[0]} to {run[-1]} are blank; no more than {most} may follow each other."
            )
            yield Hit(message, run[0], about=run[0])
        run = []


def file_size(seen: Inspection) -> Iterator[Hit]:
    """The file is not larger than the printer takes."""
    most = seen.limits.most_bytes
    if most is not None and seen.document.bytes > most:
        yield Hit(
            f"The file has {seen.document.bytes / 1e6:.0f} MB; {seen.limits.printer} takes"
            f" {most / 1e6:.0f} MB."
        )


def direction(seen: Inspection) -> Iterator[Hit]:
    """The book is read in a direction that the printer binds."""
    if seen.document.direction not in seen.limits.directions:
        side = "right" if seen.document.direction == "rtl" else "left"
        yield Hit(f"The book opens from the {side}; {seen.limits.printer} does not bind so.")


def nothing_interactive(seen: Inspection) -> Iterator[Hit]:
    """No bookmarks and annotations for printers who refuse them."""
    if not seen.limits.plain or seen.limits.x4:
        return
    if seen.document.bookmarks:
        yield Hit(f"The file has bookmarks; {seen.limits.printer} wants none.", about="bookmarks")
    for page in seen.pages:
        for odd in page.oddities:
            if odd.code == "preflight-annotation":
                message = f"The file has {odd.message}; {seen.limits.printer} wants none."
                yield Hit(message, page.number, odd.box, odd.object, odd.message)


def spine_text(seen: Inspection) -> Iterator[Hit]:
    """Text on the spine of a cover: only on a thick book, and clear of the folds."""
    cover, limits = seen.record.cover, seen.limits
    if cover is None:
        return
    page = seen.pages[0]
    middle = (page.trim[0] + page.trim[2]) / 2
    left, right = middle - cover.spine / 2, middle + cover.spine / 2
    clear = limits.spine_clearance or 0.0
    for run in page.texts:
        x0, _, x1, _ = run.box
        if not left <= (x0 + x1) / 2 <= right:
            continue
        if limits.spine_text_from is not None and cover.pages < limits.spine_text_from:
            message = (
                f"The spine of a book of {cover.pages} pages carries text;"
                f" {limits.printer} prints none below {limits.spine_text_from}."
            )
            yield Hit(message, 1, run.box, "text", "pages")
        elif x0 < left + clear - 0.3 or x1 > right - clear + 0.3:
            gap = min(x0 - left, right - x1) / POINTS_PER_MM
            message = (
                f"Text on the spine stands {gap:.1f} mm from its fold;"
                f" {clear / POINTS_PER_MM:.1f} mm are needed."
            )
            yield Hit(message, 1, run.box, "text", "fold")
