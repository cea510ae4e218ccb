"""The span rules, and how Python-Markdown's inline engine is set up with them.

Emphasis, strong, strike, sub- and superscript are pymdownx's (one delimiter rule, linear);
everything else is here because Python-Markdown lacks it or because a place must be kept.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from pymdownx.delimiterprocessor import Delimiter, DelimiterProcessor

from octavo.reading.dialect.ledger import Ledger
from octavo.reading.dialect.spans.bracketed import BracketedSpan
from octavo.reading.dialect.spans.citations import Citation
from octavo.reading.dialect.spans.code import CodeSpan
from octavo.reading.dialect.spans.escapes import Entity, Escape, LineBreak
from octavo.reading.dialect.spans.html import InlineHtml
from octavo.reading.dialect.spans.links import Autolink, Link, Picture
from octavo.reading.dialect.spans.math import Formula
from octavo.reading.dialect.spans.notes import InlineNote, NoteCall
from octavo.reading.dialect.spans.span import Span

RULES: tuple[type[Span], ...] = (
    CodeSpan,
    Formula,
    Escape,
    Autolink,
    InlineHtml,
    NoteCall,
    InlineNote,
    Citation,
    BracketedSpan,
    Link,
    Picture,
    Entity,
    LineBreak,
)
"""In the order in which they are tried, each on the whole text of a block."""


def span_engine(ledger: Ledger) -> Markdown:
    """A Markdown instance whose inline engine reads this dialect."""
    md = Markdown()
    inline = InlineProcessor(md)
    md.treeprocessors.register(inline, "inline", 0)
    # A list, since a Registry asks at every look whether it is in order.
    spans = [*(rule(md, ledger) for rule in RULES), _delimiters(md)]
    inline.inlinePatterns = spans  # type: ignore[assignment]
    return md


def _delimiters(md: Markdown) -> DelimiterProcessor:
    """Emphasis as pymdownx's extensions set it up; as extensions they would load an HTTP client."""
    found = DelimiterProcessor(Delimiter("*", "strong,em"), md)
    found.add(Delimiter("_", "strong,em", smart=True))
    found.add(Delimiter("~", "del,sub", no_space=True, punct=False))
    found.add(Delimiter("^", "sup", no_space=True, punct=False))
    return found
