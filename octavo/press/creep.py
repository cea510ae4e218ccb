"""Creep: sheets folded into one another push the inner ones out by their own thickness.

A sheet at depth i (0 is the outermost) stands out by i calipers at the fore-edge and is trimmed
there, so its pages move towards the spine (push-in), the outer ones away from it (push-out), or
each half the way. Lengths in points.
"""

from __future__ import annotations

from typing import Literal

from octavo.findings import Finding, finding
from octavo.geometry import POINTS_PER_MM

LEAST_BLEED = 2 * POINTS_PER_MM
"""What must be left of the bleed for a guillotine to cut into print and not into paper."""

_ROUNDING = 0.01


def shift(kind: Literal["in", "out", "half"], depth: int, nested: int, caliper: float) -> float:
    """How far the pages of a sheet move towards the spine; negative is away from it."""
    start = {"in": 0.0, "half": (nested - 1) / 2, "out": float(nested - 1)}[kind]
    return (depth - start) * caliper


def creep_findings(
    kind: Literal["in", "out", "half"], nested: int, caliper: float, bleed: float
) -> tuple[Finding, ...]:
    """What creep takes from the bleed: outside where pages move in, at the fold where they move out.

    bleed is what the pages have; pages without one are not judged, since nothing says that their
    art reaches the edge.
    """
    if not bleed or not caliper or nested < 2:
        return ()
    inwards = max(shift(kind, nested - 1, nested, caliper), 0.0)
    outwards = max(-shift(kind, 0, nested, caliper), 0.0)
    found = []
    if inwards and bleed - inwards < LEAST_BLEED - _ROUNDING:
        found.append(
            finding(
                "creep-bleed",
                f"The pages of the innermost sheet move {_mm(inwards)} towards the spine, which"
                f" leaves {_mm(max(bleed - inwards, 0))} of {_mm(bleed)} bleed at the fore-edge.",
                hint=f"Make {_mm(inwards + LEAST_BLEED)} bleed, use thinner paper, or sections.",
            )
        )
    if outwards > bleed + _ROUNDING:
        found.append(
            finding(
                "creep-bleed",
                f"The pages of the outermost sheet move {_mm(outwards)} away from the spine, more"
                f" than their {_mm(bleed)} bleed: a white strip opens at the fold.",
                hint="Let pages move in, use thinner paper, or sections.",
            )
        )
    return tuple(found)


def _mm(points: float) -> str:
    return f"{points / POINTS_PER_MM:.1f} mm"
