"""What must be true before the program starts; each thing that is not has an id, a sentence and a hint."""

from __future__ import annotations

from small_trades.privacy._broker import socket_path
from small_trades.privacy._inventory.broker import far_problems
from small_trades.privacy._inventory.columns import model_problems
from small_trades.privacy._inventory.continuing import ledger_problems
from small_trades.privacy._inventory.declaration import declaration_problems, policy_text_items
from small_trades.privacy._inventory.live import live_problems
from small_trades.privacy._inventory.problems import StartProblem
from small_trades.privacy._inventory.stores import secret_problems, store_problems
from small_trades.privacy.errors import StartRefused

__all__ = ["StartProblem", "check_start", "policy_text_items", "start_problems"]


def start_problems(*, with_stores: bool = True) -> list[StartProblem]:
    """Everything that keeps the program from starting. Without stores, only what the code itself declares.

    Where a broker holds keys and ledger, it has checked those when it started (`broker_problems`).
    """
    problems = [*model_problems(), *declaration_problems()]
    if socket_path():
        return [*problems, *(far_problems() if with_stores else ())]
    problems += store_problems()
    if with_stores:
        problems += [*live_problems(), *secret_problems(), *ledger_problems()]
    return problems


def check_start(*, with_stores: bool = True) -> None:
    """StartRefused, listing every problem. A server calls this before it listens."""
    problems = start_problems(with_stores=with_stores)
    if problems:
        raise StartRefused(problems)
