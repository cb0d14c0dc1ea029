"""Business years: their keys are wrapped once more under a secret of the year, and die together with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from small_trades.privacy._crypto import derive
from small_trades.privacy._keys import secrets
from small_trades.privacy._keys.models import KeyRing, KeyState, WrappedSecret
from small_trades.privacy._policy import policy

if TYPE_CHECKING:
    from small_trades.privacy.vocabulary import Retention

_MARK = "_FY"
_PREFIX = "year "


def retention_of(key_class: str) -> tuple[Retention, int] | None:
    """The retention and the year of a class such as `ORDER_FY2026`; None for classes that know no years."""
    name, mark, year = key_class.rpartition(_MARK)
    if not mark:
        return None
    found = next((kept for kept in policy().retention if kept.by_fiscal_year and kept.id == name), None)
    return (found, int(year)) if found is not None and year.isdecimal() else None


def ends_on(key_class: str) -> date | None:
    """The last day the year's keys are kept; None where law and policy name no term, or it is no year."""
    found = retention_of(key_class)
    return found[0].kept_until(date(found[1], found[0].year_starts, 1)) if found is not None else None


def is_year(key_class: str) -> bool:
    """Whether the keys of this class die with a year."""
    return retention_of(key_class) is not None


def cipher(key_class: str) -> AESGCM | None:
    """What a year's keys are wrapped with, made with the first of them; None once the year was destroyed."""
    return _ready(secrets.secret(_PREFIX + key_class))


def known_cipher(key_class: str) -> AESGCM | None:
    """`cipher` of a year that has keys: nothing is made."""
    return _ready(secrets.read(_PREFIX + key_class))


def living() -> tuple[str, ...]:
    """The classes of all years that were not destroyed, in order."""
    whole = WrappedSecret.objects.filter(name__startswith=_PREFIX, destroyed_at=None)
    rings = KeyRing.objects.exclude(state=KeyState.DESTROYED).filter(key_class__contains=_MARK)
    classes = {name.removeprefix(_PREFIX) for name in whole.values_list("name", flat=True)}
    classes |= set(rings.values_list("key_class", flat=True).distinct())
    return tuple(sorted(filter(is_year, classes)))


def destroy(key_class: str) -> None:
    """Destroy the year's secret: no key of it opens, none is made again. Within the caller's transaction."""
    secrets.destroy(_PREFIX + key_class)


def _ready(secret: bytes | None) -> AESGCM | None:
    return AESGCM(derive(secret, b"year")) if secret is not None else None
