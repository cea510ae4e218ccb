"""From the command to dist/: one build at a time, nothing made twice, all outputs or none.

The flow itself is in octavo.pipeline.build, which is loaded only when something has to be made.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.executors import Workers, cores, processes, rarely_collected
from octavo.findings import ManuscriptError
from octavo.pipeline.inputs import begin, has_manuscript, remember, unchanged
from octavo.pipeline.options import BuildOptions, Progress
from octavo.pipeline.outputs import (
    BuildReport,
    held,
    of_earlier_builds,
    read_report,
    replace_outputs,
)
from octavo.pipeline.workshop import open_workshop, own_folder


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The report of a build, whether nothing had to be made, and files that older builds left."""

    report: BuildReport
    unchanged: bool = False
    earlier: tuple[str, ...] = ()


def publish(options: BuildOptions, progress: Progress) -> BuildResult:
    """Make the editions that are asked for and put them into the output folder, all or none.

    Raises ManuscriptError with every finding of the run where one is an error, and OctavoError
    where a folder or a tool fails; then editions made before are untouched.
    """
    if not has_manuscript(options.root):
        raise _nothing_to_publish(options)
    own = own_folder(options.root)
    kept = own if options.use_cache else None
    with held(options, own, progress), open_workshop(kept) as shop, rarely_collected():
        if own is None and options.use_cache:
            progress.say(".octavo/ cannot be used (links, damage or a read-only disk): no cache.")
        if kept and (report := unchanged(options, kept)):
            return BuildResult(report, True, of_earlier_builds(options.dist, report))
        since = begin(shop.folder)
        with _workers(options) as workers:
            from octavo.pipeline.build import build  # while the workers load what they need

            made = build(options, progress, shop, workers)
        progress.stage("Writing")
        last = read_report(options.dist)
        replace_outputs(options, made.artifacts, made.report)
        if kept:
            remember(options, kept, made.read, made.report, since)
        return BuildResult(made.report, False, of_earlier_builds(options.dist, made.report, last))


def _workers(options: BuildOptions) -> Workers:
    """Who sets pages: a cluster if one is named, else processes that load the page engine while
    this one reads."""
    if options.executor:
        from octavo.pipeline.cluster import cluster

        return cluster(options.executor)
    workers = processes(options.jobs or cores(), "octavo.pdf.engine.loaded")
    if options.sets_pages:
        workers.start()
    return workers


def _nothing_to_publish(options: BuildOptions) -> ManuscriptError:
    """Say so without leaving a trace: a folder named by mistake gets no dist/."""
    from octavo.pipeline.build import refused
    from octavo.reading import read

    return refused(read(options.root).findings, options.strict)
