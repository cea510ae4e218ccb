"""What an EPUB of any program says: documents, contents, pages, notes. Addresses are file#id."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_NCX_LISTS = {"toc": "navPoint", "page-list": "pageTarget"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)

_CALLS, _BACK = frozenset({"noteref", "doc-noteref"}), frozenset({"backlink", "doc-backlink"})
_NUMBER = re.compile(r"[\[(]?(\d+|[*†‡§])[\])]?")
_INLINE = frozenset(f"{XHTML}{name}" for name in ("a", "span", "sup", "b", "strong", "em", "i"))


def without_spaces(text: str) -> str:
    """The letters of a text as the harness gives them."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Line:
    """A line of the contents or of the page list."""

    label: str
    href: str


@dataclass(frozen=True)
class Call:
    """A call of a note, the note, and the place that the note leads back to ("" for none)."""

    call: str
    note: str
    back: str = ""


@dataclass(frozen=True)
class EpubFile:
    """An EPUB, and the folder that it is unzipped in. Files are named without their folders."""

    epub: Path
    folder: Path

    def unzipped(self) -> EpubFile:
        """The same, with the folder filled."""
        with zipfile.ZipFile(self.epub) as archive:
            archive.extractall(self.folder)
        return self

    @cached_property
    def package(self) -> etree._Element:
        """The package document."""
        return _parsed(self.folder / self._package_path)

    @cached_property
    def _package_path(self) -> str:
        container = _parsed(self.folder / "META-INF" / "container.xml")
        return next(each.get("full-path") for each in container.iter("{*}rootfile"))

    @cached_property
    def _items(self) -> dict[str, etree._Element]:
        return {item.get("id"): item for item in self.package.iter(f"{OPF}item")}

    def _path(self, item: etree._Element) -> str:
        """Where an item stands in the container."""
        return _joined(self._package_path, item.get("href"))

    @cached_property
    def files(self) -> list[str]:
        """The content documents in reading order, as paths in the container."""
        refs = self.package.iter(f"{OPF}itemref")
        found = [self._path(self._items[each.get("idref")]) for each in refs]
        if len({_name(path) for path in found}) != len(found):
            raise ValueError(f"{self.epub.name} has content documents of the same name")
        return found

    @cached_property
    def spine(self) -> dict[str, etree._Element]:
        """The content documents by file name, in reading order."""
        return {_name(path): _parsed(self.folder / path) for path in self.files}

    @cached_property
    def _nav_path(self) -> str:
        """Where the navigation document is; "" in an EPUB 2."""
        navs = (i for i in self._items.values() if "nav" in (i.get("properties") or "").split())
        return next(map(self._path, navs), "")

    @cached_property
    def _ncx_path(self) -> str:
        kind = "application/x-dtbncx+xml"
        return next(self._path(i) for i in self._items.values() if i.get("media-type") == kind)

    @property
    def documents(self) -> dict[str, etree._Element]:
        """The content documents, the navigation document among them wherever it stands."""
        return self.spine | ({_name(self._nav_path): self._nav} if self._nav_path else {})

    @cached_property
    def _nav(self) -> etree._Element:
        return _parsed(self.folder / self._nav_path)

    def all(self, name: str) -> list[etree._Element]:
        """Every element of a name in the content documents, whatever its namespace."""
        return [each for tree in self.documents.values() for each in tree.iter(f"{{*}}{name}")]

    def metas(self, property: str) -> list[str]:
        """The values of a property in the package document."""
        found = self.package.iter(f"{OPF}meta")
        return [meta.text or "" for meta in found if meta.get("property") == property]

    def lines(self, kind: str) -> list[Line]:
        """The lines of a list, "toc" or "page-list" or another of the navigation document's."""
        if not self._nav_path:
            return list(self._ncx_lines(_NCX_LISTS[kind])) if kind in _NCX_LISTS else []
        navs = (nav for nav in self._nav.iter(f"{XHTML}nav") if nav.get(EPUB_TYPE) == kind)
        nav = next(navs, None)
        return [
            Line(" ".join("".join(a.itertext()).split()), _address(a.get("href"), self._nav_path))
            for a in ([] if nav is None else nav.iter(f"{XHTML}a"))
        ]

    def _ncx_lines(self, name: str) -> Iterator[Line]:
        for point in _parsed(self.folder / self._ncx_path).iter(f"{_NCX}{name}"):
            label = point.findtext(f"{_NCX}navLabel/{_NCX}text") or ""
            source = point.find(f"{_NCX}content").get("src")
            yield Line(" ".join(label.split()), _address(source, self._ncx_path))

    @cached_property
    def calls(self) -> list[Call]:
        """Every call of a note in reading order: a link that is marked as one, or a raised number
        that leads to a place in the book."""
        found = [
            (path, a, _address(a.get("href"), path))
            for path in self.files
            for a in self.spine[_name(path)].iter(f"{XHTML}a")
            if "://" not in (a.get("href") or "://") and "#" in a.get("href") and _is_call(a)
        ]
        calls: dict[str, list[str]] = {}
        for path, a, note in found:
            calls.setdefault(note, []).extend(f"{_name(path)}#{id}" for id in _ids(a))
        return [
            Call(_call_address(a, path), note, self._way_back(note, calls[note]))
            for path, a, note in found
        ]

    def _way_back(self, note: str, calls: list[str]) -> str:
        """The first of the calls that a link in the note, or in its row of a table, leads to."""
        path = next((path for path in self.files if _name(path) == note.partition("#")[0]), "")
        block = self._note(note)
        row = None if block is None else next(block.iterancestors(f"{XHTML}tr"), block)
        links = () if row is None else row.iter(f"{XHTML}a")
        targets = (_address(a.get("href") or "", path) for a in links)
        return next((target for target in targets if target in calls), "")

    def _note(self, note: str) -> etree._Element | None:
        """The block of a note's text; nothing where the address leads nowhere."""
        element = self.find(note)
        while element is not None and element.tag in _INLINE:
            element = element.getparent()
        return element

    def note_text(self, call: Call) -> str:
        """All letters of a note, its number among them."""
        note = self._note(call.note)
        return "" if note is None else without_spaces("".join(note.itertext()))

    @property
    def pictured(self) -> str:
        """The address of the first figure, else the first document."""
        figures = (
            f"{file}#{figure.get('id')}"
            for file, tree in self.spine.items()
            for figure in tree.iter(f"{XHTML}figure")
            if figure.get("id")
        )
        return next(figures, next(iter(self.spine)))

    def find(self, href: str) -> etree._Element | None:
        """What an address names: an element, or the body of a document; nothing if not there."""
        file, _, id = href.partition("#")
        tree = self.documents.get(file)
        if tree is None:
            return None
        if not id:
            return tree.find(f"{XHTML}body")
        return next((each for each in tree.iter("*") if each.get("id") == id), None)

    def letters_from(self, href: str, count: int = 60) -> str:
        """The first letters from a place on, past the element's end too; none where it is not."""
        start = self.find(href)
        found = ""
        for text in () if start is None else _texts_from(start):
            found += without_spaces(text)
            if len(found) >= count:
                break
        return found[:count]

    def with_reachable_calls(self, folder: Path) -> EpubFile:
        """This, or where calls have no id, a copy in which they have one, since reading systems
        open places by their ids; the copy is left in the folder."""
        if all(call.call[-1] != "#" for call in self.calls):
            return self
        target = EpubFile(folder / self.epub.name, folder / "unzipped")
        with zipfile.ZipFile(self.epub) as old, zipfile.ZipFile(target.epub, "w") as new:
            for info in old.infolist():
                content = old.read(info)
                new.writestr(
                    info, self._identified(content) if info.filename in self.files else content
                )
        return target.unzipped()

    @staticmethod
    def _identified(content: bytes) -> bytes:
        """A document in which every link has an id, those that had none the number of the link."""
        numbers = iter(range(content.count(b"<a")))

        def mark(found: re.Match[bytes]) -> bytes:
            number = next(numbers)
            has_id = re.search(rb"\sid\s*=", found[0])
            return found[0] if has_id else b'<a id="link-%d"%s' % (number, found[0][2:])

        return re.sub(rb"<a\s[^>]*>", mark, content)


