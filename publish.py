"""Make every edition of the publication in this folder: python publish.py = octavo build here."""

import sys
from pathlib import Path

from octavo.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", str(Path(__file__).parent), *sys.argv[1:]]))
