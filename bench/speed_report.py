"""Tables and plots of what bench.speed has measured."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

from bench.watched import Run

YARDSTICK = "plain"


def table(found: dict[str, list[Run]], bars: dict[str, str]) -> str:
    """Medians, ratios to plain beside what was aimed at, and peak memory in MB."""
    seconds = {name: statistics.median(run.seconds for run in runs) for name, runs in found.items()}
    plain = seconds[YARDSTICK]
    lines = [
        "| | seconds | ratio to plain | aim | main process, MB | largest other, MB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, runs in found.items():
        own = statistics.median(run.own for run in runs)
        below = statistics.median(run.below for run in runs)
        other = f"{below:.0f}" if below else ""
        lines.append(
            f"| {name} | {seconds[name]:.2f} | {seconds[name] / plain:.3f} | {bars.get(name, '')} |"
            f" {own:.0f} | {other} |"
        )
    runs = len(found[YARDSTICK])
    return "\n".join([*lines, "", f"Medians of {runs} runs, all ways in turn."])


def growth_table(grown: dict[int, dict[str, Run]]) -> str:
    """Times at each size beside the first, and peak memory."""
    lines = [
        "| | chapters | seconds | times the first | main process, MB | largest other, MB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    first = grown[1]
    for name in first:
        for times, runs in grown.items():
            run = runs[name]
            lines.append(
                f"| {name} | {times} × | {run.seconds:.2f} | {run.seconds / first[name].seconds:.2f}"
                f" | {run.own:.0f} | {f'{run.below:.0f}' if run.below else ''} |"
            )
    return "\n".join(lines)


def draw_growth(grown: dict[int, dict[str, Run]], path: Path) -> None:
    """Draw time and memory over the size of the book; the same figures give the same bytes."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "octavo", "svg.fonttype": "none"})
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(8, 3), layout="constrained")
    sizes = sorted(grown)
    for name, marker in zip(grown[1], "os^", strict=False):
        left.plot(sizes, [grown[n][name].seconds for n in sizes], marker=marker, label=name)
        right.plot(sizes, [grown[n][name].largest for n in sizes], marker=marker, label=name)
    for axes, title in ((left, "seconds"), (right, "MB, largest process")):
        axes.set(xscale="log", yscale="log", xlabel="times the chapters", title=title)
        axes.set_xticks(sizes, [str(n) for n in sizes])
        axes.grid(alpha=0.3)
    left.legend()
    figure.savefig(path, metadata={"Date": None})


def put(document: Path, name: str, text: str) -> None:
    """Put a table between its two marks in a document."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    old = document.read_text("utf-8")
    inner = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    document.write_text(inner.sub(lambda _: f"{begin}\n{text}\n{end}", old), "utf-8")
