"""What the law asks when something leaked, and by when (個人情報保護法26、同法施行規則7・8・10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MANY_PERSONS: Final = 1_000
"""More than so many persons make a leak one that must be reported (施行規則 7(4))."""
PRELIMINARY_DAYS: Final = (3, 5)
"""速報: about three to five days after it became known (個人情報保護法ガイドライン通則編 3-5-3-3)."""
FINAL_DAYS: Final = 30
FINAL_DAYS_WRONGFUL: Final = 60


class Duty(StrEnum):
    """Why a leak must be reported, as far as the program can tell."""

    WRONGFUL = "wrongful"
    MANY = "many"


DUTY_NAMES: Final[dict[Duty, str | Promise]] = {
    Duty.WRONGFUL: _("It may have been done with a wrongful purpose."),
    Duty.MANY: _("More than 1,000 persons are concerned."),
}


@dataclass(frozen=True, slots=True)
class Clocks:
    """When the reports are due."""

    preliminary_from: datetime
    preliminary_until: datetime
    final_until: datetime


def clocks(known_at: datetime, *, is_wrongful: bool) -> Clocks:
    """The last moments for the two reports, counted from when the shop came to know."""
    first, last = PRELIMINARY_DAYS
    final = FINAL_DAYS_WRONGFUL if is_wrongful else FINAL_DAYS
    return Clocks(
        known_at + timedelta(days=first), known_at + timedelta(days=last), known_at + timedelta(days=final)
    )


def duties(*, is_wrongful: bool, persons: int, is_open: bool) -> tuple[Duty, ...]:
    """Why it must be reported; nothing where nobody is concerned or nothing opens (施行規則 7, 暗号化)."""
    if not is_open or not persons:
        return ()
    found = []
    if is_wrongful:
        found.append(Duty.WRONGFUL)
    if persons > MANY_PERSONS:
        found.append(Duty.MANY)
    return tuple(found)
