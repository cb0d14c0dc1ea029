"""What incidents hold about a person: whether and when they were told."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import RECORDS_RETENTION
from small_trades.shop.incidents.models import Incident, IncidentNotice, NoticeState

COVERS = (Incident, IncidentNotice)
NOT_YET = (NoticeState.WAITING, NoticeState.HANDED)


def held(subject: UUID) -> list[privacy.Held]:
    """One entry for each notice about an incident."""
    found = IncidentNotice.objects.filter(subject=subject).select_related("incident")
    return [_held(notice) for notice in found.order_by("-at")]


def forget(subject: UUID) -> int:
    """Remove that the person was told; the incident's own counts stay."""
    return IncidentNotice.objects.filter(subject=subject).delete()[0]


def adopting(guest: UUID, into: UUID) -> None:
    """Of a leak that concerned both, the member is told once."""
    known = IncidentNotice.objects.filter(subject=into).values_list("incident", flat=True)
    IncidentNotice.objects.filter(subject=guest, incident__in=list(known)).delete()


def under_way(subject: UUID) -> bool:
    """Whether a notice about an incident has not gone to them yet."""
    return IncidentNotice.objects.filter(subject=subject, state__in=NOT_YET).exists()


def _held(notice: IncidentNotice) -> privacy.Held:
    day = timezone.localdate(notice.at)
    return privacy.Held(
        label_ja="漏えい等についてのお知らせ",
        label_en="Notice of a leak",
        facts=(("番号", "Code", notice.incident.code), ("お知らせ日", "Told on", day.isoformat())),
        kept_until=RECORDS_RETENTION.kept_until(day),
    )
