"""A layout and values in, a tree out: what a layout of the publication gets wrong is a finding."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from octavo.findings import ManuscriptError
from octavo.layouts import markup
from octavo.layouts.environment import Renderer
from octavo.layouts.markup import Element


def render_tree(renderer: Renderer, name: str, values: Mapping[str, object]) -> Element:
    """Render the layout of a role ("chapter", "furniture").

    Raises ManuscriptError where it cannot be rendered (Renderer.render), or makes no XHTML
    (layout-malformed).
    """
    layout = layout_name(name)
    try:
        return markup.parse(renderer.render(layout, values))
    except etree.XMLSyntaxError as error:
        raise malformed(
            renderer, name, f"what this layout makes is not XHTML: {error.msg}"
        ) from error


def malformed(renderer: Renderer, name: str, message: str) -> ManuscriptError:
    """The error of a role's layout that makes what is no document of the book."""
    return renderer.refused("layout-malformed", message, layout_name(name))


def layout_name(role: str) -> str:
    """The name of a role's layout, in themes and in a publication's styles/."""
    return f"{role}.html.j2"
