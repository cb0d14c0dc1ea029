"""Every module with verbs that a broker answers. Their names are in the modules, behind `@brokered`."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from django.urls import get_resolver

from small_trades.privacy._broker import brokered
from small_trades.privacy._policy import policy

_MODULES: Final = (
    *(
        "_adopt",
        "_breach",
        "_budget.counting",
        "_collect",
        "_gate",
        "_giving",
        "_lookup",
        "_person",
        "_posting",
        "_record",
        "_retention",
        "_sweep",
        "_use",
    ),
    *("_wayout", "_ledger"),
    *("_consents.closing", "_consents.giving", "_consents.keeping"),
    *(
        "_keys.closed",
        "_keys.drill",
        "_keys.ending",
        "_keys.retention",
        "_keys.rotation",
        "_keys.status",
        "_keys.store",
    ),
    *("_rights.ending", "_rights.erasing", "_rights.keeping", "_rights.requests"),
    *("_rights.returned", "_rights.subject_data"),
)

PROBE_SECONDS: Final = 2.0


def load() -> None:
    """Import them all, so that the table of verbs is whole, and what a web process does, for its look-ups."""
    for module in _MODULES:
        import_module(f"small_trades.privacy.{module}")
    get_resolver().check()  # walks every URL, and so loads every view


@brokered
def policy_there() -> int:
    """The version of the policy that the broker declares: both sides must run the same program."""
    return policy().version


@brokered(seconds=PROBE_SECONDS)
def answers() -> bool:
    """Whether the broker is there and understands."""
    return True
