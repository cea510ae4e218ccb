"""Code in colours: Pygments' short classes, prefixed tok-."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 50_000
"""Longer code stays plain: lexers are regular expressions, and some of them are slow."""


@lru_cache(maxsize=128)
def _lexer(name: str) -> type[Lexer] | None:
    """The lexer of that name; looking through all of them takes longer than using one."""
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        return find_lexer_class_by_name(name)
    except ClassNotFound:
        return None


def highlight(code: etree._Element, content: str) -> None:
    """Fill a <code class="language-x"> with spans; an unknown language stays plain."""
    name = (code.get("class") or "").removeprefix("language-")
    if not name or len(content) > LONGEST:
        code.text = content
        return
    from pygments.token import STANDARD_TYPES

    lexer = _lexer(name)
    if lexer is None:
        code.text = content
        return
    for kind, value in lexer(stripnl=False, ensurenl=False).get_tokens(content):
        short = next((STANDARD_TYPES[k] for k in reversed(kind.split()) if k in STANDARD_TYPES), "")
        if short and short != "w":
            etree.SubElement(code, "span", {"class": f"tok-{short}"}).text = value
        elif len(code):
            code[-1].tail = (code[-1].tail or "") + value
        else:
            code.text = (code.text or "") + value
