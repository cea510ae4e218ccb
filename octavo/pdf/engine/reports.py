"""WeasyPrint's log records, told to the author as findings.

A record is known by its message template. What is not known becomes a layout-warning, so that
nothing WeasyPrint says is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from types import TracebackType
from urllib.parse import unquote

from octavo.artifacts import BASE_URL
from octavo.findings import Finding, finding

_LOGGER = logging.getLogger("weasyprint")

_NOTDEF = ".notdef glyph rendered"
_IMAGE = "Failed to load image at"
_FONT_FACE = "Font-face %r cannot be loaded"
_DRAWING = ("Failed to render SVG image", "Failed to load inline SVG")
_STYLE = ("Ignored `", "Deprecated `", "Error: %s at", "Parse error at", "Unknown empty rule",
          "Invalid or unsupported", "Failed to load stylesheet", "Unknown rule")  # fmt: skip
_ANCHOR = "No anchor #%s"


class Reports(logging.Handler):
    """Collects WeasyPrint's records while it is entered; keeps them from the root logger."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._propagate = _LOGGER.propagate

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record (logging.Handler)."""
        self.records.append(record)

    def __enter__(self) -> Reports:
        self._propagate = _LOGGER.propagate
        _LOGGER.propagate = False
        _LOGGER.addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _LOGGER.removeHandler(self)
        _LOGGER.propagate = self._propagate

    def missing_characters(self) -> frozenset[str]:
        """The characters that were drawn as an empty box because no face has them."""
        return frozenset(
            str(record.args[0])
            for record in self.records
            if str(record.msg).startswith(_NOTDEF) and isinstance(record.args, tuple)
        )

    def findings(self, refused: Mapping[str, str]) -> tuple[Finding, ...]:
        """Tell the records as findings, each once; refused addresses (octavo.pdf.engine.fetcher)
        are told by their own reason. Missing characters are left to octavo.pdf.engine.glyphs.
        """
        told = {_refusal(address, why): None for address, why in refused.items()}
        for record in self.records:
            item = _told(record, refused)
            if item is not None:
                told.setdefault(item)
        return tuple(told)


def _told(record: logging.LogRecord, refused: Mapping[str, str]) -> Finding | None:
    template = str(record.msg)
    arguments = record.args if isinstance(record.args, tuple) else ()
    if template.startswith(_NOTDEF):
        return None
    if any(str(argument) in refused for argument in arguments):
        return None
    for starts, tell in _TELLERS:
        if template.startswith(starts):
            return tell(record.getMessage(), arguments)
    return finding("layout-warning", f"The page engine says: {record.getMessage()}")


def _image(message: str, arguments: tuple[object, ...]) -> Finding:
    return finding(
        "picture-unreadable",
        f"The picture {_shown(str(arguments[0]))} cannot be read:"
        f" {str(arguments[1]).removeprefix('Refused: ')}.",
        hint="Save it again as PNG, JPEG or SVG.",
    )


def _face(message: str, arguments: tuple[object, ...]) -> Finding:
    return finding(
        "face-unusable",
        f"The face “{arguments[0]}” could not be loaded.",
        hint="Faces are named in the theme's settings, not in its style sheets.",
    )


def _drawing(message: str, arguments: tuple[object, ...]) -> Finding:
    return finding(
        "picture-unreadable",
        f"The drawing {_shown(str(arguments[0]))} cannot be drawn.",
        hint="Save it again as plain SVG.",
    )


def _style(message: str, arguments: tuple[object, ...]) -> Finding:
    return finding("style-ignored", f"A rule of a style sheet has no effect: {message}")


def _anchor(message: str, arguments: tuple[object, ...]) -> Finding:
    return finding(
        "page-link-broken",
        f"A link leads to “{arguments[0]}”, which stands on no page.",
        hint="Point the link at a heading, figure, table or paragraph that is printed.",
    )


_Teller = Callable[[str, tuple[object, ...]], Finding]
_TELLERS: tuple[tuple[str | tuple[str, ...], _Teller], ...] = (
    (_IMAGE, _image),
    (_FONT_FACE, _face),
    (_DRAWING, _drawing),
    (_STYLE, _style),
    (_ANCHOR, _anchor),
)


def _refusal(address: str, why: str) -> Finding:
    return finding(
        "address-refused",
        f"{_shown(address)} was not opened: {why}.",
        hint="Pages can show only the publication's own pictures and faces.",
    )


def _shown(address: str) -> str:
    """An address as the author wrote it: publication paths without the base, long ones cut."""
    if address.startswith("data:image/"):
        return "inside a drawing"
    plain = unquote(address.removeprefix(BASE_URL))
    return plain if len(plain) <= 80 else f"{plain[:77]}..."
