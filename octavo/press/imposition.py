"""Imposition as pure geometry: a job ticket and the pages' size in, a plan of sheets out.

    JobTicket, number of pages, trim, bleed -> ImpositionPlan: sheets, each with its sides, each
    with placements of pages and marks; steps to finish them; findings

Nothing here knows what a PDF is: octavo.press.drawing draws a plan. Sides are in PDF space, points,
as they stand on the page that a printer gets: a back is what one sees when the sheet is turned.
Pages count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.artifacts import FinishingStep
from octavo.findings import Finding, UsageError, finding
from octavo.geometry import Rect, Size
from octavo.press.chase import Chase, lock_up
from octavo.press.creep import creep_findings, shift
from octavo.press.finishing import finishing
from octavo.press.marks import Mark, place_marks
from octavo.press.schemes import SCHEMES, Forme, Scheme, SheetFormes
from octavo.press.ticket import Binding, JobTicket

STAPLED_SHEETS = 12
"""More sheets than an office stapler takes, and a spine that will not lie flat."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A page, or a blank, on a side of a sheet."""

    place: int  # in the bound book, from 1
    page: int | None  # of the original; None for a blank
    trim: Rect  # where the trimmed page lies; creep is in it
    rotation: int  # 0 or 180, counter-clockwise
    scale: float
    clip: Rect  # the page's bleed is shown as far as this
    creep: float  # towards the spine; what of `trim` is owed to creep


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet."""

    placements: tuple[Placement, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper; its back is None where only one side is printed."""

    number: int  # from 1, in the order of printing
    section: int  # from 1
    front: Side
    back: Side | None


@dataclass(frozen=True, slots=True)
class ImpositionPlan:
    """What lies where on which sheet, and what to do with the sheets."""

    scheme: Scheme
    ticket: JobTicket
    sheets: tuple[Sheet, ...]
    sheet: Size  # as it lies
    trim: Size  # of a page at 100 %
    scale: float
    block: Rect  # the trimmed pages of a side
    bleed: float  # scaled
    page_count: int
    slots: tuple[int | None, ...]  # the pages in reading order with the blanks between them
    sections: tuple[int, ...]  # sheets of each section; none where nothing is folded
    steps: tuple[FinishingStep, ...]
    findings: tuple[Finding, ...]

    @property
    def blanks(self) -> tuple[int, ...]:
        """The blank pages' places in the bound book, from 1."""
        return tuple(place for place, page in enumerate(self.slots, 1) if page is None)


def plan(ticket: JobTicket, page_count: int, trim: Size, bleed: float = 0.0) -> ImpositionPlan:
    """Impose so many pages of that trim; bleed is what they have of it.

    Raises UsageError where the ticket has no meaning.
    """
    scheme = _scheme(ticket)
    if page_count < 1:
        raise UsageError("There are no pages to impose.")
    marks = scheme.marks if ticket.marks is None else ticket.marks
    if ticket.marks is None and ticket.front_cover:  # its spine is seen: no bars on it
        marks = tuple(kind for kind in marks if kind != "collation")
    chase = lock_up(ticket, scheme, trim, bleed)
    slots = fill_slots(ticket, page_count, scheme.multiple)
    formes = tuple(scheme.arrange(len(slots), ticket.section_sheets))
    lost: set[str] = set()
    sheets = tuple(
        _sheet(number, forme, chase, scheme, ticket, slots, marks, lost)
        for number, forme in enumerate(formes, 1)
    )
    folded = [forme.nested for forme in formes if forme.depth == 0] if scheme.folded else []
    sections = tuple(folded)
    result = ImpositionPlan(
        scheme=scheme,
        ticket=ticket,
        sheets=sheets,
        sheet=chase.sheet,
        trim=trim,
        scale=chase.scale,
        block=chase.block,
        bleed=chase.bleed,
        page_count=page_count,
        slots=slots,
        sections=sections,
        steps=finishing(scheme, ticket.binding, chase, len(formes), sections),
        findings=(),
    )
    asked = ticket.marks or ()
    return replace(
        result, findings=_findings(result, chase, bleed, [m for m in asked if m in lost])
    )


def fill_slots(ticket: JobTicket, page_count: int, multiple: int) -> tuple[int | None, ...]:
    """Pages in reading order, with the blanks that make whole sheets of them.

    Blanks stand at the end, or before a back cover. A front cover is blank inside, and what goes
    round with it at the end carries no text: a back cover blank inside, or else a blank page.
    """
    pages: list[int | None] = list(range(1, page_count + 1))
    front, back = ticket.front_cover and page_count > 1, ticket.back_cover and page_count > 1
    last: list[int | None] = [pages.pop()] if back else []
    if front:
        pages.insert(1, None)
        last = [None, *last]
    padding = -(len(pages) + len(last)) % multiple
    return (*pages, *[None] * padding, *last)


def _scheme(ticket: JobTicket) -> Scheme:
    scheme = SCHEMES.get(ticket.scheme)
    if scheme is None:
        known = ", ".join(SCHEMES)
        raise UsageError(f"There is no scheme “{ticket.scheme}”.", f"The schemes are: {known}.")
    if ticket.caliper and not scheme.creeps:
        raise UsageError(
            f"Sheets of the scheme “{scheme.name}” do not lie in one another, so nothing creeps.",
            "Leave the paper's thickness out.",
        )
    if ticket.section_sheets < 1 or ticket.caliper < 0 or (ticket.gutter or 0) < 0:
        raise UsageError("Sheets of a section, thickness and gutter are never negative.")
    return scheme


