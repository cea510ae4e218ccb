r"""TeX environments: those of mathematics become displayed formulas, others are left out.

A manuscript for pandoc may hold \begin{align} ... \end{align} or layout code for LaTeX; pandoc
drops both on the way to HTML. A book must not lose a formula.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from octavo.reading.dialect.blocks.fences import dropped_raw
from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.ledger import at
from octavo.reading.dialect.lines import Line, indent
from octavo.reading.trees import names

_BEGIN = re.compile(r" {0,3}\\begin\{([A-Za-z]+\*?)\}")
_MATHEMATICAL = names(
    "equation equation* align align* gather gather* multline multline* eqnarray eqnarray*"
    " displaymath math flalign flalign* alignat alignat*"
)


def environment(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    r"""Take \begin{...} to its \end{...}."""
    match = _BEGIN.match(lines[index].text)
    if not match:
        return None
    closing = f"\\end{{{match[1]}}}"
    end = index
    while end < len(lines) and closing not in lines[end].text:
        end += 1
    if end == len(lines):
        return None
    place = at(lines[index], indent(lines[index].text))
    if match[1] in _MATHEMATICAL:
        tex = "\n".join(line.text for line in lines[index : end + 1]).strip()
        paragraph = SubElement(parent, "p", {"data-at": place})
        SubElement(paragraph, "o-math", {"display": "1", "tex": tex, "data-at": place})
    else:
        dropped_raw(reader, "LaTeX", place)
    return end + 1
