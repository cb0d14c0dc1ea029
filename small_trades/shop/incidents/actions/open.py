"""Open an incident: what happened is measured at once, and the nine items get their first words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.incidents.models import Incident, IncidentKind
from small_trades.shop.incidents.queries import concerned, draft
from small_trades.shop.kernel.codes import new_code

NOTHING_COPIED: Final = privacy.CopiedStores(data=False, keys=False, key_encryption_key=False)


class IncidentError(ValueError):
    """An incident that cannot be: its span is empty, or nothing says whose access it was."""


@dataclass(frozen=True, slots=True)
class NewIncident:
    """What the form asks. `actor_id` for STAFF, `session` for SESSION, `copied` for STORES."""

    kind: IncidentKind
    since: datetime
    until: datetime
    known_at: datetime
    is_wrongful: bool
    actor_id: UUID | None = None
    session: str = ""
    copied: privacy.CopiedStores = NOTHING_COPIED


@transaction.atomic
def open_incident(new: NewIncident, *, staff_id: UUID) -> str:
    """Keep the incident with the first words of its report; answers its code.

    Raises:
        IncidentError: nothing was stored.
    """
    _check(new)
    incident = Incident(
        subject=privacy.new_subject(),
        code=new_code(),
        kind=new.kind,
        actor_id=new.actor_id if new.kind == IncidentKind.STAFF else None,
        session=new.session if new.kind == IncidentKind.SESSION else "",
        since=new.since,
        until=new.until,
        has_data=new.copied.data,
        has_keys=new.copied.keys,
        has_key_encryption_key=new.copied.key_encryption_key,
        is_wrongful=new.is_wrongful,
        known_at=new.known_at,
        opened_by=staff_id,
    )
    privacy.collect(incident, notice="incident", words=draft(incident, concerned(incident)))
    incident.save()
    return incident.code


def _check(new: NewIncident) -> None:
    if new.since >= new.until:
        raise IncidentError("The span is empty.")
    if new.known_at > timezone.now():
        raise IncidentError("It cannot have become known in the future.")
    if new.kind == IncidentKind.STAFF and new.actor_id is None:
        raise IncidentError("Whose access was it?")
    if new.kind == IncidentKind.SESSION and not new.session:
        raise IncidentError("Which sign-in was it?")
    if new.kind == IncidentKind.STORES and not new.copied.data and not new.copied.keys:
        raise IncidentError("What was copied?")