def _parsed(file: Path) -> etree._Element:
    return etree.fromstring(file.read_bytes(), _PARSER)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _joined(path: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))


def _address(href: str, path: str) -> str:
    """Where a link in the document at a path leads, as file#id."""
    file, mark, id = href.partition("#")
    return (_name(_joined(path, file)) if file else _name(path)) + mark + unquote(id)


def _is_call(a: etree._Element) -> bool:
    marks = {*(a.get(EPUB_TYPE) or "").split(), *(a.get("role") or "").split()}
    raised = a.getparent().tag == f"{XHTML}sup" or any(c.tag == f"{XHTML}sup" for c in a)
    text = "".join(a.itertext()).strip()
    return bool(marks & _CALLS) or (raised and not marks & _BACK and bool(_NUMBER.fullmatch(text)))


def _ids(a: etree._Element) -> list[str]:
    """The ids of a call: its own, of the sup around it or in it."""
    sups = [each for each in (a.getparent(), *a) if each.tag == f"{XHTML}sup"]
    return [id for each in (a, *sups) if (id := each.get("id"))]


def _call_address(a: etree._Element, path: str) -> str:
    """The address of a call; without an id where it has none."""
    return f"{_name(path)}#{next(iter(_ids(a)), '')}"


def _texts_from(element: etree._Element) -> Iterator[str]:
    """Texts in reading order from an element on, to the end of the body."""
    yield from element.itertext()
    while element.tag != f"{XHTML}body":
        yield element.tail or ""
        following = element.getnext()
        while following is not None:
            yield from following.itertext()
            yield following.tail or ""
            following = following.getnext()
        element = element.getparent()
