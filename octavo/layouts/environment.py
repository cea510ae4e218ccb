"""Jinja, kept on a short rein: the only importer of jinja2.

Layouts come from strangers too, so they run in Jinja's immutable sandbox with a budget: every
turn of a loop, every macro or block entered and every character made is counted, and a layout
that runs out of it ends with a finding. Undefined names are errors. Values are escaped unless
they are Markup. A layout sees no files, no network, no clock and no chance.

    layouts + values -> XHTML text, or a ManuscriptError whose finding points into a layout
"""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, cast

import jinja2
from jinja2 import nodes, pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from octavo.findings import Finding, Location, ManuscriptError, finding

__all__ = ["Layout", "Markup", "Renderer", "renderer_of"]

STEPS = 1_000_000
"""Turns of loops, macros and blocks that one layout may take: a hundred times a long index."""

CHARACTERS = 128_000_000
"""Characters that one layout may make, in all its steps together."""

RANGE = 10_000

_STRING_METHODS = frozenset({
    "capitalize", "endswith", "isdigit", "lower", "lstrip", "rstrip", "split", "startswith",
    "strip", "title", "upper",
})  # fmt: skip
_LIST_FILTERS = (
    "count", "d", "default", "first", "groupby", "last", "length", "list", "map", "max", "min",
    "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique",
)  # fmt: skip
_TEXT_FILTERS = ("abs", "capitalize", "int", "lower", "title", "trim", "upper")
"""Jinja's filters whose result is not longer than what they are given; join is octavo's own."""


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """The text of one layout: its name for Jinja, the path that findings show, the source."""

    name: str
    path: str
    source: str
    builtin: bool = False


class Renderer:
    """Renders the layouts of one theme; keeps the parsed templates, nothing else."""

    def __init__(self, layouts: Iterable[Layout]) -> None:
        self._layouts = {layout.name: layout for layout in layouts}
        self._by_path = {layout.path: layout for layout in self._layouts.values()}
        self._environment = _environment(self._load)
        self._read_last: Layout | None = None

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Render one layout with plain values.

        Raises ManuscriptError with layout-syntax, layout-undefined or layout-failed where a
        layout of the publication is at fault; a fault of a built-in layout is a bug.
        """
        self._environment.budget.refill()
        try:
            return self._environment.get_template(name).render(values)
        except Exception as error:
            said = self._explain(error)
            if said is None:
                raise
            raise _refusal(said) from error

    def refused(self, code: str, message: str, name: str, trace: str = "") -> ManuscriptError:
        """The error of a layout as a whole; where a trace is given, at its first line with that.

        A layout may build on others of the publication, so those are looked through too.
        """
        own = (layout for layout in self._layouts.values() if not layout.builtin)
        for layout in (self._layouts[name], *own) if trace else ():
            for number, line in enumerate(layout.source.splitlines(), 1):
                if trace in line and not layout.builtin:
                    return _refusal(finding(code, message, Location(layout.path, number)))
        return _refusal(finding(code, message, Location(self._layouts[name].path)))

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        layout = self._layouts.get(name)
        self._read_last = layout
        return (layout.source, layout.path, lambda: True) if layout else None

    def _explain(self, error: Exception) -> Finding | None:
        if isinstance(error, jinja2.TemplateSyntaxError):
            place = Location(error.filename or error.name or "styles", error.lineno)
            return finding("layout-syntax", f"the layout cannot be read: {error.message}", place)
        if isinstance(error, RecursionError | SyntaxError | MemoryError):
            # Jinja and Python compile by recursion: the layout read last is nested too deeply.
            last = self._read_last
            if last and not last.builtin and not self._frames(error):
                message = "the layout cannot be read: it is nested too deeply"
                return finding("layout-syntax", message, Location(last.path))
        frames = self._frames(error)
        if not frames or all(self._by_path[frame.filename].builtin for frame in frames):
            # A layout that asks for a missing one has no frame of its own under extends.
            return None
        frame = next(f for f in reversed(frames) if not self._by_path[f.filename].builtin)
        line = frame.lineno or 1
        if isinstance(error, jinja2.TemplateNotFound):
            message = f"there is no layout “{error.message}”"
            hint = self._nearest_layout(error.message or "")
            return finding("layout-missing", message, Location(frame.filename, line), hint)
        if isinstance(error, _Unknown):
            column = self._column(frame.filename, line, error.unknown)
            place = Location(frame.filename, line, column)
            return finding("layout-undefined", str(error), place, error.hint)
        if isinstance(error, _OutOfBudget | RecursionError | MemoryError | OverflowError):
            message = "the layout was stopped: its loops or calls come to no end"
        else:
            message = f"the layout failed: {error}"
        return finding("layout-failed", message, Location(frame.filename, line))

    def _frames(self, error: Exception) -> list[traceback.FrameSummary]:
        """Where in the layouts an error passed, outermost first."""
        frames = traceback.extract_tb(error.__traceback__)
        return [frame for frame in frames if frame.filename in self._by_path]

    def _column(self, path: str, line: int, name: str) -> int:
        lines = self._by_path[path].source.splitlines()
        return lines[line - 1].find(name) + 1 or 1 if line <= len(lines) else 1

    def _nearest_layout(self, name: str) -> str | None:
        near = get_close_matches(name, self._layouts, 1)
        return f"did you mean “{near[0]}”?" if near else None


@lru_cache(maxsize=4)
def renderer_of(layouts: tuple[Layout, ...]) -> Renderer:
    """The renderer of a theme's layouts; both media, furniture and papers share what it compiled."""
    return Renderer(layouts)


def _refusal(said: Finding) -> ManuscriptError:
    return ManuscriptError("the theme's layouts have errors", None, (said,))


# --- names that are not there ---


