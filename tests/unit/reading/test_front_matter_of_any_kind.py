from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.reading import pandoc_inlines as inlines
from octavo.reading.foreign_keys import ALIASES, IGNORED
from octavo.reading.front_matter import read_publication
from octavo.reading.settings import GROUPS, OWN
from octavo.reading.sources import decode, read_sources

KEYS = sorted(OWN | ALIASES.keys() | set(GROUPS) | {"documentclass", "nonsense", "<<"})
VALUES = st.recursive(
    st.sampled_from(["", "~", "yes", "12", "A5", "2026-02-30", '"@{"', "'x: y'", "|\n  text", "é"])
    | st.text("abc:-{}[]&*!|>'\"#%@` \n\t\u200f\u0645", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["name", "trim", "role", "text", "a"]), inner, max_size=2
        ).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=6,
)
YAML = st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=5).map(
    lambda pairs: "\n".join(f"{key}: {value}" for key, value in pairs)
)
CALM = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@CALM
@given(YAML)
def test_whatever_stands_in_the_front_matter_is_answered(tmp_path: Path, yaml: str) -> None:
    (tmp_path / "book.md").write_text(f"---\n{yaml}\n---\n\n# One\n", encoding="utf-8", newline="")
    publication, findings = read_publication(tmp_path)
    assert publication is not None
    assert publication.metadata.title
    assert publication.metadata.identifier
    assert publication.slug
    lines = yaml.count("\n") + 4
    assert all(item.location is None or 1 <= item.location.line <= lines for item in findings)
    read_sources(publication)


@given(st.binary(max_size=200))
def test_any_bytes_become_text_that_xml_can_hold_or_a_finding(content: bytes) -> None:
    text, findings = decode(content, "a.md")
    if text is None:
        assert findings
    else:
        ElementTree.fromstring(f"<p>{inlines.Writer({}).xhtml([{'t': 'Str', 'c': text}])}</p>")
        assert findings or "\ufffd" not in text or b"\xef\xbf\xbd" in content


@given(st.text(max_size=40))
def test_any_prefix_or_suffix_is_well_formed(text: str) -> None:
    written = inlines.Writer({}).xhtml(inlines.read(inlines.joined(text)))
    ElementTree.fromstring(f"<p>{written}</p>")


def test_no_foreign_key_is_both_taken_and_ignored() -> None:
    assert ALIASES.keys() & IGNORED.keys() == set()
    assert OWN & IGNORED.keys() == set()


def test_foreign_keys_are_taken_for_keys_that_octavo_has() -> None:
    for foreign, own in ALIASES.items():
        group, _, field = own.partition(".")
        assert own in OWN or (group in GROUPS and field), foreign
