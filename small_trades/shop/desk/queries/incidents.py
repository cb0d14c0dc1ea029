"""Whose access, and which sign-in, may have been misused: what the form for an incident offers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import STAFF_DUTIES
from small_trades.shop.desk.menu import role_name
from small_trades.shop.desk.middleware import SIGNED_IN
from small_trades.shop.desk.models import Staff
from small_trades.shop.site.formats import datetime as moment_in_words

NEWEST = 50


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in of a member of staff: the mark its ledger rows carry, whose it is, and when."""

    mark: str
    staff_id: UUID
    at: datetime


def staff_choices() -> list[tuple[str, str]]:
    """Everybody who works or worked here, by name and role."""
    everybody = list(Staff.objects.order_by("joined_at"))
    names = privacy.use([staff.name for staff in everybody], purpose=STAFF_DUTIES, skip_closed=True)
    return [
        (str(staff.pk), f"{name.full if name else '—'} ({role_name(staff.role)})")
        for staff, name in zip(everybody, names, strict=True)
    ]


def sign_ins() -> tuple[SignIn, ...]:
    """The newest sign-ins at the desk, newest first."""
    rows = privacy.ledger.newest(event=privacy.ledger.Event.STAFF, outcome=SIGNED_IN, limit=NEWEST)
    return tuple(
        SignIn(row.request_id.partition(".")[0], row.actor_id, row.at)
        for row in rows
        if row.actor_id is not None and "." in row.request_id
    )


def sign_in_choices(names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The sign-ins as a form offers them; `names` are those of `staff_choices`."""
    by_id = dict(names)
    return [
        (sign_in.mark, f"{moment_in_words(sign_in.at)}  {by_id.get(str(sign_in.staff_id), '—')}")
        for sign_in in sign_ins()
    ]
