"""What every installed app answers about a person, found by file name.

    subject_data.py   COVERS = (Order, Shipment)      the models with a person in them
                      held(subject) -> Iterable[Held] what is held, where from, and what becomes of it
                      forget(subject) -> int          remove the rows whose keys died; how many
                      end_sessions(subject) -> int    where the app keeps any
                      under_way(subject) -> bool      an answer is owed, though leaving would end it
                      adopting(guest, into) -> None   let what else names a guest name the person they are
    farewell.py       prepare(subject, erasure) -> bool    carry the address for the last mail
                      send(subject, erasure) -> bool       write there; whether it could. Raises DoorError
                      drop(subject) -> None                destroy that key
    recipients.py     tell_erasure(subject, recipients) -> tuple[str, ...]     ids of those who were told
                      tell_correction(subject, recipients) -> tuple[str, ...]
                      tell_stop(subject, recipients) -> tuple[str, ...]
                      prepare_erasure(subject, recipients) -> None    note what it takes before it goes
                      standing(subject, recipients) -> dict[str, Standing]   how far they know

All but COVERS and `held` may be missing; an app without these modules holds nobody's information.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache, partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

from small_trades.privacy._broker.questions import ASKABLE, asker

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType


@lru_cache(maxsize=1)
def modules() -> dict[str, tuple[ModuleType, ...]]:
    """The modules of each name, in the order in which the apps are installed."""
    found: dict[str, list[ModuleType]] = {name: [] for name in ASKABLE}
    for config in apps.get_app_configs():
        for name in ASKABLE:
            if find_spec(f"{config.name}.{name}") is not None:
                found[name].append(import_module(f"{config.name}.{name}"))
    return {name: tuple(those) for name, those in found.items()}


def load_answers() -> None:
    """Load the modules now; whoever asks first would otherwise wait for all of them."""
    modules()


def verbs(module: str, name: str) -> tuple[Callable[..., Any], ...]:
    """The functions of this name in the apps' modules of that name.

    In a broker they are asked of the process that called: what the apps hold is there.
    """
    own = tuple(getattr(app, name) for app in modules()[module] if hasattr(app, name))
    ask = asker()
    return own if ask is None else tuple(partial(ask, module, name, place) for place in range(len(own)))


def apps_rows() -> AbstractContextManager[None]:
    """A transaction on the apps' tables; in a broker there are none, and whoever called has it open."""
    return nullcontext() if asker() is not None else transaction.atomic()