# --- one sheet ---


def _sheet(
    number: int,
    formes: SheetFormes,
    chase: Chase,
    scheme: Scheme,
    ticket: JobTicket,
    slots: tuple[int | None, ...],
    kinds: tuple[str, ...],
    lost: set[str],
) -> Sheet:
    creep = shift(ticket.creep, formes.depth, formes.nested, ticket.caliper)
    sides = []
    for forme in (formes.front, formes.back):
        placements = _placements(forme, chase, scheme, ticket.binding, slots, creep)
        outer = forme is formes.front and formes.depth == 0
        marks, missing = place_marks(
            kinds, chase, scheme, [p.trim for p in placements], outer, formes.section
        )
        lost.update(missing)
        sides.append(Side(placements, marks))
    front, back = sides
    if not scheme.duplex:
        return Sheet(number, formes.section, front, None)
    if turns_backs(chase.sheet, ticket):
        back = _upside_down(back, chase.sheet)
    return Sheet(number, formes.section, front, back)


def turns_backs(sheet: Size, ticket: JobTicket) -> bool:
    """Say whether backs are printed upside down for the flip that the printer makes.

    Turned about its upright middle a sheet keeps its head up: the short edge of a landscape
    sheet, the long one of a portrait sheet.
    """
    upright = "short" if sheet.width >= sheet.height else "long"
    return ticket.flip != upright


def _placements(
    forme: Forme,
    chase: Chase,
    scheme: Scheme,
    binding: Binding,
    slots: tuple[int | None, ...],
    creep: float,
) -> tuple[Placement, ...]:
    found = []
    for place, slot in enumerate(forme):
        if slot is None:
            continue
        row, column = divmod(place, chase.columns)
        if binding == "right":
            column = chase.columns - 1 - column
        moved = creep if column == 0 else -creep  # columns that creep lie about one spine
        page = chase.page(column, row)
        trim = Rect(page.x0 + moved, page.y0, page.x1 + moved, page.y1)
        rotation = 180 if row in scheme.heads_down else 0
        clip = _clip(chase, trim, column, row)
        found.append(Placement(slot + 1, slots[slot], trim, rotation, chase.scale, clip, creep))
    return tuple(found)


def _clip(chase: Chase, trim: Rect, column: int, row: int) -> Rect:
    """As far as the bleed on the outside; as far as the fold or cut between two pages."""
    bled = trim.inset(-chase.bleed)
    whole = chase.whole
    last_column, last_row = column == chase.columns - 1, row == chase.rows - 1
    return Rect(
        max(bled.x0, whole.x0) if column == 0 else chase.upright(column),
        max(bled.y0, whole.y0) if last_row else chase.level(row + 1),
        min(bled.x1, whole.x1) if last_column else chase.upright(column + 1),
        min(bled.y1, whole.y1) if row == 0 else chase.level(row),
    )


def _upside_down(side: Side, sheet: Size) -> Side:
    """The side turned by 180 degrees about the middle of the sheet."""
    return Side(
        tuple(
            replace(
                placement,
                trim=_turned(placement.trim, sheet),
                clip=_turned(placement.clip, sheet),
                rotation=(placement.rotation + 180) % 360,
            )
            for placement in side.placements
        ),
        tuple(replace(mark, place=_turned(mark.place, sheet)) for mark in side.marks),
    )


def _turned(rect: Rect, sheet: Size) -> Rect:
    return Rect(
        sheet.width - rect.x1, sheet.height - rect.y1, sheet.width - rect.x0, sheet.height - rect.y0
    )


# --- what there is to say ---


def _findings(
    plan: ImpositionPlan, chase: Chase, bleed: float, lost: list[str]
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if plan.blanks:
        places = ", ".join(ranges(plan.blanks))
        message = f"{_count(len(plan.blanks), 'blank page')} in {len(plan.slots)}: {places}."
        found.append(finding("imposition-blanks", message))
    if plan.scale < 0.9995 and plan.ticket.scale == "auto" and plan.scheme.finish != "none":
        message = f"The pages are printed at {plan.scale:.1%}: they do not fit the sheet at 100 %."
        hint = "Take a larger sheet, or --scale none to let their edges be cut off."
        found.append(finding("imposition-scaled", message, None, hint))
    if not chase.fits:
        message = "The pages are larger than the sheet, and their edges are cut off."
        hint = "Take a larger sheet, or let the pages be scaled."
        found.append(finding("imposition-cut", message, None, hint))
    thickest = max(plan.sections, default=1)
    if plan.scheme.creeps and thickest > STAPLED_SHEETS:
        message = f"{thickest} sheets lie in one another; more than {STAPLED_SHEETS} fold badly."
        hint = "Make sections, or use thin paper and a strong stapler."
        found.append(finding("imposition-thick", message, None, hint))
    if plan.scheme.creeps:
        ticket = plan.ticket
        found += creep_findings(ticket.creep, thickest, ticket.caliper, bleed * plan.scale)
    if lost:
        message = f"The sheet has no room for these marks: {', '.join(lost)}."
        found.append(finding("imposition-marks", message, None, "Take a larger sheet."))
    return tuple(found)


def ranges(numbers: tuple[int, ...]) -> list[str]:
    """Write numbers in order, runs as such: 2, 39-40."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ["–".join(map(str, run)) for run in runs]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
