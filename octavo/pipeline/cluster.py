"""Workers of a Dask cluster: --executor dask://host:port.

A cluster's machines have not this one's files, so what a division is set with (faces, drawings)
travels once to each worker, by digest. Jobs and results are pickled: name only a scheduler that
you trust.
"""

from __future__ import annotations

import atexit
import re
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from functools import cache
from pathlib import Path

from octavo import __version__
from octavo.artifacts import Galley, TypesetJob
from octavo.cache import write_aside
from octavo.executors import Pool, Workers
from octavo.findings import OctavoError
from octavo.pipeline.versions import layout_versions

SCHEME = "dask://"
ADDRESS = re.compile(r"dask://[\w.\[\]:-]+:\d{1,5}")
PATIENCE = 10
"""Seconds to wait for the scheduler, and for its first worker."""

Supplies = Mapping[str, bytes]
"""Files by the sha256 of their bytes."""


class ClusterError(OctavoError):
    """The cluster cannot be used."""


def cluster(address: str) -> Workers:
    """The workers of the Dask scheduler at dask://host:port; it is asked when it is first needed.

    Raises ClusterError where distributed is not installed or the address has another form; and
    when it is used, where nobody answers or its workers would set pages otherwise than this
    machine.
    """
    try:
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise ClusterError(
            "Dask is not installed, so there is no cluster to work on.",
            "Install octavo[dask], or build without --executor.",
        ) from error
    if not ADDRESS.fullmatch(address):
        raise ClusterError(
            f"“{address}” is no address of a cluster.", "Write --executor dask://HOST:PORT."
        )
    deaths = (KilledWorker, CancelledError)  # the second where what was shared died with it
    return Workers(2, lambda: _connect(address), deaths, elsewhere=True)


def _connect(address: str) -> Pool:
    """Reach the scheduler, and see that its workers set pages as this machine does."""
    from distributed import Client

    host = address.removeprefix(SCHEME)
    try:
        client = Client(f"tcp://{host}", timeout=PATIENCE, set_as_default=False)
    except OSError as error:
        raise ClusterError(
            f"Nobody answers at {address}.",
            f"Start one there: dask scheduler --port {host.rpartition(':')[2]}.",
        ) from error
    executor = client.get_executor(pure=False)

    def end() -> None:
        executor.shutdown(wait=False)
        client.close()

    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        _compare(client.run(versions), address)
    except TimeoutError as error:
        end()
        raise ClusterError(
            f"The cluster at {address} has no workers.",
            f"Start some: dask worker tcp://{host} --nthreads 1.",
        ) from error
    except BaseException:
        end()
        raise
    # In a list, since the values of a dict would be scattered one by one.
    return Pool(executor, end, lambda value: client.scatter([value], broadcast=True, hash=False)[0])


def versions() -> tuple[str, ...]:
    """What decides how this machine sets pages."""
    return (f"octavo {__version__}", *layout_versions())


def _compare(found: Mapping[str, tuple[str, ...]], address: str) -> None:
    for worker, theirs in sorted(found.items()):
        for mine, its in zip(versions(), theirs, strict=True):
            if mine != its:
                raise ClusterError(
                    f"A worker of {address} ({worker}) has {its}, and this machine {mine}:"
                    " its pages would differ.",
                    "Install the same versions on all machines of the cluster.",
                )


def supplies(jobs: Sequence[TypesetJob]) -> Supplies:
    """The files that jobs are set with: all faces and drawings, each once."""
    files = {face.digest: face.path for job in jobs for face in job.faces}
    for job in jobs:
        files |= {each.digest: each.file for each in job.pictures if each.kind == "drawing"}
    return {digest: Path(path).read_bytes() for digest, path in sorted(files.items())}


def typeset_with(job: TypesetJob, files: Supplies) -> Galley:
    """Set a division where only the files that came along can be read."""
    from octavo.pdf.engine import typeset

    for digest, content in files.items():
        path = _store() / digest
        if not path.exists():
            write_aside(path, content)
    faces = tuple(replace(face, path=str(_store() / face.digest)) for face in job.faces)
    pictures = tuple(replace(each, file=str(_store() / each.digest)) for each in job.pictures)
    return typeset(replace(job, faces=faces, pictures=pictures))


@cache
def _store() -> Path:
    """This worker's folder for files, as long as it lives."""
    folder = tempfile.TemporaryDirectory(prefix="octavo-")
    atexit.register(folder.cleanup)
    return Path(folder.name)
