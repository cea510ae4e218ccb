"""octavo impose: put the pages of any PDF on sheets, to be folded, cut and bound."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from octavo.cli.show import show_findings
from octavo.findings import ExitCode, OctavoError, UsageError
from octavo.geometry import POINTS_PER_MM, SHEETS, Size, parse_length, parse_size
from octavo.press.schemes import SCHEMES
from octavo.press.ticket import BULK, MARK_KINDS, JobTicket, MarkKind, caliper_of, parse_grams

if TYPE_CHECKING:
    from octavo.press.imposition import ImpositionPlan


@click.command(short_help="Put the pages of a PDF on sheets of paper.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--scheme", type=click.Choice(tuple(SCHEMES)), default="saddle", show_default=True,
    help="How the pages lie on the sheets.",
)  # fmt: skip
@click.option(
    "--sheet", metavar="SIZE", default=None,
    help="The paper: A4, Letter, SRA3, 320x450mm ...  [default: A4; spreads need none]",
)  # fmt: skip
@click.option(
    "--binding", type=click.Choice(["left", "right"]), default="left", show_default=True,
    help="The bound edge of the closed book; right for Arabic, Hebrew, manga.",
)  # fmt: skip
@click.option(
    "--flip", type=click.Choice(["short", "long"]), default="short", show_default=True,
    help="The edge about which the printer turns the sheet.",
)  # fmt: skip
@click.option("--creep", metavar="MM", help="Thickness of a sheet in mm: inner pages move by it.")
@click.option("--paper", metavar="GSM", help="Weight of the paper instead, such as 90gsm.")
@click.option(
    "--bulk", type=click.FloatRange(0.5, 3), default=BULK, show_default=True,
    help="Thickness of the paper by its weight, cm³/g; coated papers have about 0.8.",
)  # fmt: skip
@click.option(
    "--creep-direction", type=click.Choice(["in", "out", "half"]), default="in",
    show_default=True, help="Inner pages move in, outer ones out, or each half the way.",
)  # fmt: skip
@click.option(
    "--sections", type=click.IntRange(1, 64), default=4, show_default=True, metavar="SHEETS",
    help="Most sheets of a section, in the schemes sections and perfect.",
)  # fmt: skip
@click.option(
    "--scale", type=click.Choice(["auto", "fit", "none"]), default="auto", show_default=True,
    help="auto: 100 % where it fits; fit: fill the sheet; none: 100 %, come what may.",
)  # fmt: skip
@click.option("--gutter", metavar="LENGTH", help="Room between pages, such as 6mm.")
@click.option(
    "--marks", metavar="LIST",
    help=f"none, all, or some of {','.join(MARK_KINDS)}.  [default: as the scheme wants]",
)  # fmt: skip
@click.option("--front-cover", is_flag=True, help="Page 1 is a cover: leave its inside blank.")
@click.option("--back-cover", is_flag=True, help="The last page is a cover: blanks go before it.")
@click.option("--fronts-backs", is_flag=True, help="Write fronts and backs as two files.")
@click.option("--reverse-backs", is_flag=True, help="Write the backs from the last to the first.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write.  [default: FILE-SCHEME.pdf beside FILE]",
)  # fmt: skip
def impose(
    file: Path,
    scheme: str,
    sheet: str | None,
    binding: str,
    flip: str,
    creep: str | None,
    paper: str | None,
    bulk: float,
    creep_direction: str,
    sections: int,
    scale: str,
    gutter: str | None,
    marks: str | None,
    front_cover: bool,
    back_cover: bool,
    fronts_backs: bool,
    reverse_backs: bool,
    output: Path | None,
) -> int:
    """Put the pages of FILE.pdf on sheets of paper, in the order in which they fold into a book."""
    ticket = JobTicket(
        scheme=scheme,
        sheet=_sheet(sheet, scheme),
        binding=binding,  # type: ignore[arg-type]
        flip=flip,  # type: ignore[arg-type]
        caliper=_caliper(creep, paper, bulk),
        creep=creep_direction,  # type: ignore[arg-type]
        section_sheets=sections,
        scale=scale,  # type: ignore[arg-type]
        gutter=_length(gutter, "--gutter") if gutter is not None else None,
        marks=_marks(marks),
        front_cover=front_cover,
        back_cover=back_cover,
    )
    if fronts_backs and not SCHEMES[scheme].duplex:
        raise UsageError(f"The scheme “{scheme}” prints on one side only, so there are no backs.")
    if reverse_backs and not fronts_backs:
        raise UsageError("--reverse-backs goes with --fronts-backs.")
    if file.is_dir():
        raise OctavoError(f"{file} is a folder, not a PDF.")
    target = output or file.with_name(f"{file.stem}-{scheme}.pdf")
    targets = [target.with_stem(f"{target.stem}-{side}") for side in ("fronts", "backs")]
    targets = targets if fronts_backs else [target]
    if any(path.resolve() == file.resolve() for path in targets):
        raise UsageError("The output would overwrite the file itself.", "Name another --output.")
    plan = _impose(file, ticket, targets, reverse_backs)
    show_findings(plan.findings, file.parent)
    for line in (*_account(plan, paper, bulk), *(f"  {path}" for path in targets)):
        click.echo(line)
    return ExitCode.OK


def _impose(
    file: Path, ticket: JobTicket, targets: list[Path], reverse_backs: bool
) -> ImpositionPlan:
    """Write aside, and put in place only what is whole."""
    from octavo.press.imposing import Copy, impose

    sides = ("fronts", "backs") if len(targets) == 2 else ("both",)
    asides: list[tuple[Path, Path]] = []
    try:
        with ExitStack() as files:
            copies = []
            for target, side in zip(targets, sides, strict=True):
                out, aside = _aside(files, target)
                asides.append((aside, target))
                backwards = reverse_backs and side == "backs"
                copies.append(Copy(out, side, backwards))  # type: ignore[arg-type]
            plan = impose(file, ticket, copies, file.name)
        for aside, target in asides:
            aside.replace(target)
    except OSError as error:
        raise OctavoError(f"{targets[0].name} cannot be written: {error.strerror}.") from error
    finally:
        for aside, _ in asides:
            aside.unlink(missing_ok=True)
    return plan


def _aside(files: ExitStack, target: Path) -> tuple[BinaryIO, Path]:
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".pdf", dir=target.parent)
    mask = os.umask(0)  # mkstemp lets nobody else read; an output is an ordinary file
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
    return files.enter_context(os.fdopen(handle, "w+b")), Path(name)


# --- words into values ---


def _sheet(text: str | None, scheme: str) -> Size | None:
    if text is None:
        return None if scheme == "spreads" else SHEETS["a4"]
    try:
        size = parse_size(text, SHEETS)
    except ValueError as error:
        known = ", ".join(name.upper() if len(name) < 5 else name for name in SHEETS)
        raise UsageError(f"{error}.", f"Known names: {known}.") from None
    if not all(72 <= side <= 10_000 for side in (size.width, size.height)):
        raise UsageError("A sheet is between 25 mm and 3.5 m wide and high.")
    return size


def _caliper(creep: str | None, paper: str | None, bulk: float) -> float:
    if creep is not None and paper is not None:
        raise UsageError("--creep and --paper say the same.", "Give one of them.")
    if creep is not None:
        thickness = _length(creep if creep.strip()[-1:].isalpha() else f"{creep}mm", "--creep")
        if not 0 <= thickness <= 2 * POINTS_PER_MM:
            raise UsageError("--creep is the thickness of one sheet: at most 2 mm.")
        return thickness
    if paper is None:
        return 0.0
    try:
        return caliper_of(parse_grams(paper), bulk)
    except ValueError as error:
        raise UsageError(f"{error}.") from None


def _length(text: str, option: str) -> float:
    try:
        return parse_length(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}.") from None


def _marks(text: str | None) -> tuple[MarkKind, ...] | None:
    if text is None:
        return None
    wanted = [word for word in text.lower().replace(" ", ",").split(",") if word]
    if "all" in wanted:
        return tuple(kind for kind in MARK_KINDS if kind != "frame")
    unknown = [word for word in wanted if word != "none" and word not in MARK_KINDS]
    if unknown:
        known = ", ".join(MARK_KINDS)
        raise UsageError(f"“{unknown[0]}” is no kind of mark.", f"The marks are: {known}.")
    return tuple(kind for kind in MARK_KINDS if kind in wanted)


# --- what was made ---


def _account(plan: ImpositionPlan, paper: str | None, bulk: float) -> list[str]:
    """The plan in a few lines: sheets, scale, sections, creep."""
    count = len(plan.sheets)
    width, height = (side / POINTS_PER_MM for side in (plan.sheet.width, plan.sheet.height))
    pages = f"{plan.page_count} page{'' if plan.page_count == 1 else 's'}"
    sheets = f"{count} sheet{'' if count == 1 else 's'}"
    lines = [
        f"{plan.scheme.name}: {pages} on {sheets} of {width:.0f} × {height:.0f} mm"
        f" at {plan.scale:.1%}"
    ]
    if plan.scheme.finish in ("sections", "perfect"):
        lines.append(f"  sections of {', '.join(map(str, plan.sections))} sheets, outermost first")
    if plan.ticket.caliper:
        thick = plan.ticket.caliper / POINTS_PER_MM
        by = f" ({paper} at bulk {bulk:g} cm³/g)" if paper else ""
        moved = (max(plan.sections) - 1) * thick
        lines.append(
            f"  creep: {thick:.3f} mm a sheet{by}, {moved:.2f} mm in all,"
            f" pages move {plan.ticket.creep}"
        )
    if plan.scheme.duplex:
        lines.append(f"  print on both sides at 100 %, turned on the {plan.ticket.flip} edge")
    elif plan.scheme.folded:
        lines.append("  print on one side at 100 %")
    return lines
