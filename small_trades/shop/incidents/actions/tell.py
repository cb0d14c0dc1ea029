"""Tell those concerned (個人情報保護法第26条第2項): one mail each, recorded, at most once.

A notice is marked before it goes to the door: whoever marks it first sends it, so two workers never tell one
person twice. One whose process ended in between is sent by nobody until somebody at the desk sends again.
"""

import datetime as dt
from typing import Final
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
STUCK_AFTER: Final = dt.timedelta(minutes=15)
"""No mail takes as long: a notice that is still being handed over belongs to a process that ended."""


def prepare_notices(incident_id: UUID) -> int:
    """Queue a notice for everybody concerned who has none yet; answers how many. None if nothing opened.

    What a process that ended was handing over is queued again: told twice is better than never.
    """
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
        stuck = incident.notices.filter(state=NoticeState.HANDED, at__lte=timezone.now() - STUCK_AFTER)
        stuck.update(state=NoticeState.WAITING)
        later("incidents.send_notices", incident.pk)
    return len(new)


def send_notices(incident_id: UUID) -> int:
    """Send what waits; what a door refuses for now stays and is tried again. Answers how many were sent."""
    incident = Incident.objects.get(pk=incident_id)
    items = tuple(concerned(incident).items)
    sent = 0
    for notice in incident.notices.filter(state=NoticeState.WAITING).iterator(chunk_size=BATCH):
        if _becomes(notice, NoticeState.WAITING, NoticeState.HANDED):
            sent += _hand_over(notice, incident, items) == NoticeState.SENT
    return sent


def _hand_over(notice: IncidentNotice, incident: Incident, items: tuple[str, ...]) -> NoticeState:
    """Send a notice that is marked as this process's; it waits again where it could not leave."""
    state = NoticeState.WAITING
    try:
        state = _send(notice, incident, items)
    finally:
        _becomes(notice, NoticeState.HANDED, state)
    return state


def _becomes(notice: IncidentNotice, before: NoticeState, after: NoticeState) -> bool:
    """Whether this process changed the state, which another one may have done first."""
    same = IncidentNotice.objects.filter(pk=notice.pk, state=before)
    return bool(same.update(state=after, at=timezone.now()))


def _send(notice: IncidentNotice, incident: Incident, items: tuple[str, ...]) -> NoticeState:
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
        return NoticeState.FAILED if error.permanent else NoticeState.WAITING
    return NoticeState.SENT
