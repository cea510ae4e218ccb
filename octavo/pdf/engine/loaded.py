"""Loads the page engine by being imported: for a fork server, whose workers then have it."""

from octavo.pdf.engine.typeset import warm_up

warm_up()
