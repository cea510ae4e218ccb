"""The map data of images/geo, projected to points on a canvas and clipped to it.

Plate carrée at the latitude of the map's middle: true enough for maps of a few hundred
kilometres, and distances can be read with the scale bar.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.path import Path as Outline
from matplotlib.transforms import Bbox

from .canvas import Canvas, Point
from .palette import BORDER, WATER

GEO = Path(__file__).parent.parent / "geo"
_KM_PER_DEGREE = 6371 * radians(1)
TOLERANCE = 0.25  # points: what a simplified line may be off


@dataclass(frozen=True)
class Window:
    """A part of the world, in degrees, shown `width` points wide."""

    west: float
    south: float
    east: float
    north: float
    width: float

    @property
    def points_per_km(self) -> float:
        return self.width / ((self.east - self.west) * _KM_PER_DEGREE * self._narrowing)

    @property
    def height(self) -> float:
        return (self.north - self.south) * _KM_PER_DEGREE * self.points_per_km

    @property
    def _narrowing(self) -> float:
        return cos(radians((self.south + self.north) / 2))

    def point(self, lon: float, lat: float) -> Point:
        """Degrees to points from the lower left."""
        scale = _KM_PER_DEGREE * self.points_per_km
        return (lon - self.west) * scale * self._narrowing, (lat - self.south) * scale

    def place(self, name: str) -> Point:
        """Where a place of places.json lies."""
        return self.point(*places()[name])

    def fill(self, canvas: Canvas, layer: str, colours: dict[str, str]) -> None:
        """Fill the named areas of a layer; "" stands for all that are not named."""
        for properties, rings in _areas(layer):
            colour = colours.get(properties["name"], colours.get(""))
            if colour is None:
                continue
            for ring in rings:
                clipped = self._clipped(ring)
                if len(clipped) > 2:
                    canvas.area(clipped, colour)

    def lines(self, canvas: Canvas, layer: str, colour: str, width: float, **rule: Any) -> None:
        """Stroke the lines of a layer whose properties have the values of `rule`."""
        dashes = rule.pop("dashes", None)
        for properties, lines in _lines(layer):
            if all(properties.get(key) in value for key, value in rule.items()):
                for line in lines:
                    for part in self._parts(_simplified([self.point(*at) for at in line])):
                        canvas.line(part, colour, width, dashes)

    def _clipped(self, ring: list[Point]) -> list[Point]:
        outline = Outline(_simplified([self.point(lon, lat) for lon, lat in ring]), closed=True)
        box = Bbox.from_extents(-1, -1, self.width + 1, self.height + 1)
        return [(float(x), float(y)) for x, y in np.asarray(outline.clip_to_bbox(box).vertices)]

    def _parts(self, line: list[Point]) -> list[list[Point]]:
        """The pieces of a line that touch the window, with one point beyond at each end."""
        parts: list[list[Point]] = []
        inside = [-9 <= x <= self.width + 9 and -9 <= y <= self.height + 9 for x, y in line]
        for index, (start, end) in enumerate(pairwise(line)):
            if not (inside[index] or inside[index + 1]):
                continue
            if parts and parts[-1][-1] == start:
                parts[-1].append(end)
            else:
                parts.append([start, end])
        return parts


def frame(canvas: Canvas) -> None:
    """The map's edge, drawn last."""
    x, y, inset = canvas.width, canvas.height, 0.25
    canvas.line(
        [(inset, inset), (x - inset, inset), (x - inset, y - inset), (inset, y - inset),
         (inset, inset)],
        BORDER, 0.5,
    )  # fmt: skip


def scale_bar(canvas: Canvas, window: Window, x: float, y: float, kilometres: int) -> None:
    """A bar of so many kilometres in two halves, with its figures above."""
    length = kilometres * window.points_per_km
    canvas.line([(x, y), (x + length, y)], width=0.7)
    for share in (0, 0.5, 1):
        canvas.line([(x + share * length, y - 1.5), (x + share * length, y + 1.5)], width=0.7)
        unit = " km" if share == 1 else ""
        label = f"{round(kilometres * share)}"
        canvas.words(x + share * length - len(label) * 2, y + 4, label + unit, 8)


def water(canvas: Canvas, window: Window) -> None:
    """Lakes and reservoirs."""
    window.fill(canvas, "lakes", {"": WATER})


@cache
def places() -> dict[str, Point]:
    """Longitude and latitude by id, from places.json."""
    found = json.loads((GEO / "places.json").read_text(encoding="utf-8"))["places"]
    return {place["id"]: (place["lon"], place["lat"]) for place in found}


@cache
def _features(layer: str) -> tuple[dict[str, Any], ...]:
    text = (GEO / f"{layer}.geojson").read_text(encoding="utf-8")
    return tuple(json.loads(text)["features"])


def _simplified(line: list[Point]) -> list[Point]:
    """The line without points that lie within TOLERANCE of it (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    (x, y), (end_x, end_y) = line[0], line[-1]
    length = hypot(end_x - x, end_y - y)
    distances = [
        abs((end_x - x) * (y - at[1]) - (x - at[0]) * (end_y - y)) / length
        if length
        else hypot(at[0] - x, at[1] - y)
        for at in line[1:-1]
    ]
    far = max(range(len(distances)), key=distances.__getitem__)
    if distances[far] <= TOLERANCE:
        return [line[0], line[-1]]
    return _simplified(line[: far + 2])[:-1] + _simplified(line[far + 1 :])


def _areas(layer: str) -> list[tuple[dict[str, Any], list[list[Point]]]]:
    """(properties, outer rings) of each feature; no area of these data has a hole that matters."""
    found = []
    for feature in _features(layer):
        shape = feature["geometry"]
        shapes = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        found.append((feature["properties"], [polygon[0] for polygon in shapes]))
    return found


def _lines(layer: str) -> list[tuple[dict[str, Any], list[list[Point]]]]:
    found = []
    for feature in _features(layer):
        shape = feature["geometry"]
        single = shape["type"] == "LineString"
        found.append(
            (feature["properties"], [shape["coordinates"]] if single else shape["coordinates"])
        )
    return found
