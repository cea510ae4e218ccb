"""The yardstick: Python-Markdown and WeasyPrint in one process, as one would write it in an hour.

python -m bench.plain PUBLICATION CSS OUT.pdf

One document, footnotes at the foot of the page, tagged, the faces and style sheets that octavo
uses (bench.sheets writes them to CSS). Citations become notes that name author and title: nothing
is formatted by a style, no reference to a page is resolved, no contents are made.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import markdown
from weasyprint import HTML

NOTE = re.compile(r'<sup id="fnref\d*:([^"]+)">.*?</sup>', re.DOTALL)
ITEM = re.compile(r'<li id="fn:([^"]+)">\s*(.*?)\s*</li>', re.DOTALL)
BACK = re.compile(r'\s*<a class="footnote-backref".*?</a>', re.DOTALL)
CITATION = re.compile(r"\s*\[([^\]\[]*@[^\]]+)\]")
KEY = re.compile(r"@([\w-]+)")


def source_names(publication: Path) -> dict[str, str]:
    """Author and title of every source, by key."""
    file = publication / "manuscript" / "sources.json"
    records = json.loads(file.read_text("utf-8")) if file.exists() else []
    return {record["id"]: f"{_author(record)}“{record.get('title', '')}.”" for record in records}


def _author(record: dict) -> str:
    names = record.get("author", [])
    return ", ".join(n.get("literal") or n.get("family", "") for n in names) + (
        ", " if names else ""
    )


def to_html(publication: Path) -> str:
    """The whole manuscript as one HTML document with notes behind their calls."""
    names = source_names(publication)
    files = sorted((publication / "manuscript").glob("*.md"))
    text = "\n\n".join(file.read_text("utf-8") for file in files)
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    definitions: list[str] = []

    def cite(match: re.Match[str]) -> str:
        label = f"c{len(definitions)}"
        said = KEY.sub(lambda key: names.get(key[1], key[1]), match[1])
        definitions.append(f"[^{label}]: {said}")
        return f"[^{label}]"

    text = CITATION.sub(cite, text) + "\n\n" + "\n\n".join(definitions)
    text = KEY.sub(lambda key: names.get(key[1], key[1]), text)
    extensions = ["footnotes", "tables", "attr_list", "def_list", "smarty", "fenced_code", "toc"]
    body = markdown.markdown(text, extensions=extensions, output_format="xhtml")
    notes = {m[1]: BACK.sub("", re.sub(r"</?p>", " ", m[2])) for m in ITEM.finditer(body)}
    body = re.sub(r'<div class="footnote">.*</div>\s*\Z', "", body, flags=re.DOTALL)
    body = NOTE.sub(lambda m: f'<span class="plain-note">{notes.get(m[1], "")}</span>', body)
    return (
        '<html lang="en-GB"><head><title>Plain</title></head>'
        f'<body class="chapter bodymatter">{body}</body></html>'
    )


def main(publication: Path, css: Path, out: Path) -> None:
    """Write the PDF."""
    base = (publication / "manuscript").as_uri() + "/"
    html = HTML(string=to_html(publication), base_url=base)
    html.write_pdf(out, stylesheets=[str(css)], pdf_tags=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
