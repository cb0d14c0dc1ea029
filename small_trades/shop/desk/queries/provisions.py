"""The register of recipients, with how often each was given something this month."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import POLICY
from small_trades.shop.site.formats import in_language

_PAGE = 1_000


@dataclass(frozen=True)
class Registered:
    """One recipient as the policy declares it. `given`: provisions since the first of this month."""

    name: str
    role: str
    country: str
    contract: str
    abroad: str
    receives: tuple[str, ...]
    given: int


def register() -> tuple[Registered, ...]:
    """Every declared recipient."""
    now = timezone.localtime()
    given = _given(now.replace(day=1, hour=0, minute=0, second=0, microsecond=0))
    return tuple(
        Registered(
            name=in_language(one, "name"),
            role=one.role.value,
            country=one.country,
            contract=in_language(one, "contract"),
            abroad=in_language(one, "abroad"),
            receives=tuple(in_language(category, "name") for category in one.receives),
            given=given[one.id],
        )
        for one in POLICY.recipients
    )


def _given(since: datetime) -> Counter[str]:
    wanted = privacy.ledger.Wanted(what={privacy.ledger.Event.DISCLOSURE: ()}, since=since)
    counted: Counter[str] = Counter()
    number = 0
    while page := privacy.ledger.rows(since=number, limit=_PAGE, wanted=wanted):
        counted.update(row.recipient for row in page)
        number = page[-1].seq + 1
    return counted
