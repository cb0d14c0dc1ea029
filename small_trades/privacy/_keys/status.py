"""What the key store is made of: epochs, their age, and how many keys each wraps."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from small_trades.privacy._broker import brokered
from small_trades.privacy._keys import years
from small_trades.privacy._keys.epochs import epochs, kek_file, read_kek_file
from small_trades.privacy._keys.models import Epoch, KeyRing, KeyState, WrappedSecret

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EpochStatus:
    """One epoch. `keys` and `secrets` are what it wraps; a retired one wraps nothing."""

    epoch: int
    made_at: datetime
    retired_at: datetime | None
    is_current: bool
    keys: int
    secrets: int


@dataclass(frozen=True, slots=True)
class RingCount:
    """How many keys of a class are in a state: `active`, `held` or `destroyed`."""

    key_class: str
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class YearStatus:
    """A business year that was not destroyed, and the last day its keys are kept."""

    key_class: str
    until: date | None


@dataclass(frozen=True, slots=True)
class KeysStatus:
    """The key store as it is. `can_rotate`: the file of the key-encryption keys can be replaced."""

    epochs: tuple[EpochStatus, ...]
    rings: tuple[RingCount, ...]
    years: tuple[YearStatus, ...]
    can_rotate: bool

    @property
    def current(self) -> EpochStatus:
        """The epoch in which new keys are wrapped."""
        return next(epoch for epoch in self.epochs if epoch.is_current)


@brokered
def keys_status() -> KeysStatus:
    """Ask the key store. Raises KeysUnusable as every use of it does."""
    current = epochs().current
    living = KeyRing.objects.exclude(state=KeyState.DESTROYED)
    rings = _counts(living.values_list("epoch").annotate(Count("pk")))
    secrets = _counts(WrappedSecret.objects.exclude(wrapped=None).values_list("epoch").annotate(Count("pk")))
    by_class = (
        KeyRing.objects.values_list("key_class", "state").annotate(Count("pk")).order_by("key_class", "state")
    )
    return KeysStatus(
        epochs=tuple(
            EpochStatus(
                epoch=row.pk,
                made_at=row.made_at,
                retired_at=row.retired_at,
                is_current=row.pk == current,
                keys=rings.get(row.pk, 0),
                secrets=secrets.get(row.pk, 0),
            )
            for row in Epoch.objects.order_by("pk")
        ),
        rings=tuple(RingCount(*counted) for counted in by_class.order_by("key_class", "state")),
        years=tuple(YearStatus(key_class, years.ends_on(key_class)) for key_class in years.living()),
        can_rotate=os.access(kek_file().parent, os.W_OK),
    )


@brokered
def key_file_epoch() -> int:
    """The epoch that the key file wraps new keys in, whatever the store says. Raises KeysUnusable."""
    return read_kek_file(kek_file())[0]


def _counts(rows: object) -> dict[int, int]:
    return dict(rows)  # type: ignore[call-overload, no-any-return] # pairs, as asked
