"""Book and markup -> EPUB 3.3.

edition       the flow: build_epub
content       a division's markup -> a content document
semantics     what its parts are for those who hear it; directions: languages, which way they run
drawings      SVG, inlined where it has words
page_breaks   the pages of the printed book, at the very character
navigation    contents, landmarks, page list
metadata      what the package says, accessibility computed from the content
css           what a style sheet does; typefaces: which characters are set in which face
package       the container; the only importer of EbookLib
"""

from __future__ import annotations

from octavo.epub.edition import build_epub

__all__ = ["build_epub"]
