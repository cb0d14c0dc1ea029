"""One IMAP server for the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.imap import Post, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """A server of this module's own."""
    with serving(tmp_path_factory.mktemp("imap")) as post:
        yield post


@pytest.fixture
def post(server: Post) -> Iterator[Post]:
    """Its mailbox, empty."""
    yield server
    server.empty()
