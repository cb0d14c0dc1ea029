"""Clause 4, "How long we keep it": a registration unused for three years ends, after a notice.

"If you have not used it for three years, we write to you, and erase it 30 days later."
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_RETENTION, UNUSED_NOTICE, UNUSED_YEARS
from small_trades.privacy import rights
from small_trades.privacy.rights import Channel, Decision, Identified, ReasonCode, RequestKind
from small_trades.shop.account.actions.dormant import erase_dormant
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, mails, member, run_tasks
from small_trades.shop.desk.models import Staff
from small_trades.shop.desk.tests.making import colleague
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.states import InquiryState
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import CancelReason
from small_trades.shop.orders.tests.making import placed
from small_trades.shop.pages.models import Article
from small_trades.shop.rights.actions.leave import erase_due
from small_trades.shop.rights.tests.making import everything

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture(autouse=True)
def _as_the_program(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("retention.run"))


def three_years_pass(customer: Customer) -> None:
    """The member was here last three years ago, to the day."""
    today = timezone.localdate()
    Customer.objects.filter(pk=customer.pk).update(used_on=today.replace(year=today.year - UNUSED_YEARS))


def night(*, days: int = 0) -> None:
    """The shop forgets what is due, so many days from now."""
    privacy.retention.run(now=timezone.now() + timedelta(days=days))


def told_to(who: Person) -> list[str]:
    """The bodies of the mails that say a registration is unused, of those that came to somebody."""
    return [mail.body for mail in mails() if mail.to == who.email and "used" in mail.body]


def is_member(who: Person) -> bool:
    """Whether the shop still finds anybody by the address."""
    return CUSTOMER_EMAIL.find(who.email) is not None


@pytest.fixture
def anna() -> tuple[Person, Customer]:
    who, customer = member(language="en")
    three_years_pass(customer)
    return who, customer


def test_the_policy_says_what_the_program_counts() -> None:
    assert f"{UNUSED_YEARS}年間ご利用がないとき" in ACCOUNT_RETENTION.name_ja
    assert f"その{UNUSED_NOTICE.days}日後に消去します" in ACCOUNT_RETENTION.name_ja
    assert UNUSED_YEARS == 3
    assert "not used it for three years" in ACCOUNT_RETENTION.name_en
    assert f"erase it {UNUSED_NOTICE.days} days later" in ACCOUNT_RETENTION.name_en


def test_after_three_years_the_member_is_told_the_day_and_how_to_stay(anna: tuple[Person, Customer]) -> None:
    who, customer = anna
    night()
    (said,) = told_to(who)
    day = timezone.localdate() + timedelta(days=30)
    assert f"On {day.day} {day:%b} {day.year} we erase your registration" in said
    assert "If you want to stay, sign in before that day." in said
    assert "/en/account/login/" in said
    assert is_member(who)
    rows = [row for row in privacy.uses_of(customer.subject) if row.recipient == "5b-mail"]
    assert {(row.purpose_id, row.outcome) for row in rows} == {
        ("3b-notice", "message:DormantAccount"),
        ("3b-notice", "sent"),
    }


def test_a_day_before_the_three_years_are_over_nobody_is_told(anna: tuple[Person, Customer]) -> None:
    who, _customer = anna
    night(days=-1)
    assert told_to(who) == []


def test_thirty_days_after_the_notice_the_registration_is_erased_and_not_a_moment_before(
    anna: tuple[Person, Customer],
) -> None:
    who, customer = anna
    night()
    assert len(told_to(who)) == 1
    customer.refresh_from_db()
    assert customer.noticed_at is not None
    end = customer.noticed_at + timedelta(days=30)

    privacy.retention.run(now=end - timedelta(seconds=1))
    assert is_member(who)

    privacy.retention.run(now=end)
    assert not is_member(who)
    with pytest.raises(privacy.Erased):
        privacy.use(customer.name, purpose=privacy.policy().purpose("3b-notice"))
    (farewell,) = [mail for mail in mails() if mail.to == who.email]
    assert farewell.subject == "Your information was deleted"
    assert not Customer.objects.filter(pk=customer.pk).exists()


def test_twice_the_same_night_is_one_mail(anna: tuple[Person, Customer]) -> None:
    who, _customer = anna
    night()
    night()
    assert len(told_to(who)) == 1
    night()
    assert told_to(who) == []


def test_signing_in_once_is_enough_to_stay(anna: tuple[Person, Customer]) -> None:
    who, customer = anna
    night()
    assert len(told_to(who)) == 1
    Browser().sign_in(who)
    night(days=31)
    night(days=365)
    assert is_member(who)
    assert told_to(who) == []
    customer.refresh_from_db()
    assert customer.used_on == timezone.localdate()


def test_my_information_says_when_it_was_used_and_when_the_shop_would_write(
    anna: tuple[Person, Customer],
) -> None:
    who, _customer = anna
    browser = Browser()
    browser.sign_in(who)
    page = browser.get("/en/mypage/information/").content.decode()
    assert "Last used on" in page
    assert "If it stays unused, we write to you on" in page
    assert str(timezone.localdate().year + 3) in page


def test_without_a_mail_that_was_handed_over_nobody_is_ever_erased(anna: tuple[Person, Customer]) -> None:
    who, customer = anna
    shut = privacy.DoorError("shut", permanent=True)
    for days in (0, 40, 400):
        with patch("small_trades.doors.mail.driver.MailDoor.send", side_effect=shut):
            night(days=days)
            with pytest.raises(privacy.DoorError):
                run_tasks()
    customer.refresh_from_db()
    assert customer.noticed_at is None
    assert is_member(who)


def _open_order(customer: Customer) -> Callable[[], object]:
    order = placed(subject=customer.subject, customer_id=customer.pk)
    return lambda: cancel(order, reason=CancelReason.CUSTOMER)


def _open_inquiry(customer: Customer) -> Callable[[], object]:
    asked = inquiry(asker(), customer=customer)
    return lambda: Inquiry.objects.filter(pk=asked.pk).update(state=InquiryState.ANSWERED)


def _open_request(customer: Customer) -> Callable[[], object]:
    asked = rights.open_request(customer.subject, RequestKind.ACCESS, channel=Channel.LETTER)

    def answer() -> None:
        rights.identify(asked.id, how=Identified.DOCUMENT_SEEN)
        rights.decide(asked.id, Decision.GRANTED, reason=ReasonCode.AS_ASKED)
        rights.finish(asked.id)

    return answer


def _stop_of_every_use(customer: Customer) -> Callable[[], object]:
    privacy.restrict(customer.subject, because="stopped")
    return lambda: privacy.lift(customer.subject, because="stopped")


@pytest.mark.parametrize("begin", [_open_order, _open_inquiry, _open_request, _stop_of_every_use])
@pytest.mark.parametrize("is_told", [False, True])
def test_what_is_under_way_comes_first(
    anna: tuple[Person, Customer], begin: Callable[[Customer], Callable[[], object]], *, is_told: bool
) -> None:
    who, customer = anna
    if is_told:
        night()
        assert len(told_to(who)) == 1
    end = begin(customer)
    mails()

    night(days=31)
    assert told_to(who) == []
    assert is_member(who)
    assert rights.erasure_of(customer.subject) is None

    end()
    mails()
    night(days=32)
    assert len(told_to(who)) == (0 if is_told else 1)
    assert is_member(who) is not is_told


def test_orders_that_tax_law_keeps_stay_locked_and_the_rest_goes() -> None:
    person = everything()
    Inquiry.objects.update(state=InquiryState.CLOSED)
    three_years_pass(person.customer)
    night()
    mails()
    night(days=31)
    mails()
    receipt = rights.erasure_of(person.subject)
    assert receipt is not None
    assert receipt.held_until is not None
    assert receipt.is_notified
    kept = Order.objects.get(pk=person.order_id)
    assert kept.customer_id is None
    with pytest.raises(privacy.Refused):
        privacy.use(kept.name, purpose=privacy.policy().purpose("3b-delivery"))
    assert privacy.use(kept.name, purpose=privacy.policy().purpose("3d-tax-records"), reason="tax audit")
    assert not Inquiry.objects.filter(subject=person.subject).exists()


def test_staff_and_what_the_shop_wrote_have_no_such_end() -> None:
    colleague("orders")
    Article.objects.create(slug="about", title_ja="店", title_en="Shop", body_ja="店", body_en="Shop")
    night(days=4_000)
    assert Staff.objects.count() == 1
    assert Article.objects.count() == 1


def test_killed_between_notice_and_erasure_nothing_is_lost(
    anna: tuple[Person, Customer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends when the keys are gone and no more: the next minute goes on from there."""
    who, customer = anna
    night()
    assert len(told_to(who)) == 1
    customer.refresh_from_db()

    class Killed(BaseException):
        """As a process that is ended."""

    def end(*_given: object) -> None:
        raise Killed

    monkeypatch.setattr("small_trades.shop.account.actions.dormant.later", end)
    with pytest.raises(Killed):
        erase_dormant(customer.pk, until=_thirty_days_later(customer))
    monkeypatch.undo()
    assert not is_member(who)
    _erase_what_is_due(customer.subject)
    assert not Customer.objects.filter(pk=customer.pk).exists()


def _thirty_days_later(customer: Customer) -> datetime:
    assert customer.noticed_at is not None
    return customer.noticed_at + UNUSED_NOTICE


def _erase_what_is_due(subject: UUID) -> None:
    assert erase_due() == 1
    run_tasks()
    receipt = rights.erasure_of(subject)
    assert receipt is not None
    assert receipt.state == rights.ErasureState.DONE
