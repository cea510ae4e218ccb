"""Documents that go with a book and are none of its divisions: a cover wrap, a job sheet, the
instructions of a booklet."""

from __future__ import annotations

from collections.abc import Mapping

from octavo.artifacts import MarkupDocument, Medium
from octavo.book.structure import Matter
from octavo.layouts import markup
from octavo.layouts.environment import renderer_of
from octavo.layouts.markup import q
from octavo.layouts.rendering import render_tree
from octavo.layouts.theme import Theme


def paper_document(
    theme: Theme, name: str, values: Mapping[str, object], title: str, language: str,
    stylesheets: tuple[str, ...] = (),
) -> MarkupDocument:  # fmt: skip
    """Render the layout of that name, with the theme's sheets for pages and then those given.

    The name is the document's division id and role too. Raises ManuscriptError where a layout of
    the publication has errors.
    """
    tree = render_tree(renderer_of(theme.layouts), name, values)
    pictures = dict.fromkeys(e.get("src", "") for e in tree.iter(q("img")))
    return MarkupDocument(
        division_id=name,
        role=name,
        matter=Matter.BODY,
        medium=Medium.PAGE,
        xhtml=markup.write(tree),
        title=title,
        stylesheets=(*theme.sheets(Medium.PAGE), *stylesheets),
        assets=tuple(pictures),
        bare=True,
        language=language,
    )
