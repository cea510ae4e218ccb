"""The documents say what is so: made pages as they are made, settings, commands and links."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from dev.findings_page import PAGE, findings_page
from octavo.cli.command import octavo
from octavo.reading.people import KEYS
from octavo.reading.settings import GROUPS, SINGLE, kebab

PROJECT = Path(__file__).parent.parent.parent
DOCUMENTS = [PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted(PROJECT.glob("docs/**/*.md"))]
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^octavo ([a-z]+)\b(.*)", re.MULTILINE)


def named(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def test_the_page_of_findings_is_what_the_catalogue_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == findings_page()  # make docs


def test_every_setting_of_the_front_matter_is_told() -> None:
    page = (PROJECT / "docs/front-matter.md").read_text(encoding="utf-8")
    told = set(re.findall(r"[a-z]+(?:-[a-z]+)*", " ".join(re.findall(r"`[^`\n]+`", page))))
    assert SINGLE | set(KEYS) | set(GROUPS) <= told
    for group, shape in GROUPS.items():
        (keys,) = re.findall(rf"^\| `{group}: {{(.+?)}}`", page, re.MULTILINE)
        assert keys.split(", ") == [kebab(item.name) for item in fields(shape)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_links_lead_to_files_that_are_there(path: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", _FENCED.sub("", path.read_text(encoding="utf-8")))
    links = [link.partition("#")[0] for link in _LINK.findall(text) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_pictures_of_the_readme_are_there() -> None:
    text = _FENCED.sub("", (PROJECT / "README.md").read_text(encoding="utf-8"))
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert len(pictures) >= 2
    assert [path for path in pictures if not (PROJECT / path).is_file()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_commands_and_their_options_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = [*_FENCED.findall(text), *re.findall(r"`([^`\n]+)`", _FENCED.sub("", text))]
    for verb, rest in _COMMAND.findall("\n".join(code)):
        assert verb in octavo.commands, f"octavo {verb}"
        known = {name for option in octavo.commands[verb].params for name in option.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known | {"--help"}


def test_the_map_names_every_room() -> None:
    design = (PROJECT / "docs/design.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in PROJECT.glob("octavo/*/__init__.py")}
    assert {room for room in rooms if f"octavo/{room}/" not in design} == set()


def test_every_decision_is_in_the_index() -> None:
    index = (PROJECT / "docs/decisions/README.md").read_text(encoding="utf-8")
    records = sorted(path.name for path in PROJECT.glob("docs/decisions/[0-9]*.md"))
    assert re.findall(r"\]\((\d+[^)]+)\)", index) == records
