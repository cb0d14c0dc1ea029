"""Errors as they come about, with values of somebody in everything they carry."""

from small_trades.shop.faults.seen import Seen, seen

VALUE = "山田 太郎 yamada@example.jp 090-1234-5678"


class NoRoomError(Exception):
    """Says whom there was no room for."""


def failing(typed: str) -> None:
    """Fail with what somebody typed in the message, an argument and a local variable."""
    kept = {"name": typed}
    try:
        int(kept["name"])
    except ValueError as error:
        raise NoRoomError(f"no room for {kept}", typed) from error


def a_failure(route: str = "checkout:details", typed: str = VALUE) -> Seen:
    """One error, as it is kept."""
    try:
        failing(typed)
    except NoRoomError as error:
        return seen(error, route)
    raise AssertionError