class _Unknown(jinja2.UndefinedError):
    """A name or attribute that no value has."""

    def __init__(self, message: str, unknown: str, hint: str | None) -> None:
        super().__init__(message)
        self.unknown = unknown
        self.hint = hint


class _Undefined(jinja2.StrictUndefined):
    """Like StrictUndefined, with a sentence for the author."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_exception is not jinja2.UndefinedError:
            raise self._undefined_exception(self._undefined_message)
        if dataclasses.is_dataclass(owner):
            known = [item.name for item in dataclasses.fields(owner)]
            kind = type(owner).__name__.lower()
            message = f"“{name}” is nothing that a {kind} has"
        else:
            known = []
            message = f"“{name}” is not known in this layout"
        near = get_close_matches(name, known, 1)
        hint = f"did you mean “{near[0]}”?" if near else (
            f"it has: {', '.join(known)}" if known else None)  # fmt: skip
        raise _Unknown(message, name, hint)


for _method in [name for name, value in vars(jinja2.StrictUndefined).items() if callable(value)]:
    # Jinja binds its own method to every operator when the class is made.
    setattr(_Undefined, _method, _Undefined._fail_with_undefined_error)


# --- the budget ---


class _OutOfBudget(Exception):
    """A layout did more than any book needs."""


class _Budget:
    """What is left of the steps and characters of one layout."""

    def __init__(self) -> None:
        self.refill()

    def refill(self) -> None:
        self.steps = STEPS
        self.characters = CHARACTERS

    def spend(self, characters: int, steps: int = 1) -> None:
        self.steps -= steps
        self.characters -= characters
        if self.steps < 0 or self.characters < 0:
            raise _OutOfBudget

    def printed(self, value: Any) -> Any:
        # Only texts and numbers can be printed: a list's own form is never what is wanted.
        if isinstance(value, jinja2.Undefined):
            return value
        if not isinstance(value, str | int | float):
            raise TypeError(f"a {type(value).__name__} cannot be printed, only texts and numbers")
        self.spend(len(value) if isinstance(value, str) else 20, 0)
        return value

    def turns(self, items: Iterable[object], characters: int) -> Iterator[object]:
        for item in items:
            self.spend(characters)
            yield item


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox with a budget: loops, macros, blocks and joined texts are counted."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    budget: _Budget

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template: nodes.Template = _Joined().visit(super()._parse(source, name, filename))
        for loop in list(template.find_all(nodes.For)):
            loop.iter = _charge(cast(nodes.Expr, loop.iter), "turns", loop)
        entered = (nodes.Macro, nodes.Block, nodes.CallBlock)
        parts: list[Any] = [template, *template.find_all(entered)]
        for part in parts:
            spent = _charge(nodes.Const(None), "spent", part)
            part.body.insert(0, nodes.ExprStmt(spent, lineno=part.lineno))
        template.set_environment(self)
        return template

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str):
            return attr in _STRING_METHODS
        if dataclasses.is_dataclass(obj):
            return attr in {item.name for item in dataclasses.fields(obj)}
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        # "{:>999999999}".format(1) would fill the memory: no formatting at all.
        return None

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+" and not numbers:
            self.budget.spend(len(left) + len(right))
        elif operator == "**" or not numbers:
            raise TypeError(f"“{operator}” is for numbers, and ** is not for layouts")
        elif abs(left) + abs(right) > 1 << 64:
            raise OverflowError
        return super().call_binop(context, operator, left, right)


class _Joined(NodeTransformer):
    """Turns a ~ b into a join, which is counted."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (Jinja's name)
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, "join", [], [], None, None, lineno=node.lineno)


def _charge(value: nodes.Expr, name: str, body: nodes.Node) -> nodes.Filter:
    text = sum(len(item.data) for item in body.find_all(nodes.TemplateData))
    return nodes.Filter(value, name, [nodes.Const(text)], [], None, None, lineno=body.lineno)


def _environment(load: Callable[[str], Any]) -> _Environment:
    """An environment whose globals and filters are octavo's choice and no more."""
    budget = _Budget()
    environment = _Environment(
        loader=jinja2.FunctionLoader(load), autoescape=True, undefined=_Undefined,
        finalize=budget.printed, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        cache_size=-1,
    )  # fmt: skip
    environment.budget = budget
    environment.filters = {name: FILTERS[name] for name in _LIST_FILTERS}
    environment.filters |= {name: _guarded(FILTERS[name], budget) for name in _TEXT_FILTERS}
    environment.filters |= _counting_filters(budget)
    environment.globals = {"range": _range, "namespace": jinja2.utils.Namespace}
    return environment


def _range(start: int, stop: int | None = None, step: int = 1) -> range:
    numbers = range(start) if stop is None else range(start, stop, step)
    if len(numbers) > RANGE:
        raise OverflowError
    return numbers


def _guarded(plain: Callable[..., Any], budget: _Budget) -> Callable[..., Any]:
    def guarded(value: object, *args: object, **kwargs: object) -> object:
        return plain(budget.printed(value), *args, **kwargs)

    return guarded


def _counting_filters(budget: _Budget) -> dict[str, Callable[..., Any]]:
    # A filter that takes the context is never folded away when a layout is compiled.
    @pass_context
    def turns(context: Context, items: Iterable[object], characters: int) -> Iterator[object]:
        return budget.turns(items, characters)

    @pass_context
    def spent(context: Context, value: object, characters: int) -> object:
        budget.spend(characters)
        return value

    @pass_context
    def join(context: Context, items: Iterable[object], between: str = "") -> Markup:
        return escape(between).join(budget.printed(item) for item in items)

    def escaped(value: object) -> Markup:
        return escape(budget.printed(value))

    return {"turns": turns, "spent": spent, "join": join, "e": escaped, "escape": escaped}
