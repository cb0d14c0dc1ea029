"""Ask that something be given to an authority: what it demands is kept, sealed; nothing leaves."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import ProvisionRecord
from small_trades.privacy import LawfulGround
from small_trades.shop.kernel.codes import new_code
from small_trades.shop.provisions.models import ProvisionCase
from small_trades.shop.provisions.queries.person import Found, items_of
from small_trades.shop.provisions.states import CaseKind

NOBODY: Final = UUID(int=0)


class DemandError(ValueError):
    """A demand that cannot be answered: nothing was kept."""


@dataclass(frozen=True, slots=True, repr=False)
class Demand:
    """What an authority demands, under which law, by which document."""

    authority: str
    law: str
    document: str
    requested_on: date
    groups: tuple[str, ...]
    told_from: date | None = None


def ask(demand: Demand, about: Found, *, staff_id: UUID) -> ProvisionCase:
    """Keep a demand until a second person has looked at it.

    Raises:
        DemandError: words are missing or too long, a day is in the future, or nothing of it is held.
    """
    _check(demand, about)
    case = ProvisionCase(
        subject=privacy.new_subject(),
        code=new_code(),
        person=about.person,
        kind=CaseKind.LAW,
        groups=" ".join(demand.groups),
        requested_on=demand.requested_on,
        told_from=demand.told_from,
        asked_by=staff_id,
    )
    record = ProvisionRecord(
        recipient=demand.authority,
        person=about.words,
        items=case.groups,
        ground=demand.law,
        document=demand.document,
    )
    with transaction.atomic():
        privacy.collect(case, notice="provision", record=record)
        case.save()
    return case


def _check(demand: Demand, about: Found) -> None:
    try:
        ground = LawfulGround(
            demand.authority, demand.law, demand.document, demand.requested_on, (NOBODY, UUID(int=1))
        )
    except ValueError as too_long:
        raise DemandError(str(too_long)) from None
    if not ground.is_complete:
        raise DemandError("A demand names an authority, a law and a document.")
    if demand.requested_on > timezone.localdate():
        raise DemandError("A demand is not made in the future.")
    if not demand.groups or not set(demand.groups) <= {item.group for item in items_of(about.person)}:
        raise DemandError("Nothing like that is held of this person.")
