"""People of the toy, and caches emptied between tests."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from small_trades import privacy
from small_trades.privacy.testing import acting, django_db_setup, ledger_rows
from small_trades.privacy.tests.toy.doors import (
    COURT_DOOR,
    NEIGHBOUR_DOOR,
    OVERSEAS_DOOR,
    POST_DOOR,
    PRINTER_DOOR,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from small_trades.privacy.tests.toy.models import Member

__all__ = ["acting", "django_db_setup", "ledger_rows"]


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    from small_trades.privacy import _force, _policy
    from small_trades.privacy._consents import standing
    from small_trades.privacy._keys import epochs, store

    store.forget_cached()
    standing.forget_cached()
    _force.look_again()
    _policy._policy.cache_clear()
    epochs._load.cache_clear()
    POST_DOOR.sent.clear()
    POST_DOOR.failure = POST_DOOR.opener = None
    PRINTER_DOOR.printed.clear()
    for shelf in (NEIGHBOUR_DOOR, OVERSEAS_DOOR, COURT_DOOR):
        shelf.given.clear()
    yield
    store.forget_cached()
    standing.forget_cached()
    _force.look_again()
    _policy._policy.cache_clear()


@pytest.fixture
def program(acting: Callable[[privacy.Actor], None]) -> None:
    """The test acts as a task of the program."""
    acting(privacy.Actor.system("test.task"))


@pytest.fixture
def librarian() -> privacy.Actor:
    return privacy.Actor.staff(uuid4(), "librarian")


@pytest.fixture
def ada() -> Member:
    """A member whose values are planted nowhere else."""
    from small_trades.privacy.tests.toy.people import member

    return member("Ada麒麟", "Lovelace鳳凰", "ada@member.example")


@pytest.fixture
def bob() -> Member:
    from small_trades.privacy.tests.toy.people import member

    return member("Bob鸞鷲", "Builder鴻鵠", "bob@member.example")
