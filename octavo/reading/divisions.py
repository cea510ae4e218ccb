"""From parsed files to divisions: what begins where, what it is, which number it has.

A heading of the first level starts a division. Files are read on as one text: what stands
before a file's first heading belongs to the division before it. Text before the very first
heading is a preamble without title; a manuscript without any such heading is one chapter that
carries the book's title.
"""

from __future__ import annotations

from octavo.book.structure import Matter
from octavo.book.terms import Terms
from octavo.findings import Finding, finding
from octavo.publication import Publication
from octavo.reading.drafts import Draft
from octavo.reading.identity import Register, slug, xml_name
from octavo.reading.places import location_of
from octavo.reading.roles import ROLES, character
from octavo.reading.trees import Element, add_class, classes, is_blank, make, plain_text, unwrap

_RANK = {Matter.COVER: 0, Matter.FRONT: 1, Matter.BODY: 2, Matter.BACK: 3}


def divide(bodies: list[Element], title: str) -> list[Draft]:
    """Cut parsed bodies at their first-level headings; an empty list where nothing is written."""
    drafts: list[Draft] = []
    current: Draft | None = None
    for body in bodies:
        if not is_blank(body.text):
            body.insert(0, make("p", body.text))
            body.text = None
        _open_boxes(body)
        for block in list(body):
            if block.tag == "h1":
                current = Draft(location_of(block), heading=block)
                drafts.append(current)
                body.remove(block)
                block.tail = None
                continue
            if current is None:
                current = Draft(location_of(block), role="preamble", listed=False)
                drafts.append(current)
            current.body.append(block)
    if drafts and drafts[0].role == "preamble" and not _says_anything(drafts[0].body):
        del drafts[0]
    if len(drafts) == 1 and drafts[0].role == "preamble":
        only = drafts[0]
        only.role, only.listed, only.unnumbered = "chapter", True, True
        only.heading = make("h1", title)
    return drafts


def _open_boxes(body: Element) -> None:
    """Open fenced divisions around first-level headings; these take their classes and language.

    ::: {.frontmatter} around a preface says the same as the class on its heading.
    """
    while boxes := [block for block in body if block.tag == "div" and block.find("h1") is not None]:
        for box in boxes:
            for heading in box.findall("h1"):
                add_class(heading, *classes(box))
                for name in ("lang", "dir"):
                    if box.get(name) and not heading.get(name):
                        heading.set(name, box.get(name) or "")
            unwrap(box)


def _says_anything(body: Element) -> bool:
    return (
        bool(plain_text(body)) or next(body.iter("img", "hr", "o-math", "o-call"), None) is not None
    )


def characterise(drafts: list[Draft], findings: list[Finding]) -> None:
    """Give each division its role and matter, from the attributes of its heading."""
    state = Matter.FRONT
    for draft in drafts:
        heading = draft.heading
        if draft.role == "chapter":
            traits = character(
                (heading.get("class") or "").split(), heading.get("role"), draft.location, findings
            )
            draft.role, draft.classes = traits.role, traits.classes
            draft.unnumbered = draft.unnumbered or traits.unnumbered
            draft.listed = ROLES[traits.role].listed and not traits.unlisted
            wanted = traits.matter
        else:
            wanted = None
        draft.language = heading.get("lang")
        draft.matter = _matter(draft, wanted, state, findings)
        state = draft.matter
        if not plain_text(heading):
            draft.listed = draft.listed and draft.role in ("chapter", "part", "appendix")


def _matter(draft: Draft, said: Matter | None, state: Matter, findings: list[Finding]) -> Matter:
    role = ROLES[draft.role]
    wanted = said or (state if role.floating and state is not Matter.FRONT else role.matter)
    if _RANK[wanted] >= _RANK[state]:
        return wanted
    names = {Matter.BODY: "the chapters have begun", Matter.BACK: "the back matter has begun"}
    findings.append(
        finding(
            "matter-order",
            f"“{plain_text(draft.heading) or draft.role}” stands after {names[state]};"
            " it was left there.",
            draft.location,
            "Move it, or give it the matter it stands in: {.backmatter}."
            if state is Matter.BACK
            else "Move it before the first chapter, or take {.frontmatter} away.",
        )
    )
    return state


def identify(drafts: list[Draft], register: Register, findings: list[Finding]) -> None:
    """Claim all ids that the author gave, then name the divisions that have none."""
    for draft in drafts:
        wanted = draft.heading.get("id")
        if wanted and not draft.heading.get("data-auto"):
            draft.id = register.claim(wanted, draft.location, findings)
            register.taken.add(f"{draft.id}-title")
        claim_ids(draft.body, register, findings)
    for draft in drafts:
        if not draft.id:
            title = plain_text(draft.heading)
            made = draft.heading.get("id") or slug(title)
            draft.id = register.new(xml_name(made) if title else draft.role, titled=True)
            register.aliases[draft.location.path, made] = draft.id


def claim_ids(tree: Element, register: Register, findings: list[Finding]) -> None:
    """Claim the ids inside a tree for the author."""
    for element in tree.iter():
        wanted = element.get("id")
        if wanted is not None and not element.get("data-auto"):
            element.set("id", register.claim(wanted, location_of(element), findings))


def number(drafts: list[Draft], publication: Publication, terms: Terms) -> None:
    """Number chapters through the book, parts in roman, appendices by letters."""
    counts = {"chapter": 0, "part": 0, "appendix": 0}
    part: str | None = None
    for draft in drafts:
        if draft.role == "part":
            part = draft.id
        elif draft.matter is not Matter.BODY:
            part = None
        else:
            draft.part_id = part
        right_matter = draft.matter is ROLES[draft.role].matter
        if not ROLES[draft.role].numbered or draft.unnumbered or not right_matter:
            continue
        if not publication.numbering.chapters:
            continue
        counts[draft.role] += 1
        count = counts[draft.role]
        word = {"chapter": terms.chapter, "part": terms.part, "appendix": terms.appendix}
        forms = {"chapter": str(count), "part": roman(count), "appendix": letters(count)}
        draft.number = forms[draft.role]
        draft.label = f"{word[draft.role]} {draft.number}"


def roman(number: int) -> str:
    """A number in capital roman numerals; from 1 to 3999."""
    signs = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    text = ""
    for value, sign in signs:
        times, number = divmod(number, value)
        text += sign * times
    return text


def letters(number: int) -> str:
    """A, B ... Z, AA, AB ... for 1, 2 ..."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
