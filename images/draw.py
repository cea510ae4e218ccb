"""Draw the book's pictures again: `python images/draw.py [FOLDER]`, by default into images/.

The same data give the same bytes on every run: no clock, no random ids, rounded coordinates.
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib
from drawing import cover, deaths, diyala, overview, residents, timeline

PICTURES = {
    "back.svg": cover.draw_back,
    "cover.svg": cover.draw,
    "deaths.svg": deaths.draw,
    "diyala.svg": diyala.draw,
    "overview.svg": overview.draw,
    "residents.svg": residents.draw,
    "timeline.svg": timeline.draw,
}


def main() -> None:
    matplotlib.rcdefaults()  # whatever the machine has set
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, draw in PICTURES.items():
        (folder / name).write_bytes(draw())


if __name__ == "__main__":
    main()
