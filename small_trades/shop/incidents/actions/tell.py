"""Tell those concerned (個人情報保護法第26条第2項): one mail each, recorded, at most once."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from small_trades import privacy
from small_trades.doors.mail.messages import BreachNotice
from small_trades.policy.declaration import BREACH_NOTICE
from small_trades.shop.incidents.models import Incident, IncidentNotice, NoticeState
from small_trades.shop.incidents.queries import concerned, contact_of
from small_trades.shop.incidents.words import item_name
from small_trades.shop.kernel.later import later
from small_trades.shop.site.queries import shop_facts

BATCH = 500


def prepare_notices(incident_id: UUID) -> int:
    """Queue a notice for everybody concerned who has none yet; answers how many. None if nothing opened."""
    incident = Incident.objects.get(pk=incident_id)
    found = concerned(incident)
    if not found.is_open:
        return 0
    told = set(incident.notices.values_list("subject", flat=True))
    new = [
        IncidentNotice(incident=incident, subject=subject)
        for subject in found.subjects
        if subject not in told and subject != incident.subject
    ]
    with transaction.atomic():
        IncidentNotice.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
        later("incidents.send_notices", incident.pk)
    return len(new)


def send_notices(incident_id: UUID) -> int:
    """Send what waits; what a door refuses for now stays and is tried again. Answers how many were sent."""
    incident = Incident.objects.get(pk=incident_id)
    items = tuple(concerned(incident).items)
    sent = 0
    for notice in incident.notices.filter(state=NoticeState.WAITING).iterator(chunk_size=BATCH):
        state = _send(notice, incident, items)
        if state is not None:
            IncidentNotice.objects.filter(pk=notice.pk).update(state=state, at=timezone.now())
            sent += state == NoticeState.SENT
    return sent


def _send(notice: IncidentNotice, incident: Incident, items: tuple[str, ...]) -> NoticeState | None:
    contact = contact_of(notice.subject)
    if contact is None:
        return NoticeState.NO_ADDRESS
    with translation.override(contact.language):
        mail = BreachNotice(
            to=contact.email,
            language=contact.language,
            shop_name=shop_facts().name,
            code=incident.code,
            known_on=timezone.localdate(incident.known_at),
            items=tuple(item_name(item) for item in items),
            contact_url=f"{settings.SMALL_TRADES.base_url}{reverse('inquiries:new')}",
        )
    try:
        privacy.disclose(mail, through="mail", purpose=BREACH_NOTICE)
    except privacy.Erased:
        return NoticeState.NO_ADDRESS
    except privacy.DoorError as error:
        return NoticeState.FAILED if error.permanent else None
    return NoticeState.SENT
