"""The versions of what decides how a page looks, for the keys of the cache."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from pathlib import Path

_PACKAGES = ("weasyprint", "pydyf", "tinycss2", "cssselect2", "pyphen", "fonttools", "uharfbuzz")

_LIBRARIES = {
    "pango": ("libpango-1.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz", "hb_version_string"),
}


@cache
def layout_versions() -> tuple[str, ...]:
    """Names and versions of the packages and libraries that set pages, without loading WeasyPrint."""
    return tuple(f"{name} {_package(name)}" for name in _PACKAGES) + tuple(
        f"{name} {_library(stem, function)}" for name, (stem, function) in _LIBRARIES.items()
    )


@cache
def installed() -> tuple[str, ...]:
    """Names and versions of all installed packages, read from the names of their folders alone."""
    places = (Path(entry) for entry in sys.path if entry)
    return tuple(sorted({path.name for place in places for path in place.glob("*.dist-info")}))


def _package(name: str) -> str:
    """A version, told by the name of the package's folder: weasyprint-70.0.dist-info."""
    folders = (folder.removesuffix(".dist-info").rpartition("-") for folder in installed())
    return next((version for found, _, version in folders if found.lower() == name), "unknown")


def _library(stem: str, function: str) -> str:
    """Ask the shared library itself, under the names that the systems give it."""
    names = {
        "darwin": (f"{stem}.0.dylib", f"/opt/homebrew/lib/{stem}.0.dylib"),
        "win32": (f"{stem}-0.dll",),
    }.get(sys.platform, (f"{stem}.so.0",))
    for name in names:
        try:
            ask = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p
        return str(ask().decode())
    return "unknown"
