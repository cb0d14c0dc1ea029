"""A web worker asks the stores through connections of its own."""

import os
from typing import Any

import pytest
from django.db import connections

from small_trades.config.forking import close_connections, forget_connections

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def _server_process() -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _in_a_child() -> int:
    """The server process that answers a forked child, or 0 where it went wrong."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        told = 0
        try:
            forget_connections()
            told = _server_process()
        finally:
            os.write(writing, str(told).encode())
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return int(pipe.read())


def test_a_child_shares_no_connection() -> None:
    connections["default"].ensure_connection()
    if connections["default"].vendor == "sqlite":
        forget_connections()
        assert connections["default"].connection is not None, "a file is left as it is"
        return
    ours = _server_process()
    childs = _in_a_child()
    assert childs not in {0, ours}
    assert _server_process() == ours, "and ours still answers"


def test_the_supervisor_holds_none_when_it_forks() -> None:
    store: Any = connections["default"]
    store.ensure_connection()
    is_in_memory = store.vendor == "sqlite" and store.is_in_memory_db()
    close_connections()
    assert is_in_memory or connections["default"].connection is None
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
