"""What waits for a second person, and how it was decided."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from small_trades import privacy
from small_trades.policy.declaration import POLICY, STAFF_DUTIES
from small_trades.policy.groups import PersonName
from small_trades.shop.desk.models import Approval, ApprovalKind, Export, OpeningRequest
from small_trades.shop.desk.queries.colleagues import names_of, staff_number
from small_trades.shop.provisions.queries.cases import case_by_id, open_record
from small_trades.shop.rights.shown import NAMES
from small_trades.shop.site.formats import date, in_language

DECIDED_SHOWN: Final = 20
DECIDING: Final = "提供の承認の判断 / deciding on a provision"
Words = str | Promise
Facts = tuple[tuple[Words, str], ...]


@dataclass(frozen=True)
class Wish:
    """One request for a second person. `facts` are what it is about, in words for who decides."""

    id: UUID
    kind_name: str
    asked_by: UUID
    asker: PersonName | None = field(repr=False)
    asker_role: str
    asked_at: dt.datetime
    expires_at: dt.datetime
    decided_at: dt.datetime | None
    is_granted: bool | None
    facts: Facts = field(repr=False)
    is_own: bool


def waiting(staff_id: UUID) -> tuple[Wish, ...]:
    """What waits, the oldest first; what `staff_id` asked for is marked as their own."""
    found = Approval.objects.filter(decided_at=None, expires_at__gt=timezone.now()).order_by("asked_at")
    return _wishes(list(found.select_related("asked_by")), staff_id, with_facts=True)


def decided(staff_id: UUID) -> tuple[Wish, ...]:
    """What was decided lately, the newest first, without what it was about."""
    found = Approval.objects.exclude(decided_at=None).order_by("-decided_at")[:DECIDED_SHOWN]
    return _wishes(list(found.select_related("asked_by")), staff_id, with_facts=False)


def count_waiting(staff_id: UUID) -> int:
    """How many wait for this person: not their own."""
    found = Approval.objects.filter(decided_at=None, expires_at__gt=timezone.now())
    return found.exclude(asked_by=staff_id).count()


def _wishes(found: list[Approval], staff_id: UUID, *, with_facts: bool) -> tuple[Wish, ...]:
    names = names_of(approval.asked_by_id for approval in found)
    return tuple(
        Wish(
            id=approval.pk,
            kind_name=str(approval.get_kind_display()),
            asked_by=approval.asked_by_id,
            asker=names.get(approval.asked_by_id),
            asker_role=approval.asked_by.role,
            asked_at=approval.asked_at,
            expires_at=approval.expires_at,
            decided_at=approval.decided_at,
            is_granted=approval.is_granted,
            facts=_facts(approval) if with_facts else (),
            is_own=approval.asked_by_id == staff_id,
        )
        for approval in found
    )


def _facts(approval: Approval) -> Facts:
    told = FACTS.get(ApprovalKind(approval.kind))
    return told(approval.about) if told else ()


def _openings(about: UUID) -> Facts:
    wish = OpeningRequest.objects.filter(pk=about).first()
    if wish is None:
        return ()
    reason = privacy.use(wish.reason, purpose=STAFF_DUTIES).text
    more = ngettext("%(num)s person more, for an hour", "%(num)s people more, for an hour", wish.people)
    return ((gettext_lazy("Asks to open"), more % {"num": wish.people}), (gettext_lazy("Reason"), reason))


def _export(about: UUID) -> Facts:
    export = Export.objects.filter(pk=about).first()
    if export is None:
        return ()
    reason = privacy.use(export.reason, purpose=STAFF_DUTIES).text
    size = _("%(rows)s rows about %(people)s people") % {"rows": export.rows, "people": export.people}
    return (
        (gettext_lazy("List"), f"{export.get_kind_display()}: {size}"),
        (gettext_lazy("Purpose"), in_language(POLICY.purpose(export.purpose), "name")),
        (gettext_lazy("Reason"), reason),
        (gettext_lazy("Asked by number"), staff_number(export.staff_id)),
    )


def _provision(about: UUID) -> Facts:
    case = case_by_id(about)
    if case is None:
        return ()
    record = open_record(case, reason=DECIDING)
    return (
        (gettext_lazy("Authority"), record.recipient),
        (gettext_lazy("Law"), record.ground),
        (gettext_lazy("Document"), f"{record.document} · {date(case.requested_on)}"),
        (gettext_lazy("Person concerned"), record.person),
        (gettext_lazy("Items"), "、".join(str(NAMES.get(group, group)) for group in case.groups)),
    )


FACTS: Final[Mapping[ApprovalKind, Callable[[UUID], Facts]]] = {
    ApprovalKind.OPENING: _openings,
    ApprovalKind.EXPORT: _export,
    ApprovalKind.PROVISION: _provision,
}
"""How each kind says what it is about. One line for each."""
