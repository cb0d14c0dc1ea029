"""Notices go once, however many workers send them, and whatever ends one of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.mail.messages import BreachNotice
from small_trades.policy.groups import IncidentWords
from small_trades.shop.account.tests.making import mails
from small_trades.shop.incidents.actions import tell
from small_trades.shop.incidents.models import Incident, IncidentKind, IncidentNotice, NoticeState
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _system(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("test"))


@pytest.fixture
def incident() -> Incident:
    """An incident of today, with two notices that wait."""
    now = timezone.now()
    made = Incident(
        subject=privacy.new_subject(),
        code="INCI-DENT-0001",
        kind=IncidentKind.SPAN,
        since=now - timedelta(hours=1),
        until=now,
        known_at=now,
        opened_by=privacy.uuid7(),
    )
    privacy.collect(made, notice="incident", words=IncidentWords(*("",) * 9))
    made.save()
    for order in Order.objects.filter(pk__in=[placed(), placed()]):
        IncidentNotice.objects.create(incident=made, subject=order.subject)
    mails()
    return made


def states() -> list[str]:
    """Of all notices."""
    return sorted(IncidentNotice.objects.values_list("state", flat=True))


def during_the_first(monkeypatch: pytest.MonkeyPatch, verb: Callable[[], object]) -> list[str]:
    """Have something happen while the first notice is at the door; answers what the door was given."""
    disclose = privacy.disclose
    given: list[str] = []

    def door(message: Any, **options: Any) -> Any:
        if isinstance(message, BreachNotice):
            given.append(message.code)
            if len(given) == 1:
                verb()
        return disclose(message, **options)

    monkeypatch.setattr(privacy, "disclose", door)
    return given


def test_two_workers_tell_each_person_once(monkeypatch: pytest.MonkeyPatch, incident: Incident) -> None:
    given = during_the_first(monkeypatch, lambda: tell.send_notices(incident.pk))

    tell.send_notices(incident.pk)

    assert len(given) == 2
    assert (states(), len(mails())) == (["sent", "sent"], 2)


def test_what_cannot_leave_waits_again(monkeypatch: pytest.MonkeyPatch, incident: Incident) -> None:
    def away() -> None:
        raise RuntimeError

    during_the_first(monkeypatch, away)
    with pytest.raises(RuntimeError):
        tell.send_notices(incident.pk)
    assert states() == ["waiting", "waiting"]

    assert tell.send_notices(incident.pk) == 2


def test_what_a_process_that_ended_was_handing_over_goes_when_the_desk_sends_again(
    incident: Incident,
) -> None:
    lost, _other = incident.notices.all()
    IncidentNotice.objects.filter(pk=lost.pk).update(state=NoticeState.HANDED)

    assert tell.send_notices(incident.pk) == 1
    tell.prepare_notices(incident.pk)
    assert tell.send_notices(incident.pk) == 0, "it may be on its way just now"

    IncidentNotice.objects.filter(pk=lost.pk).update(at=timezone.now() - tell.STUCK_AFTER)
    tell.prepare_notices(incident.pk)
    assert tell.send_notices(incident.pk) == 1
    assert states() == ["sent", "sent"]
