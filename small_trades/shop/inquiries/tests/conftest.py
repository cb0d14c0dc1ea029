"""A mailbox for the tests of this folder, and a reader of PDFs in haste."""

from collections.abc import Iterator

import pytest

from small_trades.shop.inquiries.tests.mailing import inbox
from small_trades.shop.inquiries.tests.reading import in_haste
from tests.imap import Post, serving


@pytest.fixture(scope="module")
def mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """A server of the module's own."""
    with serving(tmp_path_factory.mktemp("imap")) as post:
        yield post


@pytest.fixture
def post(mail_server: Post) -> Iterator[Post]:
    """The shop's mailbox, empty, and the shop reads it."""
    with inbox(mail_server):
        yield mail_server
    mail_server.empty()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader of PDFs that may take one second of a processor."""
    in_haste(monkeypatch)
