"""Orders for programs: masked, or opened for a declared purpose, in the ledger; changed once."""

from uuid import UUID

import pytest

from small_trades import privacy
from small_trades.policy.declaration import BILLING, DELIVERY
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.api.models import ApiToken
from small_trades.shop.api.scopes import Scope
from small_trades.shop.api.tests.making import Program, program
from small_trades.shop.orders.models import Order, Shipment
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.tests.making import Guest, cup, guest, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PARCEL = {"carrier": "yamato", "tracking_number": "123456789012"}


def an_order(state: str = "paid", by: Guest | None = None) -> Order:
    order_id = placed(by=by)
    Order.objects.filter(pk=order_id).update(state=state)
    return Order.objects.get(pk=order_id)


def state_of(order: Order) -> str:
    return Order.objects.values_list("state", flat=True).get(pk=order.pk)


def values_of(person: Guest) -> list[str]:
    to = person.ship_to
    return [to.family, to.family_kana, to.street, to.telephone, person.email.address]


def test_orders_come_masked_without_the_scope_that_opens(ledger_rows: LedgerRows) -> None:
    buyer = guest()
    order = an_order(by=buyer)
    caller = program(Scope.READ_ORDERS)
    for path in ("orders", f"orders/{order.code}", f"orders/{order.code}/shipments"):
        answer = caller.get(f"/api/v1/{path}")
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
        assert not [value for value in values_of(buyer) if value in answer.content.decode()]
    found = caller.get(f"/api/v1/orders/{order.code}").json()
    assert (found["recipient"], found["figures"]["total"]) == (None, 2970)
    assert list(ledger_rows(privacy.ledger.Event.USE)) == []


def test_what_is_opened_is_in_the_ledger_by_token_and_purpose(ledger_rows: LedgerRows) -> None:
    buyer = guest()
    order = an_order(by=buyer)
    caller = program(Scope.READ_ORDERS, Scope.OPEN_ORDERS)
    found = caller.get(f"/api/v1/orders/{order.code}").json()["recipient"]
    to = buyer.ship_to
    assert (found["family_name"], found["street"], found["telephone"]) == (to.family, to.street, to.telephone)
    (row,) = ledger_rows(privacy.ledger.Event.USE)
    made = ApiToken.objects.get()
    assert (row.actor_kind, row.role, row.actor_id, row.purpose) == ("staff", "program", made.pk, DELIVERY.id)
    (seen,) = [each for each in privacy.uses_of(order.subject) if each.event == "use"]
    assert seen.role == "program"


def test_only_purposes_of_the_token_open() -> None:
    order = an_order()
    caller = program(Scope.READ_ORDERS, Scope.OPEN_ORDERS, purposes=(BILLING.id,))
    wrong = caller.get(f"/api/v1/orders/{order.code}?purpose={DELIVERY.id}")
    assert (wrong.status_code, wrong.json()["type"]) == (403, "urn:small-trades:problem:forbidden")
    assert "recipient" not in wrong.json()
    undeclared = caller.get(f"/api/v1/orders/{order.code}?purpose=3b-newsletter")
    assert (undeclared.status_code, undeclared.json()["errors"][0]["parameter"]) == (422, "purpose")
    right = caller.get(f"/api/v1/orders/{order.code}?purpose={BILLING.id}")
    assert right.json()["recipient"]["family_name"]


def test_the_budget_of_an_hour_holds_for_programs_too(settings: object) -> None:
    orders = [an_order() for _ in range(3)]
    settings.PRIVACY = {**settings.PRIVACY, "OPENINGS_PER_HOUR": {"": 2}}  # type: ignore[attr-defined]  # pytest-django's
    caller = program(Scope.READ_ORDERS, Scope.OPEN_ORDERS)
    answers = [caller.get(f"/api/v1/orders/{order.code}") for order in orders]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["type"] == "urn:small-trades:problem:budget-spent"
    assert "recipient" not in answers[2].json()


def test_somebody_erased_stays_masked() -> None:
    order = an_order()
    privacy.destroy(order.subject)
    answer = program(Scope.READ_ORDERS, Scope.OPEN_ORDERS).get(f"/api/v1/orders/{order.code}")
    assert (answer.status_code, answer.json()["recipient"]) == (200, None)


def test_pages_of_orders_follow_each_other_in_the_order_they_were_placed() -> None:
    codes = [an_order().code for _ in range(3)]
    caller = program(Scope.READ_ORDERS)
    first = caller.get("/api/v1/orders?limit=2").json()
    assert [order["code"] for order in first["items"]] == codes[:2]
    rest = caller.get(f"/api/v1/orders?limit=2&after={first['next']}").json()
    assert ([order["code"] for order in rest["items"]], rest["next"]) == (codes[2:], None)
    assert caller.get("/api/v1/orders?state=shipped").json()["items"] == []
    assert caller.get("/api/v1/orders?after=unknown").status_code == 404


def test_an_order_is_packed_and_shipped(ledger_rows: LedgerRows) -> None:
    order = an_order()
    caller = program()
    packed = caller.send("POST", f"/api/v1/orders/{order.code}/pack")
    assert packed.json() == {"code": order.code, "state": "packing"}
    shipped = caller.send("POST", f"/api/v1/orders/{order.code}/shipments", PARCEL)
    assert (shipped.status_code, shipped.json()["state"]) == (201, "shipped")
    given = [row for row in ledger_rows(privacy.ledger.Event.DISCLOSURE) if row.recipient == "5b-carrier"]
    assert [row.role for row in given] == ["program"]
    (parcel,) = caller.get(f"/api/v1/orders/{order.code}/shipments").json()["items"]
    assert (parcel["carrier"], parcel["tracking_number"]) == ("yamato", "123456789012")


