"""Every task says what becomes of it when its worker is killed."""

import importlib
import pkgutil

from django_tasks.base import Task

import small_trades
from small_trades.config.working.repeating import AGAIN, BY_HAND, all_declared, may_run_twice, short_name

KILLED = "small_trades.shop.orders.tasks.send_confirmation"


def tasks_there_are() -> set[str]:
    """The short names of all tasks of the program."""
    found = set()
    for module in pkgutil.walk_packages(small_trades.__path__, "small_trades."):
        if module.name.endswith((".tasks", ".clocks")) and ".tests" not in module.name:
            loaded = importlib.import_module(module.name)
            here = [one for one in vars(loaded).values() if isinstance(one, Task)]
            found |= {short_name(one.module_path) for one in here}
    return found


def test_every_task_is_declared_and_no_other() -> None:
    there = tasks_there_are()
    assert len(there) > 50
    assert there == all_declared()


def test_no_task_is_declared_twice() -> None:
    names = [f"{app}.{name}" for apps in AGAIN.values() for app, those in apps.items() for name in those]
    assert len(names) == len(set(names))
    assert not set(names) & BY_HAND.keys()


def test_what_nobody_declared_is_not_done_twice() -> None:
    assert may_run_twice(KILLED)
    assert not may_run_twice("small_trades.shop.incidents.tasks.send_notices")
    assert not may_run_twice("small_trades.shop.orders.tasks.unheard_of")
