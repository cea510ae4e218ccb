"""What content documents need beside them: pictures, fonts, style sheets, a page for the cover."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Literal

from octavo.artifacts import Face
from octavo.epub import css
from octavo.epub.content import Draft, finish_head
from octavo.epub.drawings import drawing_file, read_drawing
from octavo.epub.names import COVER
from octavo.epub.package import Resource
from octavo.epub.typefaces import characters_by_face, names_families
from octavo.epub.xhtml import EPUB, XHTML, parse, serialise, tag
from octavo.fonts import coverage, subset_webfont

FontForm = Literal["woff2", "opentype"]
_FORMATS = {"woff2": "woff2", "otf": "opentype", "ttf": "truetype"}


def images(
    drafts: Sequence[Draft],
    pictures: Mapping[str, tuple[bytes, str]],
    named: Mapping[str, str],
    cover: str,
) -> tuple[Resource, ...]:
    """The pictures that documents or style sheets show, and the cover image.

    pictures give (bytes, media type) by publication path, named their files; cover is the path
    of the cover's picture. A drawing is no cover image: reading systems want pixels there.
    """
    shown = {image.get("src") for each in drafts for image in each.tree.iter(tag("img"))}
    sheets = {sheet for each in drafts for sheet in each.stylesheets}
    resources = []
    for path, (content, media_type) in pictures.items():
        file = named[path]
        if path == cover and media_type != "image/svg+xml":
            resources.append(Resource("cover-image", file, media_type, content, ("cover-image",)))
        elif file in shown or any(path in sheet for sheet in sheets):
            if media_type == "image/svg+xml":
                content = drawing_file(read_drawing(content))
            id = f"image-{file.removeprefix('images/')}"
            resources.append(Resource(id, file, media_type, content))
    return tuple(resources)


def fonts(
    drafts: Sequence[Draft], faces: Callable[[], Sequence[Face]], form: FontForm = "woff2"
) -> tuple[tuple[Resource, ...], str]:
    """The faces in use, cut to their characters, and the rules that declare them.

    faces are asked for only where a document names families.
    """
    trees = [
        (each.tree, each.stylesheets)
        for each in drafts
        if names_families(each.tree, each.stylesheets)
    ]
    used = characters_by_face(trees, faces(), coverage) if trees else {}
    resources, rules = [], []
    for face, characters in used.items():
        stem = "-".join([*face.family.lower().split(), str(face.weight)])
        content = subset_webfont(face, characters, form=form)
        extension, media_type = _font_kind(content, form)
        stem = f"{stem}-italic" if face.style == "italic" else stem
        name = f"{stem}.{extension}"
        resources.append(Resource(f"font-{name}", f"fonts/{name}", media_type, content))
        rules.append(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
            f' font-style: {face.style}; src: url("../fonts/{name}") format("{_FORMATS[extension]}"); }}\n'
        )
    return tuple(resources), "".join(rules)


def _font_kind(content: bytes, form: FontForm) -> tuple[str, str]:
    """Extension and media type: outlines of CFF make an .otf, others a .ttf (EPUB 3.3, 3.2)."""
    if form == "woff2":
        return "woff2", "font/woff2"
    return ("otf", "font/otf") if content.startswith(b"OTTO") else ("ttf", "font/ttf")


def styles(
    drafts: Sequence[Draft],
    font_rules: str,
    named: Mapping[str, str],
    mend: Callable[[str], str] = str,
) -> tuple[tuple[Resource, ...], dict[tuple[str, ...], str]]:
    """One file for each list of style sheets that occurs (nearly always one), and which is whose.

    mend is done to the text of each file last.
    """
    own = (files("octavo.epub") / "epub.css").read_text(encoding="utf-8")
    addresses = {path: f"../{file}" for path, file in named.items()}
    resources: list[Resource] = []
    whose: dict[tuple[str, ...], str] = {}
    for sheets in dict.fromkeys(each.stylesheets for each in drafts):
        number = f"-{len(whose) + 1}" if whose else ""
        whose[sheets] = f"styles/book{number}.css"
        text = "\n".join([font_rules + own, *(css.fit_for_epub(s, addresses) for s in sheets)])
        resources.append(Resource(f"style{number}", whose[sheets], "text/css", mend(text).encode()))
    return tuple(resources), whose


def cover_page(
    image: Resource, title: str, alternative: str, language: str, style: str
) -> Resource:
    """A page for the cover image, for a book whose layouts have none."""
    from xml.sax.saxutils import quoteattr  # loads an HTTP client

    tree = parse(
        f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}" lang={quoteattr(language)}'
        f" xml:lang={quoteattr(language)}><head/>"
        '<body class="cover"><section class="cover-page" epub:type="cover">'
        f"<img src={quoteattr(image.file)} alt={quoteattr(alternative)}"
        ' role="doc-cover"/></section></body></html>'
    )
    finish_head(tree, title, style)
    return Resource("text-cover", COVER, "application/xhtml+xml", serialise(tree))