def test_parcels_leave_with_what_is_meant_and_the_rest_follows() -> None:
    """Two lines of the same goods, one of others; programs name goods by their code."""
    cups, plates = cup(available=9), cup(available=9)
    order = Order.objects.get(pk=placed(line(cups, 2), line(plates, 1), line(cups, 1)))
    Order.objects.filter(pk=order.pk).update(state="packing")
    caller = program()
    path = f"/api/v1/orders/{order.code}/shipments"

    first = caller.send("POST", path, PARCEL | {"inside": [{"sku": cups.sku, "quantity": 3}]})
    assert (first.status_code, first.json()["state"]) == (201, "packing")
    lines = caller.get(f"/api/v1/orders/{order.code}").json()["lines"]
    assert [(one["sent"], one["left_out"], one["returned"]) for one in lines] == [
        (2, 0, 0),
        (0, 0, 0),
        (1, 0, 0),
    ]
    for inside in ([{"sku": cups.sku, "quantity": 1}], [{"sku": "NONE", "quantity": 1}]):
        refused = caller.send("POST", path, PARCEL | {"tracking_number": "123456789023", "inside": inside})
        assert (refused.status_code, refused.json()["detail"]) == (
            409,
            "Not so many pieces are left to send.",
        )
    again = caller.send("POST", path, PARCEL)
    assert again.json()["detail"] == "A parcel of the order left under this number."
    rest = caller.send("POST", path, PARCEL | {"tracking_number": "123456789034"})
    assert rest.json()["state"] == "shipped"
    assert [parcel["inside"] for parcel in caller.get(path).json()["items"]] == [
        [{"sku": cups.sku, "quantity": 2}, {"sku": cups.sku, "quantity": 1}],
        [{"sku": plates.sku, "quantity": 1}],
    ]


def test_what_the_state_does_not_allow_is_said_and_not_done() -> None:
    order = an_order("shipped")
    caller = program()
    for verb in ("pack", "cancel"):
        answer = caller.send("POST", f"/api/v1/orders/{order.code}/{verb}")
        assert (answer.status_code, answer.json()["detail"]) == (409, "It stands at shipped.")
    assert state_of(order) == OrderState.SHIPPED
    assert caller.send("POST", "/api/v1/orders/NOSUCH/pack").status_code == 404


def test_a_cancelled_order_gives_its_stock_back() -> None:
    variant = cup(available=3)
    order = Order.objects.get(pk=placed(line(variant, 2)))
    answer = program().send("POST", f"/api/v1/orders/{order.code}/cancel")
    assert answer.json() == {"code": order.code, "state": "cancelled"}
    variant.refresh_from_db()
    assert variant.available == 3


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"carrier": "dhl", "tracking_number": "123456789012"}, "/carrier"),
        ({"carrier": "yamato", "tracking_number": "1"}, "/tracking_number"),
        ({"carrier": "yamato"}, "/tracking_number"),
        ({**PARCEL, "note": "x"}, "/note"),
        ({**PARCEL, "inside": []}, "/inside"),
        ({**PARCEL, "inside": [{"sku": "A", "quantity": 0}]}, "/inside/0/quantity"),
        ([], ""),
    ],
)
def test_a_parcel_that_does_not_fit_is_named_by_pointer(body: object, pointer: str) -> None:
    order = an_order("packing")
    answer = program().send("POST", f"/api/v1/orders/{order.code}/shipments", body)
    assert (answer.status_code, [wrong["pointer"] for wrong in answer.json()["errors"]]) == (422, [pointer])
    assert (state_of(order), Shipment.objects.count()) == (OrderState.PACKING, 0)


def test_what_is_no_json_is_refused() -> None:
    path = f"/api/v1/orders/{an_order('packing').code}/shipments"
    caller = program()
    assert caller.generic("POST", path, b"{", content_type="application/json").status_code == 400
    assert caller.generic("POST", path, b"\xff", content_type="application/json").status_code in {400, 422}
    assert caller.generic("POST", path, b"{}", content_type="text/plain").status_code == 415
    large = b'"' + b"x" * 3_000_000 + b'"'
    assert caller.generic("POST", path, large, content_type="application/json").status_code == 413


def test_the_same_call_with_the_same_key_is_done_once() -> None:
    order, other = an_order(), an_order()
    caller = program()
    path = f"/api/v1/orders/{order.code}/pack"
    first, again = (caller.send("POST", path, key="pack-1") for _ in range(2))
    assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)
    assert (first.headers.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    reused = caller.send("POST", f"/api/v1/orders/{other.code}/pack", key="pack-1")
    assert (reused.status_code, reused.json()["type"]) == (422, "urn:small-trades:problem:key-reused")
    assert state_of(other) == OrderState.PAID
    assert program().send("POST", path, key="pack-1").status_code == 409  # a key is a token's own


def test_what_failed_may_be_sent_again_under_its_key() -> None:
    order = an_order("placed")
    path = f"/api/v1/orders/{order.code}/pack"
    caller = program()
    assert caller.send("POST", path, key="k").status_code == 409
    Order.objects.filter(pk=order.pk).update(state="paid")
    assert caller.send("POST", path, key="k").status_code == 200


def test_a_timeline_names_the_program() -> None:
    order = an_order()
    program().send("POST", f"/api/v1/orders/{order.code}/pack")
    happened = order.events.last()
    assert happened is not None
    assert (happened.kind, happened.role, happened.staff_id) == (
        "packing",
        "program",
        ApiToken.objects.get().pk,
    )
    assert isinstance(happened.staff_id, UUID)
    assert Program().get(f"/api/v1/orders/{order.code}").status_code == 401
