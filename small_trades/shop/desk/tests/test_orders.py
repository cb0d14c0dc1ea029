"""Orders at the desk: masked in the list, opened with a purpose and a reason, and changed step by step."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import PaymentReference
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mails, waiting_tasks
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.orders.models import Order, OrderEvent, Shipment
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, cup, guest, line, placed
from small_trades.shop.products.models import Variant

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
Event = privacy.ledger.Event
CHANGED = "The order was changed."
MOVED_ON = "The order had changed in the meantime; nothing was done."


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def clerk() -> Colleague:
    return colleague("orders")


@pytest.fixture
def desk(clerk: Colleague) -> Browser:
    return desk_of(clerk)


@pytest.fixture
def buyer() -> Guest:
    return guest()


@pytest.fixture
def order(buyer: Guest) -> Order:
    """An order that waits for a bank transfer; its own mail is sent."""
    made = Order.objects.get(
        pk=placed(line(cup(available=3), 2), by=buyer, payment_method=PaymentMethod.BANK_TRANSFER)
    )
    mails()
    return made


def planted(who: Guest) -> list[str]:
    return [
        who.name.family,
        who.name.family_kana,
        who.email.address,
        who.ship_to.street,
        who.ship_to.telephone,
    ]


def found_in(page: str, who: Guest) -> list[str]:
    """Which of their values a page shows."""
    return [value for value in planted(who) if value in page]


def do(desk: Browser, order: Order, verb: str, **typed: str) -> str:
    """Press a button, and read the page that comes next."""
    answer = desk.post(f"/en/desk/orders/{order.code}/{verb}/", typed)
    if answer.status_code == 302:
        answer = desk.get(answer["Location"])
    order.refresh_from_db()
    return str(answer.content.decode())


def reveal(desk: Browser, order: Order, **typed: object) -> tuple[int, str]:
    given = {"what": ["ship_to"], "purpose": "3b-delivery", "reason": "Label misprinted", **typed}
    answer = desk.post(f"/en/desk/orders/{order.code}/reveal/", given)
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.content.decode()


# ---- the list and the page -----------------------------------------------------------------------------


def test_list_and_page_are_masked_and_open_nothing(
    desk: Browser, order: Order, buyer: Guest, ledger_rows: LedgerRows
) -> None:
    before = len(ledger_rows())
    for path in ("/desk/", "/desk/orders/", f"/desk/orders/{order.code}/"):
        answer = desk.get(path)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert found_in(page, buyer) == []
        assert answer["Cache-Control"] == "no-store"
    assert order.code in desk.get("/desk/orders/").content.decode()
    assert len(ledger_rows()) == before


def test_the_list_narrows_by_what_is_not_personal(desk: Browser, order: Order) -> None:
    other = Order.objects.get(pk=placed())

    def listed(query: str) -> set[str]:
        page = desk.get(f"/desk/orders/?{query}").content.decode()
        return {each.code for each in (order, other) if each.code in page}

    assert listed("") == {order.code, other.code}
    assert listed("method=bank-transfer") == {order.code}
    assert listed("state=paid") == set()
    assert listed(f"code={other.code.lower()}") == {other.code}
    assert listed("state=nonsense") == {order.code, other.code}
    assert listed("since=2999-01-01") == set()


# ---- revealing -----------------------------------------------------------------------------------------


def test_a_reveal_is_in_that_answer_only_and_in_the_persons_record(
    desk: Browser, order: Order, buyer: Guest, ledger_rows: LedgerRows
) -> None:
    before = len(ledger_rows())

    status, page = reveal(desk, order)

    assert status == 200
    assert buyer.ship_to.street in page
    assert buyer.ship_to.telephone in page
    assert buyer.email.address not in page, "only what was asked for"
    (row,) = ledger_rows()[before:]
    assert (row.event, row.actor_kind, row.role, row.purpose, row.groups) == (
        "use",
        "staff",
        "orders",
        "3b-delivery",
        ("DeliveryAddress",),
    )
    assert "misprinted" not in str(row), "the reason is sealed for the person"
    seen = privacy.uses_of(order.subject)[0]
    assert (seen.event, seen.role, seen.purpose_id, seen.reason) == (
        "use",
        "orders",
        "3b-delivery",
        "Label misprinted",
    )
    assert found_in(desk.get(f"/desk/orders/{order.code}/").content.decode(), buyer) == []


def test_several_groups_are_one_use(
    desk: Browser, order: Order, buyer: Guest, ledger_rows: LedgerRows
) -> None:
    before = len(ledger_rows())
    _status, page = reveal(desk, order, what=["name", "email", "ship_to", "note"])
    assert found_in(page, buyer) == planted(buyer)
    assert "玄関先へお願いします" in page
    assert [row.groups for row in ledger_rows()[before:]] == [
        ("DeliveryAddress", "EmailAddress", "OrderNote", "PersonName")
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "   "}, "reason"),
        ({"reason": "abc"}, "reason"),
        ({"reason": "a    b"}, "reason"),
        ({"reason": "x" * 201}, "reason"),
        ({"reason": "card 4242 4242 4242 4242"}, "reason"),
        ({"reason": "カード番号４２４２４２４２４２４２４２４２"}, "reason"),
        ({"what": []}, "what"),
        ({"what": ["password"]}, "what"),
        ({"what": ["payment"]}, "what"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "3g-inquiry"}, "purpose"),
        ({"purpose": "3-lawful-exception"}, "purpose"),
        ({"purpose": "3b-newsletter"}, "purpose"),
    ],
)
def test_what_is_not_filled_in_rightly_opens_nothing(
    desk: Browser, order: Order, ledger_rows: LedgerRows, typed: dict[str, object], field: str
) -> None:
    before = len(ledger_rows())
    status, page = reveal(desk, order, **typed)
    assert status == 200
    assert set(problems(page)) == {field}
    assert ledger_rows()[before:] == (), "nothing was opened"


def test_a_role_without_the_purpose_is_refused_and_the_person_can_read_it(
    order: Order, ledger_rows: LedgerRows
) -> None:
    before = len(ledger_rows())
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "support")), pytest.raises(privacy.Refused):
        privacy.use(order.ship_to, purpose=DELIVERY, reason="curious")

    (refusal,) = ledger_rows()[before:]
    assert (refusal.event, refusal.role, refusal.outcome) == ("refusal", "support", "role-not-allowed")
    seen = privacy.uses_of(order.subject)[0]
    assert (seen.event, seen.role, seen.reason) == ("refusal", "support", "curious")


def test_a_payment_reference_is_not_opened_for_delivery(
    desk: Browser, buyer: Guest, ledger_rows: LedgerRows
) -> None:
    order = Order.objects.get(pk=placed(by=buyer))
    reference = plant()
    with privacy.acting_as(privacy.Actor.system("test")):
        privacy.collect(
            order.payment,
            notice="checkout-payment",
            reference=PaymentReference("sandbox", reference, "Visa", "4242", "authenticated"),
        )
        order.payment.save()
    before = len(ledger_rows())

    status, page = reveal(desk, order, what=["ship_to", "payment"])

    assert status == 403
    assert set(problems(page)) == {"what"}
    assert reference not in page
    assert found_in(page, buyer) == [], "none of them, not even what alone would be allowed"
    (refusal,) = ledger_rows()[before:]
    assert (refusal.event, refusal.outcome) == ("refusal", "not-for-purpose")
    status, page = reveal(desk, order, what=["payment"], purpose="3d-billing", reason="Refund asked for")
    assert status == 200
    assert reference in page


# ---- changing ------------------------------------------------------------------------------------------


def test_from_the_transfer_to_the_door(desk: Browser, clerk: Colleague, order: Order, buyer: Guest) -> None:
    steps = [
        ("transfer", {}, "paid", "send_transfer_received", CHANGED),
        ("pack", {}, "packing", None, CHANGED),
        (
            "ship",
            {"carrier": "yamato", "tracking_number": "4123-5678-9012"},
            "shipped",
            "send_shipped",
            "The order was shipped, and the customer is told by mail.",
        ),
        ("deliver", {}, "delivered", None, CHANGED),
    ]
    for verb, typed, state, task, words in steps:
        page = do(desk, order, verb, **typed)
        assert (verb, order.state) == (verb, state)
        assert words in page
        assert found_in(page, buyer) == []
        about = Shipment.objects.get().pk if task == "send_shipped" else order.pk
        assert waiting_tasks() == ([(task, [str(about)])] if task else [])
        assert [mail.to for mail in mails()] == ([buyer.email.address] if task else [])
    done = OrderEvent.objects.filter(order=order, actor_kind="staff")
    assert {(event.role, event.staff_id) for event in done} == {("orders", clerk.staff.pk)}
    assert Shipment.objects.get().carrier == "yamato"


def test_the_mail_of_a_shipped_order_names_its_number(desk: Browser, order: Order) -> None:
    do(desk, order, "transfer")
    do(desk, order, "pack")
    mails()
    do(desk, order, "ship", carrier="sagawa", tracking_number="412356789012")
    (mail,) = mails()
    assert "412356789012" in mail.body
    assert "佐川急便" in mail.body


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        ((), "pack"),
        ((), "ship"),
        ((), "deliver"),
        (("transfer",), "transfer"),
        (("transfer",), "ship"),
        (("transfer",), "deliver"),
        (("transfer", "pack"), "transfer"),
        (("transfer", "pack"), "pack"),
        (("transfer", "pack"), "cancel"),
        (("transfer", "pack", "ship"), "ship"),
        (("transfer", "pack", "ship"), "cancel"),
        (("transfer", "pack", "ship", "deliver"), "deliver"),
        (("cancel",), "transfer"),
        (("cancel",), "cancel"),
        (("cancel",), "pack"),
    ],
)
def test_what_is_too_early_or_too_late_is_said_and_changes_nothing(
    desk: Browser, order: Order, ledger_rows: LedgerRows, before: tuple[str, ...], verb: str
) -> None:
    parcel = {"carrier": "yamato", "tracking_number": "412356789012"}
    for earlier in before:
        do(desk, order, earlier, **parcel)
    mails()
    state, happened = order.state, OrderEvent.objects.count()
    left, parcels, rows = Variant.objects.get().available, Shipment.objects.count(), len(ledger_rows())

    page = do(desk, order, verb, **parcel)

    assert MOVED_ON in page
    assert order.state == state
    assert OrderEvent.objects.count() == happened
    assert (Variant.objects.get().available, Shipment.objects.count()) == (left, parcels)
    assert waiting_tasks() == []
    assert len(ledger_rows()) == rows, "nothing left, nothing was opened"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"carrier": "yamato", "tracking_number": ""}, "tracking_number"),
        ({"carrier": "yamato", "tracking_number": "1234567"}, "tracking_number"),
        ({"carrier": "yamato", "tracking_number": "1234 5678 9012 34567"}, "tracking_number"),
        ({"carrier": "pigeon", "tracking_number": "412356789012"}, "carrier"),
        ({"tracking_number": "412356789012"}, "carrier"),
    ],
)
def test_a_parcel_without_a_right_number_stays(
    desk: Browser, order: Order, ledger_rows: LedgerRows, typed: dict[str, str], field: str
) -> None:
    do(desk, order, "transfer")
    do(desk, order, "pack")
    mails()
    rows = len(ledger_rows())

    page = do(desk, order, "ship", **typed)

    assert set(problems(page)) == {field}
    assert order.state == "packing"
    assert not Shipment.objects.exists()
    assert waiting_tasks() == []
    assert len(ledger_rows()) == rows


def test_cancelling_gives_the_goods_back_and_tells_the_customer(
    desk: Browser, order: Order, buyer: Guest
) -> None:
    assert Variant.objects.get().available == 1
    page = do(desk, order, "cancel")
    assert CHANGED in page
    assert (order.state, order.cancel_reason) == ("cancelled", "staff")
    assert Variant.objects.get().available == 3
    assert [mail.to for mail in mails()] == [buyer.email.address]


def test_a_card_payment_is_not_confirmed_by_hand(desk: Browser) -> None:
    order = Order.objects.get(pk=placed())
    mails()
    assert MOVED_ON in do(desk, order, "transfer")
    assert order.state == "placed"
    assert waiting_tasks() == []
