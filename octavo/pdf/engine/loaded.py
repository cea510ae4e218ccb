"""Loads the page engine by being imported: for a fork server, whose workers then have it.

What is loaded stays for good, so Python need not look through it for what nobody holds any more.
"""

import gc

from octavo.pdf.engine.typeset import warm_up

warm_up()
gc.freeze()
