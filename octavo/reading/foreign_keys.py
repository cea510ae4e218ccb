"""The metadata keys of pandoc and Quarto, and what becomes of each here.

ALIASES    keys that mean what one of octavo's own means
IGNORED    keys without effect, with the sentence that says why or what to write in their place

Sources: pandoc 3.9's manual ("Metadata variables", "Variables for LaTeX", "EPUB Metadata"),
Quarto's reference for HTML, PDF, EPUB and books.
"""

from __future__ import annotations

ALIASES: dict[str, str] = {
    "language": "lang",
    "abstract": "description",
    "summary": "description",
    "keywords": "subjects",
    "keyword": "subjects",
    "subject": "subjects",
    "tags": "subjects",
    "categories": "subjects",
    "copyright": "rights",
    "publisher-place": "place",
    "publisher-location": "place",
    "license-url": "licence-url",
    "license": "licence",
    "authors": "author",
    "by-author": "author",
    "creators": "creator",
    "contributor": "contributors",
    "editors": "editor",
    "translators": "translator",
    "illustrators": "illustrator",
    "belongs-to-collection": "series",
    "group-position": "series-number",
    "cover-image": "cover",
    "epub-cover-image": "cover",
    "csl": "citation-style",
    "number-sections": "numbering.sections",
    "numbersections": "numbering.sections",
    "toc": "lists.contents",
    "table-of-contents": "lists.contents",
    "toc-depth": "lists.contents-depth",
    "lof": "lists.figures",
    "list-of-figures": "lists.figures",
    "lot": "lists.tables",
    "list-of-tables": "lists.tables",
    "papersize": "page.trim",
    "paper-size": "page.trim",
    "output-file": "slug",
    "reference-location": "reference-location",
    "smart": "smart-quotes",
}

_THEME = "the look is the theme's: see styles/."
_TEX = "octavo does not use LaTeX; the look is the theme's: see styles/."
_CODE = "octavo runs no code."
_WEB = "it belongs to web pages."
_TYPE = "the theme names the faces: see styles/."
_OUTPUT = "the editions are chosen on the command line."
_DIVISION = "write it as a division of the manuscript, such as “# Acknowledgements {.backmatter}”."
_NAMES = "references to figures and tables are in the book's language."
_LINKS = "citations and notes are always linked."

