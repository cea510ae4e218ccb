"""The first publication, copied and built once by its own publish.py, as its author would."""

from __future__ import annotations

import pytest
from first_publication import Publication, copy_publication


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The first book, built from nothing."""
    publication = copy_publication(tmp_path_factory.mktemp("first-book"))
    ended = publication.publish()
    assert ended.returncode == 0, ended.stderr
    return publication
