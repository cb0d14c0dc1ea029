"""Write the report, and note that it was made."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import IncidentWords
from small_trades.shop.incidents.models import Incident


class Report(StrEnum):
    """The two reports that the law asks for."""

    PRELIMINARY = "preliminary"
    FINAL = "final"


@transaction.atomic
def write(incident_id: UUID, words: IncidentWords) -> None:
    """Replace the nine items."""
    incident = Incident.objects.select_for_update().get(pk=incident_id)
    privacy.correct(incident, notice="incident", words=words)
    incident.save(update_fields=["words"])


def reported(incident_id: UUID, report: Report) -> datetime:
    """Note that a report was made, once; answers when."""
    now = timezone.now()
    column = f"{report.value}_at"
    Incident.objects.filter(pk=incident_id, **{f"{column}__isnull": True}).update(**{column: now})
    found: datetime = Incident.objects.values_list(column, flat=True).get(pk=incident_id)
    return found
