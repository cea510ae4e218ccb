"""From the command to dist/: one build at a time, nothing made twice, all outputs or none.

The flow itself is in octavo.pipeline.build, which is loaded only when something has to be made.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.executors import Workers, cores
from octavo.pipeline.inputs import remember, unchanged
from octavo.pipeline.options import BuildOptions, Progress
from octavo.pipeline.outputs import BuildReport, held, replace_outputs
from octavo.pipeline.workshop import open_workshop


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The report of a build, and whether nothing had to be made."""

    report: BuildReport
    unchanged: bool = False


def publish(options: BuildOptions, progress: Progress) -> BuildResult:
    """Make the editions that are asked for and put them into the output folder, all or none.

    Raises ManuscriptError with every finding of the run where one is an error, and OctavoError
    where a folder or a tool fails; then the last good editions are as they were.
    """
    with held(options, progress) as dist, open_workshop(options.root, options.use_cache) as shop:
        if options.use_cache and (report := unchanged(options, shop.folder)):
            return BuildResult(report, unchanged=True)
        from octavo.pipeline.build import build

        with Workers(options.jobs or cores(), ["octavo.pdf.engine"]) as workers:
            made = build(options, progress, shop, workers)
        progress.stage("Writing")
        replace_outputs(dist, made.artifacts, made.report)
        remember(options, shop.folder, made.read)
        return BuildResult(made.report)
