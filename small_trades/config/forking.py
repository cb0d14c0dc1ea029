"""The supervisor and its web workers share no connection to a store: the server would mix up their answers.

Workers are forked, and a connection, or a pool of them, goes through a fork as it is.
https://www.postgresql.org/docs/current/libpq-connect.html: "forking a process with open libpq connections"
"""

from typing import Any

from django.db import connections


def close_connections() -> None:
    """In the supervisor, before it forks: close every connection, and the pools they come from."""
    for wrapper in _opened():
        wrapper.close()
        if getattr(type(wrapper), "_connection_pools", None):
            wrapper.close_pool()


def forget_connections() -> None:
    """In a worker, before anything else: leave alone what the supervisor has opened since.

    Nothing is closed: psycopg leaves connections of another process, and closing would end the supervisor's.
    """
    for wrapper in _opened():
        pools = getattr(type(wrapper), "_connection_pools", None)
        if pools:
            wrapper.connection = None
            pools.clear()


def _opened() -> list[Any]:
    # Pools are PostgreSQL's alone.
    return list(connections.all(initialized_only=True))
