"""Book + Theme + medium -> MarkupDocument: what the parts of a book look like.

theme        a look: faces, style sheets, layouts, switches (manifest: theme.yaml)
textblock    where the text stands on a page of any trim
laying       each division into the layout of its role
views        the values that layouts see
environment  Jinja on a short rein
notes, formulas, markup, semantics   what is done on the tree
furniture    running heads and folios;  outline  the bookmarks;  booklet  how to fold it
wrap         back, spine and front of the printed cover;  papers  what goes with the book
builtin/     the themes that ship with octavo
"""

from octavo.layouts.booklet import instructions_document
from octavo.layouts.furniture import furniture_documents, proof_furniture
from octavo.layouts.job_sheet import job_sheet_document
from octavo.layouts.laying import direction_of, lay_out
from octavo.layouts.outline import outline
from octavo.layouts.theme import Theme, builtin_themes, load_theme
from octavo.layouts.wrap import spine_names, wrap_document

__all__ = [
    "Theme",
    "builtin_themes",
    "direction_of",
    "furniture_documents",
    "instructions_document",
    "job_sheet_document",
    "lay_out",
    "load_theme",
    "outline",
    "proof_furniture",
    "spine_names",
    "wrap_document",
]
