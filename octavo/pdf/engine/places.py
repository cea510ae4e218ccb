"""Where in the manuscript a block of a galley was written."""

from __future__ import annotations

from octavo.artifacts import TypesetJob
from octavo.findings import Location
from octavo.pdf.engine.source_text import is_block
from octavo.pdf.engine.tree import Element, parents


class Places:
    """Finds the block around an element and its place in the manuscript."""

    def __init__(self, job: TypesetJob, root: Element) -> None:
        self._known = dict(job.block_locations)
        self._around = parents(root)

    def block(self, element: Element | None) -> Element | None:
        """The nearest block with an id around an element."""
        while element is not None and not is_block(element):
            element = self._around.get(element)
        return element

    def around(self, element: Element) -> Element | None:
        """The element around an element."""
        return self._around.get(element)

    def location(self, element: Element | None) -> Location | None:
        """The place of the nearest block: file, line and column where the job knows them, else
        the path "#<block id>", which the pipeline knows how to read."""
        block = self.block(element)
        if block is None:
            return None
        name = block.get("id", "")
        path, *numbers = self._known.get(name, f"#{name}").rsplit(":", 2)
        if len(numbers) == 2 and all(number.isdigit() for number in numbers):
            return Location(path, int(numbers[0]), int(numbers[1]))
        return Location(f"#{name}")
