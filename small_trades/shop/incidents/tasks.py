"""Background work of incidents."""

import datetime as dt
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.incidents.actions import tell
from small_trades.shop.incidents.models import IncidentNotice, NoticeState

AGAIN = dt.timedelta(minutes=5)


@task()
def send_notices(incident_id: str) -> None:
    """Send the notices that wait, and again in a while where the mail service would not have them now."""
    with privacy.acting_as(privacy.Actor.system("incidents.send_notices")):
        tell.send_notices(UUID(incident_id))
    if IncidentNotice.objects.filter(incident_id=UUID(incident_id), state=NoticeState.WAITING).exists():
        send_notices.using(run_after=timezone.now() + AGAIN).enqueue(incident_id)
