"""What markup may occur in a book: the list of docs/markup.md as data.

Whatever an author's Markdown or raw HTML holds beyond it is answered with a finding by
octavo.reading.safety. Class names are free, so they are not listed.
"""

from __future__ import annotations

import re

from octavo.reading.trees import names

GLOBAL_ATTRIBUTES = frozenset(("id", "class", "lang", "dir", "title", "data-at", "aria-label"))
"""Allowed on every element; the author may write any of them."""

VALUES = {
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "rowspan": re.compile(r"[1-9]\d{0,3}"),
    "span": re.compile(r"[1-9]\d{0,2}"),
    "start": re.compile(r"-?\d{1,9}"),
    "value": re.compile(r"-?\d{1,9}"),
    "type": re.compile(r"[1aAiI]"),
    "a role": re.compile(r"doc-biblioref"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
}
"""What the values of some attributes must look like, in full; some on one element only."""

_PLAIN = frozenset[str]()
_CELL = frozenset(("style", "colspan", "rowspan", "scope", "headers"))

ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        names(
            "body p section ul li dl dt dd pre hr"
            " caption thead tbody tfoot tr colgroup"
            " em strong code sup sub mark kbd samp var cite i b u s small abbr dfn br wbr ruby rb rt"
            " rp bdi bdo"
        ),
        _PLAIN,
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), frozenset(("role", "data-auto"))),
    "div": frozenset(("for",)),
    "ol": frozenset(("start", "type", "reversed", "data-delimiter")),
    "li": frozenset(("value",)),
    "blockquote": frozenset(("cite",)),
    "q": frozenset(("cite",)),
    "del": frozenset(("cite", "datetime")),
    "ins": frozenset(("cite", "datetime")),
    "time": frozenset(("datetime",)),
    "figure": frozenset(("style", "width")),
    "figcaption": _PLAIN,
    "table": _PLAIN,
    "col": frozenset(("style", "span")),
    "th": _CELL,
    "td": _CELL,
    "a": frozenset(("href", "hreflang", "role")),
    "img": frozenset(
        (
            "src",
            "alt",
            "data-text",
            "role",
            "style",
            "width",
            "height",
            "fig-alt",
            "fig-cap",
        )
    ),
    "span": frozenset(("index", "see", "see-also")),
    # what the dialect writes for the rooms of reading
    "o-call": frozenset(("name",)),
    "o-note": frozenset(("name",)),
    "o-inline-note": _PLAIN,
    "o-cite": frozenset(("mode",)),
    "o-item": frozenset(("key", "prefix", "suffix", "suppress")),
    "o-math": frozenset(("display", "tex")),
    "o-ref": frozenset(("target", "raw", "prefix", "suffix", "suppress")),
}
"""Element -> its own attributes. Private elements (o-) never reach a Book."""

ACTIVE = names(
    "script style iframe frame frameset object embed applet link meta base title head html"
    " form input button select option textarea svg math template slot noscript portal"
    " audio video source track canvas map area dialog param"
)
"""Elements that go with all in them: they act, load, or have no place on paper."""

BOXES = names("article aside header footer main nav details summary center address fieldset hgroup")
"""Containers without meaning in a book: they become <div>."""

RENAMED = {"tt": "code", "strike": "s", "big": "span", "font": "span", "acronym": "abbr"}
"""Old names and the ones that took their place."""

HARMLESS_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp", "doi", "urn", "geo", "sms"))
"""Where a link of a book may lead; anything else is an error."""

SILENT_ATTRIBUTES = names(
    "fig-pos fig-env fig-align fig-scap fig-link tbl-colwidths layout layout-ncol layout-nrow"
    " custom-style data-latex data-external data-pos short-caption lst-cap lst-label filename"
    " code-line-numbers code-fold startfrom startFrom number-lines numberlines data-linenums"
    " align valign border cellpadding cellspacing bgcolor nowrap loading decoding target"
    " rel download referrerpolicy open checked disabled alt-text"
)
"""Attributes that pandoc, Quarto or old HTML know and that have no effect here: a note says so."""
