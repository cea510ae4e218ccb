"""A Dask cluster on this machine makes the bytes that this machine makes alone."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from bench.synthetic import Size, write_book
from octavo.pipeline.cluster import ClusterError
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish

SIZE = Size(chapters=6, words=700, notes=4, images=1)


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cluster") / "book"
    write_book(root, SIZE)
    return root


@pytest.fixture(scope="module")
def alone(book: Path) -> dict[str, bytes]:
    return made(BuildOptions(book, jobs=1, use_cache=False))


def made(options: BuildOptions) -> dict[str, bytes]:
    """What a build leaves in dist/."""
    shutil.rmtree(options.dist, ignore_errors=True)
    publish(options, Silence())
    return {path.name: path.read_bytes() for path in sorted(options.dist.iterdir())}


def address(cluster: LocalCluster) -> str:
    return str(cluster.scheduler_address).replace("tcp://", "dask://")


def test_a_cluster_gives_the_same_bytes(
    book: Path, alone: dict[str, bytes], cluster: LocalCluster
) -> None:
    options = BuildOptions(book, executor=address(cluster), use_cache=False)
    assert made(options) == alone


def test_a_worker_that_is_killed_in_the_middle_costs_nothing_but_time(
    book: Path, alone: dict[str, bytes], cluster: LocalCluster
) -> None:
    killed: list[int] = []

    class Killing(Silence):
        """Kills a worker as soon as the first division is set."""

        def step(self) -> None:
            if not killed:
                first = next(iter(cluster.workers.values()))
                killed.append(first.pid)
                os.kill(first.pid, signal.SIGKILL)

    options = BuildOptions(book, executor=address(cluster), use_cache=False)
    shutil.rmtree(options.dist, ignore_errors=True)
    publish(options, Killing())
    assert killed
    assert {path.name: path.read_bytes() for path in sorted(options.dist.iterdir())} == alone


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("dask://127.0.0.1:1", "Nobody answers at dask://127.0.0.1:1."),
        ("tcp://127.0.0.1:8786", "is no address of a cluster"),
        ("dask://somewhere", "is no address of a cluster"),
    ],
)
def test_a_cluster_that_is_not_there_is_told(book: Path, named: str, said: str) -> None:
    with pytest.raises(ClusterError, match=said):
        publish(BuildOptions(book, executor=named, use_cache=False), Silence())
