"""Mails to those who work here: once a day, once for each news, to whom it concerns, off where unwanted."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.mail.driver import MailDoor
from small_trades.privacy._ledger import Event
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import DESKTOP, PHONE, Received, mails
from small_trades.shop.desk.actions import digests, telling
from small_trades.shop.desk.actions.sessions import begin
from small_trades.shop.desk.models import Digest, DigestLetter, StaffSession
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of
from small_trades.shop.faults.actions.note import Times, note
from small_trades.shop.faults.actions.settle import settle
from small_trades.shop.faults.models import Fault
from small_trades.shop.faults.seen import Seen
from small_trades.shop.faults.tests.making import VALUE, a_failure
from small_trades.shop.products.actions.stock import reserve, set_stock
from small_trades.shop.products.models import Variant
from small_trades.shop.products.tests.goods import a_product, variant_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NINE = dt.datetime(2026, 11, 26, 0, tzinfo=dt.UTC)
"""Nine in the morning in Japan."""
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


class Clock:
    """What time it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = NINE
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def mails(self, *, after: dt.timedelta = dt.timedelta()) -> list[Received]:
        """What goes out where the worker looks, so much later."""
        self.now += after
        digests.tell_staff()
        return mails()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def owner() -> Colleague:
    return colleague("owner")


def failed(one: Seen | None = None, at: dt.datetime = NINE) -> None:
    note([Times(one or a_failure(), 3, at, at)], process="web")


def low() -> Variant:
    """Goods of which six are left."""
    return variant_of(a_product(available=6))


def refuse(*_args: object) -> str:
    raise privacy.DoorError("away", permanent=False)


def sell(variant: Variant, pieces: int) -> None:
    with transaction.atomic():
        reserve([(variant.pk, pieces)])


def test_the_owner_is_told_of_an_error_once(clock: Clock, owner: Colleague) -> None:
    colleague("manager")
    colleague("owner", is_active=False)
    failed()
    (told,) = clock.mails()
    assert told.to == owner.email
    assert "エラー" in told.subject
    assert "small_trades.shop.faults.tests.making.NoRoomError" in told.body
    assert " failing" in told.body
    assert "3回" in told.body
    assert f"{settings.SMALL_TRADES.base_url}/desk/errors/" in told.body
    assert [word for word in VALUE.split() if word in told.body] == []
    failed()
    assert clock.mails(after=DAY) == []
    assert not DigestLetter.objects.exists()


@pytest.mark.usefixtures("owner")
def test_news_of_the_same_day_waits_for_the_next_one(clock: Clock) -> None:
    failed()
    assert len(clock.mails()) == 1
    failed(Seen("a.LaterError", (), (), ""))
    assert clock.mails(after=dt.timedelta(hours=1)) == []
    (told,) = clock.mails(after=dt.timedelta(hours=23))
    assert "a.LaterError" in told.body
    assert "NoRoomError" not in told.body


@pytest.mark.usefixtures("owner")
def test_what_was_mended_is_no_news_and_is_news_when_it_comes_again(clock: Clock) -> None:
    failed()
    settle(Fault.objects.get().pk)
    assert clock.mails() == []
    failed()
    assert len(clock.mails()) == 1
    settle(Fault.objects.get().pk)
    failed()
    assert len(clock.mails(after=DAY)) == 1


def test_nothing_goes_out_at_night_or_without_somebody_to_tell(clock: Clock) -> None:
    failed()
    assert clock.mails() == []
    assert Fault.objects.get().mailed_at is None, "and it stays news"
    colleague("owner")
    assert clock.mails(after=dt.timedelta(hours=17)) == [], "two at night"
    assert len(clock.mails(after=dt.timedelta(hours=5))) == 1


