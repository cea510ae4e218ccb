"""pandoc to Typst to PDF in one process, as `pandoc -o book.pdf --pdf-engine=typst` does it.

python -m bench.typst_pdf OUT.pdf PANDOC WORDS...
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typst


def main(out: Path, pandoc: str, *words: str) -> None:
    """Write the PDF."""
    source = out.with_suffix(".typ")
    command = [pandoc, *words, "--toc", "-s", "-t", "typst", f"--extract-media={out.parent}"]
    subprocess.run([*command, "-o", str(source)], check=True)
    typst.compile(str(source), output=str(out), root="/")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
