"""Headings become nested sections, by depth and not by the level that was written.

A heading after h1 may be an h3; PDF/UA 7.4.2 and every navigation tree want h2 there. Element
and class follow the nesting, data-look keeps the author's level for the theme.
"""

from __future__ import annotations

from octavo.findings import Finding, finding
from octavo.reading.drafts import Draft
from octavo.reading.identity import Register, slug, xml_name
from octavo.reading.places import AT, location_of
from octavo.reading.trees import Element, add_class, classes, make, plain_text, remove_class

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SWITCHES = ("unnumbered", "unlisted", "-")


def nest(draft: Draft, register: Register, findings: list[Finding], *, numbered: bool) -> None:
    """Turn the headings of a division's body into sections, in place.

    With numbered, sections of a numbered division get numbers such as 2.1, which are written
    into their headings. A heading inside a quotation, list or table begins no section.
    """
    if any(True for _ in draft.body.iter(*HEADINGS)):
        prefix = draft.number if numbered else None
        _Nesting(draft, register, findings, prefix).nest(draft.body, 1, 1)


class _Nesting:
    """One division's headings on their way into sections."""

    def __init__(
        self, draft: Draft, register: Register, findings: list[Finding], prefix: str | None
    ) -> None:
        self.draft = draft
        self.register = register
        self.findings = findings
        self.prefix = prefix
        self.counts = [0] * 7

    def nest(self, container: Element, depth: int, look: int) -> None:
        open_sections: list[tuple[int, Element]] = []
        for block in list(container):
            if block.tag in HEADINGS:
                level = max(int(block.tag[1]), 2)
                while open_sections and open_sections[-1][0] >= level:
                    open_sections.pop()
                above = open_sections[-1][0] if open_sections else look
                parent = open_sections[-1][1] if open_sections else container
                section = self._section(block, level, above, depth + len(open_sections) + 1)
                if parent is container:
                    container.insert(container.index(block), section)
                else:
                    parent.append(section)
                section.append(block)
                block.tail = None
                open_sections.append((level, section))
                continue
            if open_sections:
                open_sections[-1][1].append(block)
            inner = open_sections[-1][0] if open_sections else look
            if block.tag in ("div", "section"):
                self.nest(block, depth + len(open_sections), inner)
            else:
                for heading in block.iter(*HEADINGS):
                    heading.tag = "p"
                    if heading.attrib.pop("data-auto", None):
                        del heading.attrib["id"]
                    add_class(heading, "subheading")

    def _section(self, heading: Element, level: int, above: int, depth: int) -> Element:
        depth = min(depth, 6)
        if level > above + 1:
            self.findings.append(
                finding(
                    "heading-skipped",
                    f"A heading of level {level} follows one of level {above};"
                    f" it was read as level {depth}.",
                    location_of(heading),
                    f"Write {'#' * (above + 1)} for the next level below.",
                )
            )
        id, title_id = self._ids(heading)
        section = make("section", id=id, class_=f"level{depth}")
        section.set(AT, str(location_of(heading)))
        self._number(heading, id, depth)
        remove_class(heading, *_SWITCHES[:1], "-")
        add_class(section, *classes(heading))
        heading.attrib.pop("class", None)
        heading.attrib.pop("role", None)
        heading.tag = f"h{depth}"
        heading.set("id", title_id)
        heading.set("data-look", str(level))
        return section

    def _ids(self, heading: Element) -> tuple[str, str]:
        """The ids of section and heading: the author's, or made of the title."""
        given = heading.get("id")
        if given and not heading.attrib.pop("data-auto", None):
            return given, self.register.new(f"{given}-title")
        made = given or slug(plain_text(heading))
        id = self.register.new(xml_name(made), titled=True)
        self.register.aliases[location_of(heading).path, made] = id
        return id, f"{id}-title"

    def _number(self, heading: Element, id: str, depth: int) -> None:
        if not self.prefix or {"unnumbered", "-"} & set(classes(heading)):
            return
        self.counts[depth] += 1
        self.counts[depth + 1 :] = [0] * (6 - depth)
        counts = ".".join(str(count) for count in self.counts[2 : depth + 1])
        self.draft.section_numbers[id] = f"{self.prefix}.{counts}"
        mark = make("span", self.draft.section_numbers[id], class_="number")
        mark.tail = " " + (heading.text or "")
        heading.text = None
        heading.insert(0, mark)
