"""What the catalogue says of one code."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Entry(NamedTuple):
    """One code of the catalogue: a tuple, which is cheap to make, since each run makes them all."""

    severity: Literal["note", "warning", "error"]
    meaning: str
    remedy: str
