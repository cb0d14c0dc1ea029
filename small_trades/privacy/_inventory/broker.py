"""What each side of a broker checks before it starts: its own stores, and that the other one fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from small_trades.privacy._broker import socket_path
from small_trades.privacy._broker.verbs import policy_there
from small_trades.privacy._inventory.continuing import ledger_problems
from small_trades.privacy._inventory.live import live_problems
from small_trades.privacy._inventory.problems import StartProblem
from small_trades.privacy._inventory.stores import secret_problems, store_problems, weak_secrets
from small_trades.privacy._policy import policy
from small_trades.privacy.errors import PrivacyError, StartRefused

if TYPE_CHECKING:
    from collections.abc import Iterator


def far_problems() -> Iterator[StartProblem]:
    """In a process that asks a broker: its own store, and whether the broker speaks for the same policy."""
    yield from live_problems(("default",))
    yield from weak_secrets({"SECRET_KEY": settings.SECRET_KEY.encode()})
    try:
        there = policy_there()
    except PrivacyError as error:
        hint = "Start it with `small-trades broker`, for the user this process runs as."
        yield StartProblem("privacy.E026", f"The broker at {socket_path()}: {error}.", hint)
        return
    if there != policy().version:
        yield StartProblem(
            "privacy.E027",
            f"The broker declares version {there} of the policy, this process version {policy().version}.",
            "Run the same release on both sides, and restart the broker first.",
        )


def check_broker() -> None:
    """StartRefused, listing what keeps a broker from starting: the stores and secrets that it holds."""
    problems = [
        *store_problems(),
        *live_problems(("keys", "ledger")),
        *secret_problems(),
        *ledger_problems(),
    ]
    if problems:
        raise StartRefused(problems)
