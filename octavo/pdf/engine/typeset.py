"""The one way into the page engine: a job in, a galley out.

This module is light, so that a build that finds all its galleys in the cache never loads
WeasyPrint. And it shuts out the fonts of the machine: FONTCONFIG_FILE must point at our own
configuration before Pango is loaded.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path

from octavo.artifacts import Galley, TypesetJob

FONT_CONFIGURATION = Path(__file__).with_name("fonts.conf")
"""Part of every galley's causes: a cache key holds its bytes."""


def typeset(job: TypesetJob) -> Galley:
    """Set one division into pages.

    Gives a galley with its PDF (page size is trim plus bleed on four sides, origin at the trim's
    corner), anchors, page starts, tags, fonts, note placements and findings. Findings stand at the
    block's place in the manuscript where the job knows it, else at "#<block id>". Runs in any
    process; the same job gives the same bytes. Never raises for what an author can write.
    """
    shut_out_system_fonts()
    from octavo.pdf.engine.desk import LOCK
    from octavo.pdf.engine.setting import set_galley

    with LOCK:
        return set_galley(job)


def warm_up() -> None:
    """Load WeasyPrint ahead of the first job: a second that a new worker need not wait for."""
    shut_out_system_fonts()
    from octavo.pdf.engine import setting  # noqa: F401


def shut_out_system_fonts() -> None:
    """Point fontconfig at a configuration without fonts, and load WeasyPrint under it."""
    os.environ["FONTCONFIG_FILE"] = str(FONT_CONFIGURATION)
    with warnings.catch_warnings():
        # WeasyPrint warns that no fonts are configured: that is the point.
        warnings.filterwarnings("ignore", message="No fonts configured")
        import weasyprint  # noqa: F401