@pytest.mark.usefixtures("owner")
def test_a_storm_of_errors_is_one_short_mail(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST", 2)
    note([Times(Seen(f"a.Error{number}", (), (), ""), 1, NINE, NINE) for number in range(5)], process="web")
    (told,) = clock.mails()
    assert told.body.count("a.Error") == 2
    assert "ほかに3件" in told.body


@pytest.mark.usefixtures("clock", "owner")
def test_two_workers_make_one_mail() -> None:
    failed()
    digests.tell_staff()
    failed(Seen("a.LaterError", (), (), ""))
    digests.tell_staff()
    assert (Digest.objects.count(), DigestLetter.objects.count()) == (1, 1)
    assert len(mails()) == 1


@pytest.mark.usefixtures("clock", "owner")
def test_a_letter_that_has_left_does_not_leave_again() -> None:
    failed()
    digests.tell_staff()
    letter = DigestLetter.objects.get().pk
    assert len(mails()) == 1
    telling.send_digest(letter)
    assert mails() == []


def test_what_becomes_few_is_told_once_until_there_was_enough_again(clock: Clock) -> None:
    people = [colleague("owner"), colleague("manager"), colleague("catalogue")]
    colleague("orders")
    variant = low()
    assert clock.mails() == []
    sell(variant, 1)
    told = clock.mails()
    assert {each.to for each in told} == {who.email for who in people}
    assert f"（{variant.sku}）：残り5" in told[0].body
    sell(variant, 2)
    assert clock.mails(after=DAY) == [], "the same fall"
    set_stock(variant.pk, 9)
    assert clock.mails(after=DAY) == []
    sell(variant, 9)
    (again, *_) = clock.mails(after=DAY)
    assert "残り0" in again.body


@pytest.mark.usefixtures("owner")
def test_filled_and_sold_again_within_a_day_is_another_fall(clock: Clock) -> None:
    variant = low()
    sell(variant, 2)
    assert len(clock.mails()) == 1
    clock.now += dt.timedelta(hours=1)
    set_stock(variant.pk, 30)
    sell(variant, 30)
    (told,) = clock.mails(after=DAY)
    assert "残り0" in told.body


@pytest.mark.usefixtures("owner")
def test_what_is_not_on_sale_is_no_news(clock: Clock) -> None:
    variant = low()
    Variant.objects.filter(pk=variant.pk).update(is_sold=False)
    set_stock(variant.pk, 0)
    assert clock.mails() == []


@pytest.mark.usefixtures("owner")
def test_mails_are_turned_off_and_spoken_in_english_at_the_desk(clock: Clock) -> None:
    path = "/desk/settings/staff-mails/"
    desk = desk_of(colleague("manager"))
    assert desk.get(path).content.decode().count(" checked") == 3
    assert desk.post(path, {"language": "en", "low_stock": "on"})["Location"] == path
    variant = low()
    sell(variant, 3)
    failed()
    told = clock.mails()
    assert {each.subject for each in told} == {"Small Trades: few are left"}
    assert Fault.objects.get().mailed_at is None
    desk.post(path, {"language": "en", "faults": "on"})
    (only,) = clock.mails(after=DAY)
    assert only.subject == "Small Trades: errors of the program"
    assert desk.post(path, {"language": "fr"}).status_code == 200, "and nothing is changed"
    failed(Seen("a.LaterError", (), (), ""))
    assert len(clock.mails(after=DAY)) == 1


@pytest.mark.usefixtures("owner")
def test_the_address_is_opened_by_the_door_alone_and_recorded(clock: Clock, ledger_rows: LedgerRows) -> None:
    failed()
    clock.mails()
    rows = [row for row in ledger_rows() if row.actor_kind == "system"]
    assert [row.event for row in rows] == [Event.DISCLOSURE, Event.OUTCOME]
    assert {(row.purpose, row.recipient) for row in rows} == {("0-staff", "5b-mail")}


def test_a_sign_in_from_a_strange_device_is_told_to_whose_it_is(owner: Colleague) -> None:
    assert begin(owner.staff, user_agent=DESKTOP)
    assert mails() == [], "the first one is their own"
    begin(owner.staff, user_agent=DESKTOP)
    assert mails() == []
    begin(owner.staff, user_agent=PHONE)
    (told,) = mails()
    assert told.to == owner.email
    assert "業務画面に新しい端末から" in told.subject
    assert "/desk/security/" in told.body
    begin(owner.staff, user_agent=PHONE)
    assert mails() == []


def test_who_left_gets_no_word(owner: Colleague) -> None:
    begin(owner.staff, user_agent=DESKTOP)
    begin(owner.staff, user_agent=PHONE)
    owner.staff.is_active = False
    owner.staff.save()
    assert mails() == []
    assert StaffSession.objects.count() == 2


def test_a_mail_server_that_is_away_is_asked_again(
    clock: Clock, owner: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed()
    with monkeypatch.context() as away:
        away.setattr(MailDoor, "send", refuse)
        assert clock.mails() == []
    assert DigestLetter.objects.count() == 1
    clock.now += dt.timedelta(minutes=1)
    (told,) = mails()
    assert told.to == owner.email
    assert not DigestLetter.objects.exists()
