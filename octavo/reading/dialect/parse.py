"""One Markdown file into a tree and findings.

text -> lines -> blocks (octavo's reader) -> spans (Python-Markdown's inline engine with
octavo's rules) -> one lxml tree -> ids, typography, safety.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from octavo.findings import Finding, sort_findings
from octavo.reading.dialect.abbreviations import mark_abbreviations
from octavo.reading.dialect.blocks import RULES, BlockReader
from octavo.reading.dialect.identifiers import identify
from octavo.reading.dialect.ledger import Ledger
from octavo.reading.dialect.marks import Marks
from octavo.reading.dialect.spans import span_engine
from octavo.reading.dialect.tree import TreeMaker
from octavo.reading.dialect.typography import set_type

_NO_TEXT = {code: None for code in range(0x20) if chr(code) not in "\t\n"} | {
    0xFFFE: None,
    0xFFFF: None,
}
"""Characters that XML cannot hold; octavo.reading.sources reports them."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A <body> without namespace, and what the author should know."""

    root: etree._Element
    findings: tuple[Finding, ...]


def parse_markdown(
    text: str,
    path: str,
    *,
    language: str = "en",
    raw_html: Literal["safe", "trusted", "none"] = "safe",
    smart_quotes: bool = True,
    known_keys: frozenset[str] = frozenset(),
    marks: bool = True,
) -> Parsed:
    """Read a file whose front matter was replaced by blank lines.

    language is a BCP 47 tag and chooses the quotation marks; known_keys are the keys of the
    bibliography. Without marks the result is the same but carries no places of spans.
    """
    text = text.replace("\r\n", "\n").translate(_NO_TEXT)
    ledger = Ledger(
        path=path,
        marks=Marks(text, enabled=marks),
        language=language,
        raw_html=raw_html,
        known_keys=known_keys,
    )
    engine = span_engine(ledger)
    body = BlockReader(engine, ledger, RULES).body(text)
    engine.treeprocessors["inline"].run(body)
    root = TreeMaker(ledger).make(body)
    set_type(root, language, smart=smart_quotes)
    identify(root)
    if ledger.abbreviations:
        mark_abbreviations(root, ledger.abbreviations)
    return Parsed(root, sort_findings(ledger.findings))
