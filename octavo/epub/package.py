"""The container: package document, NCX and zip. The only importer of EbookLib.

Resources, spine, contents and metadata come in, the bytes of an EPUB go out, the same for the
same input. EbookLib writes package document, container file and NCX; documents go in as bytes
(EpubItem), since EpubHtml parses them as HTML and breaks the letter case of SVG. What it leaves
out is put right on its output: language and direction of the package, depth and page list of the
NCX. Then the zip is written anew, with fixed times and order, mimetype first and stored
(EPUB 3.3, 4.3.2).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ebooklib import epub
from lxml import etree

from octavo.epub.accessibility import Statement
from octavo.epub.metadata import IDENTIFIER_ID
from octavo.epub.names import NCX
from octavo.epub.xhtml import XML_LANG

_OPF = "http://www.idpf.org/2007/opf"
_DAISY = "http://www.daisy.org/z3986/2005/ncx/"
_FOLDER = "EPUB"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can hold
_PACKED = ("image/jpeg", "image/png", "image/webp", "image/gif", "font/woff2")


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the container and its entry in the manifest."""

    id: str
    file: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the NCX: label, address, lines below it."""

    label: str
    address: str
    children: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """All that goes into an EPUB."""

    title: str
    language: str
    identifier: str
    modified: str  # CCYY-MM-DDThh:mm:ssZ
    right_to_left: bool
    statements: tuple[Statement, ...]
    resources: tuple[Resource, ...]
    spine: tuple[str, ...]  # ids of resources in reading order
    contents: tuple[Line, ...]
    pages: tuple[tuple[str, str], ...] = ()  # (folio, address)
    vertical: bool = False  # lines from top to bottom, pages from right to left


def write_package(package: Package) -> bytes:
    """Write an EPUB; two calls with equal packages give equal bytes."""
    book = epub.EpubBook()
    book.FOLDER_NAME = _FOLDER
    book.IDENTIFIER_ID = IDENTIFIER_ID
    book.metadata = {}
    book.uid, book.title, book.language = package.identifier, package.title, package.language
    for statement in package.statements:
        _add_statement(book, statement)
    for resource in package.resources:
        item = epub.EpubItem(resource.id, resource.file, resource.media_type, resource.content)
        item.properties = list(resource.properties)
        book.add_item(item)
    book.add_item(epub.EpubNcx("ncx", NCX))
    book.spine = list(package.spine)
    if package.right_to_left or package.vertical:
        book.set_direction("rtl")
    book.toc = _toc(package.contents)
    written = io.BytesIO()
    modified = datetime.strptime(package.modified, "%Y-%m-%dT%H:%M:%SZ")
    options = {"mtime": modified, "compresslevel": 0, "raise_exceptions": True,
               "epub3_pages": False, "play_order": {"enabled": True, "start_from": 1}}  # fmt: skip
    epub.write_epub(written, book, options)
    return _rewrite(written, package)


def _add_statement(book: Any, statement: Statement) -> None:
    attributes = dict(statement.attributes)
    if "xml:lang" in attributes:
        attributes[XML_LANG] = attributes.pop("xml:lang")
    namespace = {"meta": "OPF", "link": None}.get(statement.name, "DC")
    book.add_metadata(namespace, statement.name, statement.value, attributes)


def _toc(lines: Sequence[Line], prefix: str = "line") -> list[Any]:
    """Lines as EbookLib takes them: links, and pairs of a section with what is below it."""
    toc: list[Any] = []
    for number, line in enumerate(lines, 1):
        id = f"{prefix}-{number}"
        if line.children:
            section = epub.Section(line.label, line.address)
            toc.append((section, _toc(line.children, id)))
        else:
            toc.append(epub.Link(line.address, line.label, id))
    return toc


def _rewrite(written: io.BytesIO, package: Package) -> bytes:
    """Write the zip anew: fixed order, times, attributes and compression."""
    media_types = {f"{_FOLDER}/{each.file}": each.media_type for each in package.resources}
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == f"{_FOLDER}/content.opf":
                content = _mend_package_document(content, package)
            elif name == f"{_FOLDER}/{NCX}":
                content = _mend_ncx(content, package)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            stored = name == "mimetype" or media_types.get(name) in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, content, compresslevel=9)
    return out.getvalue()


def _mend_package_document(content: bytes, package: Package) -> bytes:
    root = etree.fromstring(content)
    root.set(XML_LANG, package.language)
    if package.right_to_left:
        root.set("dir", "rtl")
    # Names a prefix that is reserved and that nothing here uses.
    root.attrib.pop("prefix", None)
    etree.cleanup_namespaces(root)
    return _bytes(root)


def _mend_ncx(content: bytes, package: Package) -> bytes:
    """Say the depth and add the page list (DAISY 3 NCX, kept for older readers)."""
    root = etree.fromstring(content)
    root.set(XML_LANG, package.language)
    numbers = {"dtb:depth": _depth(package.contents), "dtb:totalPageCount": len(package.pages),
               "dtb:maxPageNumber": len(package.pages)}  # fmt: skip
    for meta in root.iter(f"{{{_DAISY}}}meta"):
        if (name := meta.get("name") or "") in numbers:
            meta.set("content", str(numbers[name]))
    order = sum(1 for _ in root.iter(f"{{{_DAISY}}}navPoint"))
    if package.pages:
        pages = etree.SubElement(root, f"{{{_DAISY}}}pageList")
        for number, (folio, address) in enumerate(package.pages, 1):
            kind = "normal" if folio.isdigit() else "front"
            target = etree.SubElement(
                pages, f"{{{_DAISY}}}pageTarget", id=f"ncx-page-{number}", type=kind,
                playOrder=str(order + number),
            )  # fmt: skip
            if folio.isascii() and folio.isdigit():
                target.set("value", folio)
            label = etree.SubElement(target, f"{{{_DAISY}}}navLabel")
            etree.SubElement(label, f"{{{_DAISY}}}text").text = folio
            etree.SubElement(target, f"{{{_DAISY}}}content", src=address)
    return _bytes(root)


def _depth(lines: Sequence[Line]) -> int:
    return 1 + max((_depth(line.children) for line in lines), default=0) if lines else 0


def _bytes(root: etree._Element) -> bytes:
    etree.indent(root)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
