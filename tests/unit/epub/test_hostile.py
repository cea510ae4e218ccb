"""What must never reach an EPUB: each is a finding with its line, and no edition is made.

Where only a part is taken out of the text, the same book, told so, is built without it and looked
into. The manuscripts are read and built as a stranger's would be.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.findings import ManuscriptError
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish
from octavo.reading import read

HEAD = "---\ntitle: A trap\ndate: 2026-01-01\nidentifier: urn:uuid:11111111-0000-4000-8000-000000000031\npage-list: none\n---\n\n# A chapter\n\n"
LINE = 10
"""Where the trap stands, below the head."""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
BOMB = (
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


def copies(levels: int) -> str:
    """A few kilobytes that draw 10 ** levels squares."""
    groups = ""
    for n in range(1, levels + 1):
        groups += f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>"
    return f'<defs><rect id="g0" width="1" height="1"/>{groups}</defs><use href="#g{levels}"/>'


def patterns(levels: int) -> str:
    """The same with patterns that are filled with patterns."""
    made = ""
    for n in range(levels):
        made += f'<pattern id="p{n}">' + f'<rect fill="url(#p{n + 1})"/>' * 10 + "</pattern>"
    return f'{made}<rect width="9" height="9" fill="url(#p0)"/>'


def png(width: int, height: int) -> bytes:
    """A whole PNG of that size, white: a few kilobytes that unpack to gigabytes."""
    row = b"\0" * (width // 8 + 1)
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


TRAPS: dict[str, tuple[str, str, dict[str, bytes]]] = {
    "script": ("Text <script>alert(1)</script> behind.", "element-unsafe", {}),
    "frame": ('<iframe src="https://example.org/"></iframe>', "element-unsafe", {}),
    "event": ('<span onclick="alert(1)">x</span>', "attribute-unsafe", {}),
    "javascript": ("[a link](javascript:alert(1))", "link-unsafe", {}),
    "hidden javascript": ('<a href="java&#9;script:alert(1)">x</a>', "link-unsafe", {}),
    "data link": ("[x](data:text/html;base64,PHNjcmlwdD4=)", "link-unsafe", {}),
    "file link": ("[x](file:///etc/passwd)", "link-unsafe", {}),
    "remote picture": ("![A map](https://example.org/map.png)", "image-remote", {}),
    "protocol-relative": ("![A map](//example.org/map.png)", "image-remote", {}),
    "data picture": ("![A map](data:image/png;base64,AAAA)", "image-remote", {}),
    "outside": ("![A map](../../secret.png)", "path-outside", {}),
    "absolute": ("![A map](/etc/passwd)", "path-outside", {}),
    "svg script": ("![A map](../images/a.svg)", "svg-unsafe",
                   {"a.svg": SVG.format("<script>alert(1)</script>").encode()}),
    "svg event": ("![A map](../images/a.svg)", "svg-unsafe",
                  {"a.svg": SVG.format('<rect onload="alert(1)"/>').encode()}),
    "svg remote": ("![A map](../images/a.svg)", "svg-unsafe",
                   {"a.svg": SVG.format('<image href="https://example.org/a.png"/>').encode()}),
    "svg bomb": ("![A map](../images/a.svg)", "svg-unsafe",
                 {"a.svg": (BOMB + SVG.format("<text>&c;&f;</text>")).encode()}),
    "svg style": ("![A map](../images/a.svg)", "svg-unsafe",
                  {"a.svg": SVG.format("<style>@import url(https://example.org/a.css);</style>").encode()}),
    "svg foreign": ("![A map](../images/a.svg)", "svg-unsafe",
                    {"a.svg": SVG.format("<foreignObject><p>alert</p></foreignObject>").encode()}),
    "svg use": ("![A map](../images/a.svg)", "svg-unsafe",
                {"a.svg": SVG.format('<use href="https://example.org/a.svg#x"/>').encode()}),
    "svg image-set": ("![A map](../images/a.svg)", "svg-unsafe", {"a.svg": SVG.format(
        '<rect style="mask:image-set(linear-gradient(red,red) 1x,'
        ' &quot;https://example.org/a.png&quot; 2x)"/><text>t</text>').encode()}),
    "svg escape": ("![A map](../images/a.svg)", "svg-unsafe",
                   {"a.svg": SVG.format(r'<rect fill="u\rl(https://example.org/a)"/>').encode()}),
    "svg copies": ("![A map](../images/a.svg)", "svg-unsafe",
                   {"a.svg": SVG.format(copies(8)).encode()}),
    "svg patterns": ("![A map](../images/a.svg)", "svg-unsafe",
                     {"a.svg": SVG.format(patterns(8)).encode()}),
    "svg circle": ("![A map](../images/a.svg)", "svg-unsafe",
                   {"a.svg": SVG.format('<g id="a"><use href="#a"/></g>').encode()}),
    "object": ('<object data="https://example.org/x.swf"></object>', "element-unsafe", {}),
    "form": ('<form action="https://example.org/">x</form>', "element-unsafe", {}),
    "refresh": ('<meta http-equiv="refresh" content="0;url=https://example.org/"/>',
                "element-unsafe", {}),
    "gigantic": ("![A map](../images/a.png)", "image-oversized",
                 {"a.png": png(20_000, 20_000)}),
}  # fmt: skip


@pytest.fixture
def lay(tmp_path: Path) -> Callable[[str], Path]:
    def write(name: str) -> Path:
        text, _, files = TRAPS[name]
        root = tmp_path / "book"
        (root / "manuscript").mkdir(parents=True)
        (root / "images").mkdir()
        (tmp_path / "secret.png").write_bytes(b"secret")
        (root / "manuscript" / "book.md").write_text(HEAD + text + "\n", encoding="utf-8")
        for file, content in files.items():
            (root / "images" / file).write_bytes(content)
        return root

    return write


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_a_finding_with_its_line_and_nothing_is_made(
    name: str, lay: Callable[[str], Path]
) -> None:
    root = lay(name)
    _, code, _ = TRAPS[name]
    with pytest.raises(ManuscriptError) as caught:
        publish(BuildOptions(root, editions=("epub",), jobs=1, use_cache=False), Silence())
    found = [item for item in caught.value.findings if item.code == code]
    assert found, [str(item) for item in caught.value.findings]
    assert {item.location.line for item in found if item.location} == {LINE}
    assert not list((root / "dist").glob("*.epub"))


@pytest.mark.parametrize("name", TRAPS)
def test_even_the_text_as_read_holds_no_trap(name: str, lay: Callable[[str], Path]) -> None:
    """Findings are not the only guard: what is taken out is out of the Book too."""
    book = read(lay(name)).book
    assert book is not None
    body = "".join(division.body for division in book.divisions)
    for word in ("alert", "javascript", "example.org", "passwd", "data:", "onclick", "secret"):
        assert word not in body
    assert book.assets == () or name.startswith("svg")


STYLES: dict[str, tuple[str, str, int, str]] = {
    "layout with a script": ("chapter.html.j2", "<script>alert(1)</script>", 3, "layout-unsafe"),
    "layout with an event": ("chapter.html.j2", '<p onclick="alert(1)">x</p>', 3, "layout-unsafe"),
    "layout with javascript": (
        "chapter.html.j2", '<a href="java&#10;script:alert(1)">x</a>', 3, "layout-unsafe"),
    "layout with a remote picture": (
        "chapter.html.j2", '<img alt="" src="https://example.org/a.png"/>', 3, "layout-unsafe"),
    "layout with a frame": (
        "chapter.html.j2", '<iframe srcdoc="alert"></iframe>', 3, "layout-unsafe"),
    "layout with a style": (
        "chapter.html.j2", '<p style="background:url(https://example.org/a)">x</p>', 3,
        "layout-unsafe"),
    "sheet with image-set": (
        "reflow.css", 'p { background: image-set("https://example.org/a.png" 1x) }', 1,
        "style-syntax"),
    "sheet with an escape": (
        "reflow.css", r"p { background: \75rl(https://example.org/a.png) }", 1, "style-syntax"),
    "sheet with an import": ("reflow.css", r"@\69mport 'https://example.org/a.css';", 1, "style-syntax"),
}  # fmt: skip


@pytest.mark.parametrize("name", STYLES)
def test_a_trap_in_the_styles_is_a_finding_with_its_line(name: str, tmp_path: Path) -> None:
    file, trap, line, code = STYLES[name]
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "styles").mkdir()
    (tmp_path / "manuscript" / "book.md").write_text(HEAD + "Words.\n", encoding="utf-8")
    if file.endswith(".j2"):
        trap = (
            '{% extends "classical/chapter.html.j2" %}\n{% block header %}\n'
            f"{trap}\n{{{{ super() }}}}\n{{% endblock %}}\n"
        )
    (tmp_path / "styles" / file).write_text(trap, encoding="utf-8")
    with pytest.raises(ManuscriptError) as caught:
        publish(BuildOptions(tmp_path, editions=("epub",), jobs=1, use_cache=False), Silence())
    (found,) = [item for item in caught.value.findings if item.code == code]
    assert found.location is not None
    assert (found.location.path, found.location.line) == (f"styles/{file}", line)
    assert not list((tmp_path / "dist").glob("*.epub"))


def test_layouts_with_links_and_the_books_pictures_are_welcome(tmp_path: Path) -> None:
    for folder in ("manuscript", "styles", "images"):
        (tmp_path / folder).mkdir()
    (tmp_path / "images" / "a.svg").write_text(SVG.format(copies(3)), encoding="utf-8")
    text = HEAD + "![A mark](../images/a.svg)\n"
    (tmp_path / "manuscript" / "book.md").write_text(text, encoding="utf-8")
    (tmp_path / "styles" / "chapter.html.j2").write_text(
        '{% extends "classical/chapter.html.j2" %}{% block header %}{{ super() }}'
        '<p style="color: inherit"><img src="images/a.svg" alt="A mark"/>'
        '<a href="https://example.org/">x</a> <a href="#a-chapter">y</a></p>{% endblock %}',
        encoding="utf-8",
    )
    publish(BuildOptions(tmp_path, editions=("epub",), jobs=1, use_cache=False), Silence())
    (file,) = (tmp_path / "dist").glob("*.epub")
    with zipfile.ZipFile(file) as archive:
        assert archive.read("EPUB/a-chapter.xhtml").count(b"<img") == 2


def test_trusted_html_is_not_trusted_with_scripts(tmp_path: Path) -> None:
    (tmp_path / "manuscript").mkdir()
    head = HEAD.replace("page-list", "raw-html: trusted\npage-list")
    text = head + '<x-thing data-x="1">Kept</x-thing> <script>alert(1)</script>\n'
    (tmp_path / "manuscript" / "book.md").write_text(text, encoding="utf-8")
    book = read(tmp_path).book
    assert book is not None
    assert "alert" not in book.divisions[-1].body


def test_a_harmless_book_has_no_script_frame_or_remote_resource(tmp_path: Path) -> None:
    """The judge itself is judged: the same words are looked for in a book that is made."""
    (tmp_path / "manuscript").mkdir()
    text = HEAD + "A [link](https://example.org/) and `<script>` as code.\n"
    (tmp_path / "manuscript" / "book.md").write_text(text, encoding="utf-8")
    publish(BuildOptions(tmp_path, editions=("epub",), jobs=1, use_cache=False), Silence())
    (file,) = (tmp_path / "dist").glob("*.epub")
    with zipfile.ZipFile(file) as archive:
        documents = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".xhtml"))
        package = archive.read("EPUB/content.opf")
    assert b'href="https://example.org/"' in documents
    assert b"<script" not in documents
    assert b"&lt;script&gt;" in documents
    assert b"remote-resources" not in package
    assert b"scripted" not in package
