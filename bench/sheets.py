"""Write the faces and style sheets that octavo uses for a publication as one file of CSS.

python -m bench.sheets PUBLICATION OUT.css
"""

from __future__ import annotations

import sys
from pathlib import Path

from octavo.artifacts import Medium
from octavo.fonts import instances
from octavo.layouts import load_theme
from octavo.reading import read


def sheet(publication: Path, faces_folder: Path) -> str:
    """Font faces, the theme's page style sheets, and notes that stand at the foot."""
    reading = read(publication)
    assert reading.publication is not None
    theme, _ = load_theme(reading.publication)
    faces = instances(theme.faces, faces_folder, publication)
    rules = [
        f"@font-face {{ font-family: '{face.family}'; font-weight: {face.weight};"
        f" font-style: {face.style}; src: url('{Path(face.path).as_uri()}') }}"
        for face in faces
    ]
    notes = ".plain-note { float: footnote; font-size: 0.82em; line-height: 1.25 }"
    chapters = "h1 { break-before: right }"
    return "\n".join([*rules, *theme.sheets(Medium.PAGE), notes, chapters])


def main(publication: Path, out: Path) -> None:
    """Write the style sheet; the faces lie beside it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(sheet(publication.resolve(), out.parent.resolve() / "faces"), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
