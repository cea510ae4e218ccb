"""Scripts, forms and their like never pass, wherever they hide; each is found at its place."""

from __future__ import annotations

import pytest

from octavo.findings import Severity
from octavo.reading.dialect import parse_markdown
from octavo.reading.places import stamp
from octavo.reading.safety import clean

ACTIVE = (
    "<script>alert(1)</script>",
    "Text <script>alert(1)</script> text",
    "<SCRIPT src=x></SCRIPT>",
    "<div><script>x</script></div>",
    "<iframe src='http://x'></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<form action=x><input></form>",
    '<meta http-equiv="refresh" content="0">',
    "<base href='http://x'>",
    '<link rel="attachment" href="file:///etc/passwd">',
    "<svg onload=alert(1)><script>x</script></svg>",
    "<svg/onload=alert(1)></svg>",
    "<p onclick=alert(1)>x</p>",
    "<b onmouseover='x'>y</b>",
    "[x]{onclick=alert(1)}",
    "# Title {onclick=alert(1)}",
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](JaVaScRiPt&colon;alert(1))",
    "<javascript:alert(1)>",
    "[x](data:text/html,x)",
    "[x]\n\n[x]: vbscript:x",
    "<a href='java&#115;cript:alert(1)'>x</a>",
    "[x](file:///etc/passwd)",
    "<style>p { background: url(http://x) }</style>",
    "<math><a xlink:href='javascript:x'>y</a></math>",
    '<a href="http://ok" onfocus="x" autofocus>y</a>',
    "<video src=x></video>",
)


@pytest.mark.parametrize("payload", ACTIVE)
@pytest.mark.parametrize("mode", ["safe", "trusted"])
def test_what_is_active_is_an_error_at_its_place(payload: str, mode: str) -> None:
    parsed = parse_markdown(f"Before.\n\n{payload}\n", "book.md", raw_html=mode)  # type: ignore[arg-type]
    stamp(parsed.root, "book.md")
    found = [*parsed.findings, *clean(parsed.root, mode)]  # type: ignore[arg-type]
    errors = [each for each in found if each.severity is Severity.ERROR]
    assert errors
    assert all(each.location and each.location.line == 3 for each in errors)
    tags = {element.tag for element in parsed.root.iter()}
    assert not tags & {"script", "iframe", "object", "embed", "form", "meta", "base", "link", "svg"}
    for element in parsed.root.iter():
        assert not any(name.startswith("on") for name in element.attrib)
        address = (element.get("href") or "").lower()
        assert not address.startswith(("javascript", "data:", "vbscript", "file", "java"))


def test_a_style_that_loads_is_left_out_with_a_finding() -> None:
    parsed = parse_markdown('<p style="background: url(http://x)">x</p>', "book.md")
    stamp(parsed.root, "book.md")
    assert [each.location.column for each in clean(parsed.root) if each.location] == [1]
    assert parsed.root[0].get("style") is None


def test_an_author_cannot_write_octavos_own_elements() -> None:
    source = "<o-note name='1'>x</o-note>\n\n<div><o-cite mode='text'></o-cite></div>"
    tags = {element.tag for element in parse_markdown(source, "book.md").root.iter()}
    assert not tags & {"o-note", "o-cite"}
