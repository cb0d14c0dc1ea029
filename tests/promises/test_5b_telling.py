"""Clause 5b: contractors that were given something and still hold it are told when it is corrected."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.payment.sandbox.models import CustomerNotice, Session
from small_trades.policy.declaration import CARRIER, DELIVERY, PAYMENT_PROVIDER
from small_trades.policy.groups import EmailAddress
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, mails, run_tasks
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.actions.deliver import deliver
from small_trades.shop.orders.actions.ship import LabelOutdatedError, ship_printed
from small_trades.shop.orders.models import Order
from small_trades.shop.provisions.actions.tell import WAITS, tell_due
from small_trades.shop.provisions.models import RecipientNotice
from tests.carrier_service import CarrierService
from tests.told import NUMBER, SYSTEM, Anna, connected_carrier, later, stands, work

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def carrier() -> Iterator[CarrierService]:
    with connected_carrier() as service:
        yield service


# -- Corrections (個人情報保護法 34) -----------------------------------------------------------------------


def test_a_corrected_address_reaches_the_unsent_order_its_label_and_the_carrier(
    carrier: CarrierService, ledger_rows: LedgerRows
) -> None:
    anna = Anna()
    old_slip = anna.prints()
    assert carrier.labels[NUMBER]["to"]["street"] == anna.address.street
    assert anna.address.street in old_slip.html.decode()

    rows = len(ledger_rows())
    right = anna.corrects()
    work()

    with privacy.acting_as(SYSTEM):
        assert privacy.use(Order.objects.get().ship_to, purpose=DELIVERY) == right
    assert carrier.labels[NUMBER] == {"mark": "correction", "to": carrier.labels[NUMBER]["to"]}
    assert carrier.labels[NUMBER]["to"]["street"] == right.street
    assert stands("correction") == ("acknowledged", "")
    told = [row for row in ledger_rows()[rows:] if row.recipient == CARRIER.id]
    assert [(row.event, row.purpose) for row in told] == [
        ("disclosure", "6-rights"),
        ("outcome", "6-rights"),
    ]
    assert told[0].groups == ("DeliveryAddress", "TrackingNumber")

    with privacy.acting_as(SYSTEM), pytest.raises(LabelOutdatedError):
        ship_printed(anna.order.pk)
    assert Order.objects.get().state == "packing"
    new_slip = anna.prints()
    assert right.street in new_slip.html.decode()
    with privacy.acting_as(SYSTEM):
        ship_printed(anna.order.pk)
    assert Order.objects.get().state == "shipped"


def test_the_notice_holds_what_is_needed_and_nothing_else(carrier: CarrierService) -> None:
    anna = Anna()
    anna.ships()
    right = anna.corrects()
    work()
    [(method, path, content)] = [one for one in carrier.received if "/notices/" in one[1]]
    notice = RecipientNotice.objects.get()
    assert (method, path) == ("PUT", f"/v1/notices/{notice.pk}")
    assert set(content) == {"carrier", "number", "what", "to"}
    assert (content["number"], content["to"]["street"]) == (NUMBER, right.street)
    assert anna.who.email not in str(content)


@pytest.mark.usefixtures("carrier")
def test_the_person_reads_who_was_told_and_that_it_was_acknowledged() -> None:
    anna = Anna()
    anna.ships()
    browser = Browser()
    browser.sign_in(anna.who)
    address = "/en/mypage/information/provisions/"
    assert "Nothing had to be told so far." in browser.get(address).content.decode()
    anna.corrects()
    work()
    page = browser.get(address).content.decode()
    assert "Word of your correction" in page
    assert "acknowledged" in page
    assert anna.order.code in page


def test_what_arrived_is_no_longer_corrected_at_the_carrier(carrier: CarrierService) -> None:
    anna = Anna()
    anna.ships()
    with privacy.acting_as(SYSTEM):
        deliver(anna.order.pk)
    anna.corrects()
    work()
    assert RecipientNotice.objects.count() == 0
    assert [path for _method, path, _content in carrier.received] == [f"/v1/labels/{anna.order.code}"]


@pytest.mark.usefixtures("carrier")
def test_the_desk_sees_that_a_label_is_outdated_and_prints_it_anew() -> None:
    anna = Anna()
    desk = desk_of(colleague("orders"))
    order = f"/en/desk/orders/{anna.order.code}/"
    typed = {"carrier": "yamato", "tracking_number": NUMBER}
    slip = desk.post(f"{order}label/", typed)
    assert slip["Content-Disposition"] == f'attachment; filename="label-{anna.order.code}.html"'
    assert "The label is outdated" not in desk.get(order).content.decode()
    right = anna.corrects()
    page = desk.get(order).content.decode()
    assert "The label is outdated" in page
    assert right.street not in page
    desk.post(f"{order}ship/", {"printed": "1"})
    desk.post(f"{order}ship/", typed)
    assert Order.objects.get().state == "packing"
    anew = desk.post(f"{order}label/", {"anew": "1"})
    assert right.street in anew.content.decode()
    assert anna.address.street not in anew.content.decode()
    desk.post(f"{order}ship/", {"printed": "1"})
    assert Order.objects.get().state == "shipped"


def test_a_corrected_mail_address_reaches_the_payment_provider(ledger_rows: LedgerRows) -> None:
    anna = Anna(card="late")
    with privacy.acting_as(privacy.Actor.customer(anna.customer.pk, anna.subject)):
        customer = Customer.objects.get(pk=anna.customer.pk)
        privacy.correct(customer, notice="registration", email=EmailAddress(plant("email")))
        customer.save()
        privacy.rights.tell_correction(anna.subject)
    run_tasks()
    assert stands("correction", PAYMENT_PROVIDER) == ("sent", "")
    assert Session.objects.get().customer == "held"
    later(minutes=2)
    assert stands("correction", PAYMENT_PROVIDER) == ("acknowledged", "")
    assert (Session.objects.get().customer, CustomerNotice.objects.get().received) == ("corrected", 1)
    rights = [row for row in ledger_rows() if row.purpose == "6-rights" and row.event == "disclosure"]
    assert [row.groups for row in rights] == [("EmailAddress",), ()], "asking again takes no value"


# -- A recipient that is down, late, forgetful, or refuses ---------------------------------------------------


def test_a_carrier_that_is_down_is_told_later_and_acknowledges_once(carrier: CarrierService) -> None:
    anna = Anna()
    anna.ships()
    carrier.is_down = True
    anna.corrects()
    work()
    notice = RecipientNotice.objects.get()
    assert (notice.state, notice.attempts, notice.sent_at) == ("waiting", 1, None)
    assert notice.due_at is not None
    assert notice.due_at > timezone.now(), "not before its time"
    assert tell_due(timezone.now()) == 0
    later(minutes=2)
    assert (stands("correction"), carrier.notices) == (("waiting", ""), {})

    carrier.is_down = False
    later(minutes=10)
    later(minutes=10)
    work()
    assert stands("correction") == ("acknowledged", "")
    assert carrier.done == [str(notice.pk)]
    assert carrier.notices[str(notice.pk)].times == 1
    assert RecipientNotice.objects.count() == 1


def test_a_lost_answer_is_asked_for_again_and_nothing_is_done_twice(carrier: CarrierService) -> None:
    anna = Anna()
    anna.ships()
    carrier.loses_answers = True
    anna.corrects()
    work()
    assert stands("correction") == ("waiting", "")
    carrier.loses_answers = False
    later(minutes=2)
    (notice,) = carrier.notices.values()
    assert (stands("correction"), notice.times, len(carrier.done)) == (("acknowledged", ""), 2, 1)


def test_a_carrier_that_answers_late_is_asked_without_being_told_again(carrier: CarrierService) -> None:
    anna = Anna()
    anna.ships()
    carrier.is_late = True
    anna.corrects()
    work()
    assert stands("correction") == ("sent", "")
    carrier.is_late = False
    later(minutes=2)
    assert stands("correction") == ("acknowledged", "")
    asked = [(method, content) for method, path, content in carrier.received if "/notices/" in path]
    assert [method for method, _content in asked] == ["PUT", "GET"]
    assert asked[1][1] == {}


def test_a_refusal_is_shown_with_its_reason_and_can_be_answered_by_hand(carrier: CarrierService) -> None:
    anna = Anna()
    anna.ships()
    carrier.refuses = "too-late"
    anna.corrects()
    work()
    assert stands("correction") == ("refused", "too-late")
    notice = RecipientNotice.objects.get()
    desk = desk_of(colleague("owner"))
    page = desk.get(f"/en/desk/provisions/notices/{notice.pk}/").content.decode()
    assert "the parcel was too far on its way" in page
    desk.post(f"/en/desk/provisions/notices/{notice.pk}/", {"answer": "acknowledged", "how": "telephone"})
    notice.refresh_from_db()
    assert (notice.state, notice.how, notice.why) == ("acknowledged", "telephone", "")
    assert notice.answered_by is not None
    desk.post(f"/en/desk/provisions/notices/{notice.pk}/tell/")
    work()
    assert (len(carrier.done), stands("correction")) == (0, ("acknowledged", "")), "it is over"


def test_what_cannot_be_reached_in_the_end_waits_for_a_person_who_has_it_told_again(
    carrier: CarrierService,
) -> None:
    anna = Anna()
    anna.ships()
    carrier.is_down = True
    anna.corrects()
    work()
    for _wait in WAITS:
        later(minutes=10_000)
    assert stands("correction") == ("not-possible", "unreached")
    carrier.is_down = False
    notice = RecipientNotice.objects.get()
    desk_of(colleague("owner")).post(f"/en/desk/provisions/notices/{notice.pk}/tell/")
    work()
    assert stands("correction") == ("acknowledged", "")


def test_a_carrier_without_a_connection_gets_a_letter_and_its_answer_is_noted(
    ledger_rows: LedgerRows,
) -> None:
    anna = Anna()
    anna.prints()
    anna.corrects()
    work()
    assert RecipientNotice.objects.count() == 0, "the label is still here"
    anna.prints()
    with privacy.acting_as(SYSTEM):
        ship_printed(anna.order.pk)
    right = anna.corrects()
    work()
    notice = RecipientNotice.objects.get()
    assert (notice.state, notice.due_at) == ("waiting", None)
    desk = desk_of(colleague("owner"))
    address = f"/en/desk/provisions/notices/{notice.pk}/"
    desk.post(address, {"answer": "acknowledged", "how": "telephone"})
    notice.refresh_from_db()
    assert notice.state == "waiting", "nobody has told it"
    letter = desk.post(f"{address}tell/").content.decode()
    assert right.street in letter
    assert NUMBER in letter
    desk.post(address, {"answer": "refused", "how": "telephone"})
    notice.refresh_from_db()
    assert notice.state == "sent", "a refusal has a reason"
    desk.post(address, {"answer": "acknowledged", "how": "telephone"})
    notice.refresh_from_db()
    assert (notice.state, notice.how) == ("acknowledged", "telephone")
    told = [row.event for row in ledger_rows() if (row.purpose, row.recipient) == ("6-rights", CARRIER.id)]
    assert told == ["disclosure", "outcome"]


@pytest.mark.usefixtures("carrier")
def test_notices_are_kept_three_years_and_then_forgotten() -> None:
    anna = Anna()
    anna.ships()
    anna.corrects()
    work()
    RecipientNotice.objects.update(answered_at=timezone.now() - timedelta(days=3 * 365 - 2))
    with privacy.acting_as(SYSTEM):
        privacy.retention.run()
        assert RecipientNotice.objects.count() == 1
        RecipientNotice.objects.update(answered_at=timezone.now() - timedelta(days=3 * 366 + 1))
        privacy.retention.run()
    assert RecipientNotice.objects.count() == 0
