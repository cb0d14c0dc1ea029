"""The budget of openings: people counted once an hour, exactly, whoever opens them at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import Actor, RefusalReason
from small_trades.privacy._budget.models import Opening, Pot
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy.people import member
from small_trades.privacy.tests.toy.policy import LENDING, NOTICE, REVEAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

both = pytest.mark.django_db(databases=["default", "keys"])
for_real = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture(autouse=True)
def _three_an_hour(settings: Any) -> None:
    settings.PRIVACY = {**settings.PRIVACY, "OPENINGS_PER_HOUR": {"": 30, "librarian": 3}}


@pytest.fixture
def people() -> list[Member]:
    return [member(f"Reader{number}麒麟") for number in range(6)]


@both
def test_the_fourth_person_of_the_hour_stays_shut_and_the_ledger_says_whom_it_was_about(
    people: list[Member], librarian: Actor, acting: Callable[[Actor], None], ledger_rows: LedgerRows
) -> None:
    acting(librarian)
    for who in people[:3]:
        privacy.use((who.name, who.email), purpose=REVEAL, reason="card was lost")
    with pytest.raises(privacy.Refused) as refused:
        privacy.use(people[3].name, purpose=REVEAL, reason="card was lost")

    assert refused.value.reason == RefusalReason.BUDGET_SPENT
    assert [row.event for row in ledger_rows()[-4:]] == [Event.USE, Event.USE, Event.USE, Event.REFUSAL]
    newest = privacy.uses_of(people[3].subject)[0]
    assert (newest.event, newest.outcome, newest.reason) == (Event.REFUSAL, "budget-spent", "card was lost")
    assert privacy.openings_of(librarian.id or uuid4(), "librarian") == privacy.OpeningBudget(3, 3, None)


@both
def test_the_same_person_counts_once(
    people: list[Member], librarian: Actor, acting: Callable[[Actor], None]
) -> None:
    acting(librarian)
    for _ in range(3):
        for who in people[:3]:
            privacy.use(who.name, purpose=LENDING)
    assert privacy.openings_of(librarian.id or uuid4(), "librarian").spent == 3


@both
def test_a_list_that_is_too_long_opens_nobody_and_counts_nobody(
    people: list[Member], librarian: Actor, acting: Callable[[Actor], None], ledger_rows: LedgerRows
) -> None:
    acting(librarian)
    with pytest.raises(privacy.Refused):
        privacy.use([who.name for who in people], purpose=LENDING)
    assert privacy.openings_of(librarian.id or uuid4(), "librarian").spent == 0
    assert ledger_rows(Event.USE) == ()
    assert len(privacy.use([who.name for who in people[:3]], purpose=LENDING)) == 3


@both
def test_an_hour_later_they_count_no_more(
    people: list[Member], librarian: Actor, acting: Callable[[Actor], None]
) -> None:
    acting(librarian)
    privacy.use([who.name for who in people[:3]], purpose=LENDING)
    Opening.objects.update(at=timezone.now() - timedelta(hours=1, seconds=1))
    privacy.use([who.name for who in people[3:]], purpose=LENDING)
    assert privacy.openings_of(librarian.id or uuid4(), "librarian").spent == 3
    assert Opening.objects.count() == 3


@both
def test_what_a_second_person_adds_is_added_until_its_time(
    people: list[Member], librarian: Actor, acting: Callable[[Actor], None]
) -> None:
    acting(librarian)
    staff = librarian.id or uuid4()
    until = timezone.now() + timedelta(hours=1)
    privacy.allow_openings(staff, extra=2, until=until)
    privacy.use([who.name for who in people[:5]], purpose=LENDING)
    assert privacy.openings_of(staff, "librarian") == privacy.OpeningBudget(5, 5, until)
    with pytest.raises(privacy.Refused):
        privacy.use(people[5].name, purpose=LENDING)

    Pot.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert privacy.openings_of(staff, "librarian").most == 3


@both
def test_additions_that_run_at_once_add_up_and_ended_ones_do_not(librarian: Actor) -> None:
    staff, now = librarian.id or uuid4(), timezone.now()
    for until in (now - timedelta(seconds=1), now + timedelta(hours=1), now + timedelta(hours=1)):
        privacy.allow_openings(staff, extra=2, until=until)
    assert privacy.openings_of(staff, "librarian").most == 7


@both
def test_an_approved_pot_leaves_the_hour_alone_and_ends_at_its_own_number(
    people: list[Member], librarian: Actor, acting: Callable[[Actor], None]
) -> None:
    acting(librarian)
    pot = uuid4()
    with privacy.openings_from(pot, most=5):
        privacy.use([who.name for who in people[:5]], purpose=LENDING)
        privacy.use([who.name for who in people[:5]], purpose=LENDING)
        with pytest.raises(privacy.Refused):
            privacy.use(people[5].name, purpose=LENDING)
    assert privacy.openings_of(librarian.id or uuid4(), "librarian").spent == 0
    privacy.forget_pot(pot)
    assert not Opening.objects.exists()


@both
def test_others_than_staff_and_uncounted_purposes_have_no_budget(
    people: list[Member], librarian: Actor, settings: Any
) -> None:
    names = [who.name for who in people]
    with privacy.acting_as(Actor.system("letters.send")):
        assert len(privacy.use(names, purpose=NOTICE)) == 6
    settings.PRIVACY = {**settings.PRIVACY, "UNCOUNTED_PURPOSES": (LENDING.id,)}
    with privacy.acting_as(librarian):
        assert len(privacy.use(names, purpose=LENDING)) == 6
    assert not Opening.objects.exists()


@both
def test_what_a_request_rolls_back_stays_counted(
    people: list[Member], librarian: Actor, acting: Callable[[Actor], None]
) -> None:
    from django.db import transaction

    acting(librarian)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        privacy.use(people[0].name, purpose=LENDING)
        raise ZeroDivisionError
    assert privacy.openings_of(librarian.id or uuid4(), "librarian").spent == 1


@for_real
def test_exactly_as_many_as_allowed_however_many_ask_at_once(people: list[Member], librarian: Actor) -> None:
    def open_one(who: Member) -> bool:
        try:
            with privacy.acting_as(librarian):
                privacy.use(who.name, purpose=LENDING)
        except privacy.Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(open_one, people))
    assert sum(opened) == 3
    assert Opening.objects.filter(pot=librarian.id or uuid4()).count() == 3


@both
def test_old_counts_are_forgotten(
    people: list[Member], librarian: Actor, acting: Callable[[Actor], None]
) -> None:
    acting(librarian)
    privacy.use(people[0].name, purpose=LENDING)
    now = timezone.now()
    assert privacy.forget_openings(now - timedelta(hours=1)) == 0
    assert privacy.forget_openings(now + timedelta(seconds=1)) == 1


@both
def test_closed_since_names_the_erased_and_the_restricted_and_nobody_else(people: list[Member]) -> None:
    before = timezone.now()
    with privacy.acting_as(Actor.system("test")):
        privacy.restrict(people[0].subject, because="stopped")
    privacy.destroy(people[1].subject)
    assert privacy.closed_since(before) == {people[0].subject, people[1].subject}
    assert privacy.closed_since(timezone.now() + timedelta(seconds=1)) == frozenset()