_GROUPS: dict[str, tuple[str, ...]] = {
    _THEME: (
        "linestretch", "indent", "indenting", "block-headings", "linkcolor", "urlcolor",
        "citecolor", "toccolor", "filecolor", "colorlinks", "linkcolor-contrast", "css",
        "stylesheet", "epub-stylesheet", "highlight-style", "syntax-highlighting", "code-block-bg",
        "code-block-border-left", "monobackgroundcolor", "backgroundcolor", "fontcolor",
        "linkstyle", "pagestyle", "whitespace", "layout", "header", "footer", "headertext",
        "footertext", "toc-title", "lof-title", "lot-title", "abstract-title", "fig-align",
        "fig-cap-location", "tbl-cap-location", "cap-location", "maxwidth", "document-css",
        "number-offset", "number-depth", "secnumdepth", "shift-heading-level-by", "brand",
    ),
    _TEX: (
        "documentclass", "classoption", "beamerarticle", "handout", "header-includes",
        "include-in-header", "include-before", "include-before-body", "include-after",
        "include-after-body", "hyperrefoptions", "boxlinks", "links-as-notes", "microtypeoptions",
        "pdf-engine", "pdf-engine-opt", "pdf-engine-opts", "latex-engine", "latex-auto-mk",
        "latex-auto-install", "latex-clean", "latex-max-runs", "latex-min-runs", "latex-makeindex",
        "latex-output-dir", "latex-tinytex", "keep-tex", "biblatexoptions", "natbiboptions",
        "biblatex", "natbib", "biblio-style", "biblio-title", "cite-method", "csquotes",
        "babel-lang", "babeloptions", "polyglossia-lang", "pdfa", "pdfstandard", "pdf-standard",
        "top-level-division", "template", "template-partials", "subparagraph", "nocite-ids",
        "pdftrailerid", "zero-width-non-joiner", "title-meta", "author-meta", "date-meta",
    ),
    _TYPE: (
        "fontsize", "mainfont", "sansfont", "monofont", "mathfont", "CJKmainfont", "CJKsansfont",
        "CJKmonofont", "CJKoptions", "mainfontoptions", "sansfontoptions", "monofontoptions",
        "mathfontoptions", "mainfontfallback", "sansfontfallback", "monofontfallback",
        "romanfont", "fontfamily", "fontfamilyoptions", "fontenc", "font-paths", "epub-fonts",
        "epub-embed-font", "codefont", "mathjax", "html-math-method",
    ),
    "the size is page: {trim: 148mm x 210mm}; margins are the theme's.": (
        "geometry", "margin", "margin-left", "margin-right", "margin-top", "margin-bottom",
        "grid", "page-layout",
    ),
    _CODE: (
        "execute", "jupyter", "knitr", "engine", "engines", "params", "kernel", "ipynb-filters",
        "code-fold", "code-tools", "code-link", "code-line-numbers", "code-overflow",
        "code-summary", "code-copy", "code-annotations", "fig-width", "fig-height", "fig-format",
        "fig-dpi", "fig-asp", "df-print", "freeze", "cache", "echo", "eval", "warning", "error",
        "message", "output", "keep-md", "keep-ipynb", "server", "runtime", "shiny", "filters",
        "filter", "lua-filter", "extensions", "shortcodes", "resource-path", "prefer-html",
    ),
    _WEB: (
        "website", "comments", "image", "image-alt", "image-width", "image-height", "listing",
        "anchor-sections", "smooth-scroll", "favicon", "google-analytics", "open-graph",
        "twitter-card", "search", "navbar", "sidebar", "page-navigation", "search-terms", "doi",
        "google-scholar", "canonical-url", "aliases", "respect-user-color-scheme", "draft",
        "self-contained", "embed-resources", "standalone", "citations-hover", "footnotes-hover",
        "crossrefs-hover", "lightbox", "link-external-icon", "link-external-newwindow",
        "body-classes", "quotes", "title-block-style", "title-block-banner", "toc-location",
        "toc-expand", "html", "revealjs", "about", "repo-url", "repo-actions", "section-divs",
        "ibooks", "epub-subdirectory", "epub-chapter-level", "split-level", "epub-title-page",
        "epub-metadata", "minimal", "title-prefix", "titleprefix",
    ),
    _OUTPUT: (
        "format", "to", "from", "writer", "reader", "project", "book", "chapters", "appendices",
        "output-dir", "metadata-file", "metadata-files", "input-files", "variables", "profile",
        "verbosity", "log-file", "tab-stop", "wrap", "columns", "dpi", "eol", "file-scope",
        "version", "history", "type", "profiles", "validate-yaml", "editor_options", "vscode",
    ),
    _DIVISION: (
        "thanks", "acknowledgements", "acknowledgments", "dedication", "funding", "epigraph",
        "foreword", "preface", "colophon",
    ),
    _NAMES: (
        "crossref", "crossrefs", "figureTitle", "tableTitle", "listingTitle", "figPrefix",
        "tblPrefix", "eqnPrefix", "secPrefix", "lofTitle", "lotTitle", "autoSectionLabels",
        "chapters-prefix", "linkReferences", "cref", "dir",
    ),
    _LINKS: ("link-citations", "link-bibliography", "suppress-bibliography", "lang-citations"),
    "write “# Sources {role=bibliography}” for another heading.": ("reference-section-title",),
    "the citation style decides it.": (
        "notes-after-punctuation", "citation-abbreviations", "citation-location", "citeproc",
        "citation", "citation-hanging-indent",
    ),
    "an author's name stands alone on the title page.": (
        "affiliation", "affiliations", "institute", "institutes", "email", "orcid", "degrees",
        "correspondence", "corresponding", "titlegraphic", "logo", "department", "running-head",
        "short-title", "title-short", "journal", "article", "review", "coverage", "relation",
        "source", "mathspec", "hidelinks", "subtitle-prefix",
    ),
}  # fmt: skip

IGNORED: dict[str, str] = {key: reason for reason, keys in _GROUPS.items() for key in keys}

CSL_HOSTS = ("www.zotero.org/styles/", "raw.githubusercontent.com/citation-style-language/")
"""Addresses that pandoc's users write for a style; the last part of the path is its name."""
