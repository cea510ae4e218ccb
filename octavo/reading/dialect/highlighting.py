"""Code in colours: Pygments' short classes, prefixed tok-."""

from __future__ import annotations

from lxml import etree

LONGEST = 50_000
"""Longer code stays plain: lexers are regular expressions, and some of them are slow."""


def highlight(code: etree._Element, content: str) -> None:
    """Fill a <code class="language-x"> with spans; an unknown language stays plain."""
    name = (code.get("class") or "").removeprefix("language-")
    if not name or len(content) > LONGEST:
        code.text = content
        return
    from pygments.lexers import get_lexer_by_name
    from pygments.token import STANDARD_TYPES
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        code.text = content
        return
    for kind, value in lexer.get_tokens(content):
        short = next((STANDARD_TYPES[k] for k in reversed(kind.split()) if k in STANDARD_TYPES), "")
        if short and short != "w":
            etree.SubElement(code, "span", {"class": f"tok-{short}"}).text = value
        elif len(code):
            code[-1].tail = (code[-1].tail or "") + value
        else:
            code.text = (code.text or "") + value
