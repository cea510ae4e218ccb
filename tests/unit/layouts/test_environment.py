"""Layouts from strangers: every fault is a sentence with a place, no layout runs away."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from octavo.findings import Location, ManuscriptError
from octavo.layouts.environment import Layout, Markup, Renderer


@dataclass(frozen=True, slots=True)
class Book:
    title: str
    number: str = "1"


def render(source, **values):
    layouts = (
        Layout("own.html.j2", "styles/own.html.j2", source),
        Layout("base.html.j2", "octavo/base.html.j2", "<{% block text %}{% endblock %}>", True),
    )
    return Renderer(layouts).render("own.html.j2", values)


def fault(source, **values):
    with pytest.raises(ManuscriptError) as caught:
        render(source, **values)
    (said,) = caught.value.findings
    assert said.location.path == "styles/own.html.j2"
    return said


def test_values_are_escaped_unless_they_are_markup():
    assert render("{{ a }}{{ b }}", a="<i>&", b=Markup("<i>")) == "&lt;i&gt;&amp;<i>"


def test_an_undefined_name_points_to_line_and_column():
    said = fault("one\n  {{ titel }}")
    assert (said.code, said.location) == ("layout-undefined", Location("styles/own.html.j2", 2, 6))


def test_an_undefined_attribute_is_answered_with_the_nearest_name():
    said = fault("{{ book.titel }}", book=Book("T"))
    assert said.code == "layout-undefined"
    assert "“titel” is nothing that a book has" in said.message
    assert said.hint == "did you mean “title”?"


def test_an_undefined_name_in_a_condition_is_an_error_too():
    assert fault("{% if nothing %}x{% endif %}").code == "layout-undefined"


def test_a_fault_under_a_builtin_layout_still_points_into_the_publications_own():
    said = fault('{% extends "base.html.j2" %}\n{% block text %}\n{{ nope }}{% endblock %}')
    assert (said.code, said.location.line) == ("layout-undefined", 3)


@pytest.mark.parametrize("source", ["{% for %}", "{{ 1 ", "a\n{% endblock %}", "{% nonsense %}"])
def test_a_layout_that_jinja_cannot_read_is_a_finding(source):
    assert fault(source).code == "layout-syntax"


@pytest.mark.parametrize("source", [
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
])  # fmt: skip
def test_a_layout_nested_too_deeply_is_a_finding(source):
    assert fault(source).code == "layout-syntax"


@pytest.mark.parametrize("source", ['{% extends "bas.html.j2" %}', '{% include "bas.html.j2" %}'])
def test_a_missing_layout_is_answered_with_the_nearest_name(source):
    said = fault(source)
    assert said.code == "layout-missing"
    assert "base.html.j2" in said.hint


LOOP = "{% for i in range(70) %}"
DOUBLING = '{% set ns = namespace(x="aaaaaaaaaa") %}' + LOOP + "BODY{% endfor %}{{ ns.x }}"


@pytest.mark.parametrize("source", [
    "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(999999999) %}{% endfor %}",
    "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
    "{% macro m(n) %}{% if n < 60 %}{{ m(n + 1) }}{{ m(n + 1) }}{% endif %}{% endmacro %}{{ m(0) }}",
    '{% include "own.html.j2" %}{% include "own.html.j2" %}',
    "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}",
    DOUBLING.replace("BODY", "{% set ns.x = ns.x ~ ns.x %}"),
    DOUBLING.replace("BODY", "{% set ns.x = ns.x + ns.x %}"),
    DOUBLING.replace("BODY", "{% set ns.x = [ns.x, ns.x]|join %}"),
    DOUBLING.replace("BODY", "{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}"),
    DOUBLING.replace("BODY", "{% set ns.x = [ns.x, ns.x] %}"),
    DOUBLING.replace('"aaaaaaaaaa"', '["a"]').replace("BODY", "{% set ns.x = ns.x + ns.x %}"),
    "{{ 'a' * 10000000000 }}", "{{ [1] * 10000000000 }}", "{{ 9 ** 9 ** 9 }}",
    "{{ '%1000000000d' % 1 }}", "{{ '{:>999999999}'.format(1) }}",
    "{% set ns = namespace(x=9999999999) %}" + LOOP + "{% set ns.x = ns.x * ns.x %}{% endfor %}",
])  # fmt: skip
def test_a_layout_that_comes_to_no_end_is_stopped(source):
    assert fault(source).code == "layout-failed"


@pytest.mark.parametrize("source", [
    "{{ ''.__class__ }}", "{{ book.__init__ }}", "{{ book.__class__.__mro__ }}",
    "{{ [].append(1) }}", "{{ book|attr('__class__') }}", "{{ 1 / 0 }}", "{{ book }}",
    "{{ [1, book] }}", "{{ 'a'.encode() }}", "{{ 'x'|random }}",
    "{{ lipsum() }}", "{{ cycler }}", "{{ joiner }}", "{{ dict() }}", "{{ range.__globals__ }}",
])  # fmt: skip
def test_nothing_but_the_values_can_be_reached(source):
    assert fault(source, book=Book("T")).code in (
        "layout-failed",
        "layout-undefined",
        "layout-syntax",
    )


def test_a_fault_of_a_builtin_layout_is_a_bug():
    layout = Layout("own.html.j2", "octavo/own.html.j2", "{{ nope }}", True)
    with pytest.raises(Exception, match="nope") as caught:
        Renderer((layout,)).render("own.html.j2", {})
    assert not isinstance(caught.value, ManuscriptError)


def test_a_spent_budget_does_not_reach_the_next_layout():
    renderer = Renderer((
        Layout("hungry", "styles/hungry", "{% for a in range(9999) %}{% for b in range(9999) %}"
               "{% endfor %}{% endfor %}"),
        Layout("plain", "styles/plain", "{% for a in range(3) %}{{ a }}{% endfor %}"),
    ))  # fmt: skip
    with pytest.raises(ManuscriptError):
        renderer.render("hungry", {})
    assert renderer.render("plain", {}) == "012"
