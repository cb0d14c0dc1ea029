"""Clause 3: no other use, except where law permits."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, LAWFUL_EXCEPTION, ORDER_CARE, POLICY, STAFF_ROLES
from small_trades.privacy.testing import LedgerRows, readable
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import member
from small_trades.shop.inquiries.tests.making import inquiry
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SOMEBODY = privacy.uuid7()
ACTORS = {
    "visitor": privacy.Actor.visitor(),
    "system": privacy.Actor.system("test"),
    **{role: privacy.Actor.staff(SOMEBODY, role) for role in STAFF_ROLES},
}


@pytest.fixture
def held() -> dict[str, privacy.Sealed[Any]]:
    """One value of each kind the shop keeps about its customers."""
    _anna, customer = member()
    order = Order.objects.get(pk=placed())
    message = inquiry().messages.get()
    assert isinstance(customer, Customer)
    assert order.note is not None
    return {
        "2a-name": order.name,
        "2d-email": order.email,
        "2e-password": customer.password,
        "2f-shipping": order.ship_to,
        "2j-inquiry": message.text,
    }


def uses() -> Iterator[tuple[str, privacy.Purpose]]:
    return itertools.product(ACTORS, POLICY.purposes)


def is_declared(actor: privacy.Actor, purpose: privacy.Purpose, category: str) -> bool:
    """What the published policy says, read by hand. Nobody here consented to anything."""
    return (
        purpose.legal_basis != privacy.LegalBasis.CONSENT
        and category in {used.id for used in purpose.uses}
        and actor.kind in purpose.actors
        and (actor.kind != privacy.ActorKind.STAFF or not purpose.roles or actor.role in purpose.roles)
    )


def test_what_opens_is_what_the_policy_says_for_everyone_and_everything(
    held: dict[str, privacy.Sealed[Any]],
) -> None:
    for who, purpose in uses():
        for category, sealed in held.items():
            with privacy.acting_as(ACTORS[who]):
                decision = privacy.decide(sealed, purpose=purpose, reason="a reason")
            allowed = is_declared(ACTORS[who], purpose, category)
            assert isinstance(decision, privacy.Allowed) is allowed, (who, purpose.id, category, decision)


def test_a_password_opens_for_signing_in_and_for_nothing_else(held: dict[str, privacy.Sealed[Any]]) -> None:
    opens = set()
    for who, purpose in uses():
        with privacy.acting_as(ACTORS[who]):
            if isinstance(
                privacy.decide(held["2e-password"], purpose=purpose, reason="a reason"), privacy.Allowed
            ):
                opens.add(purpose.id)
    assert opens == {"3c-identity"}


def test_a_member_opens_nobody_elses_information(
    held: dict[str, privacy.Sealed[Any]], ledger_rows: LedgerRows
) -> None:
    _bob, other = member()
    before = len(ledger_rows())
    with privacy.acting_as(privacy.Actor.customer(other.pk, other.subject)):
        for sealed, purpose in itertools.product(held.values(), POLICY.purposes):
            assert isinstance(privacy.decide(sealed, purpose=purpose), privacy.Refusal)
        with pytest.raises(privacy.Refused) as refused:
            privacy.use(held["2a-name"], purpose=ACCOUNT_DISPLAY)
        assert not privacy.opened_personal_value()
    assert refused.value.reason == privacy.RefusalReason.NOT_YOURS
    assert [row.event for row in ledger_rows()[before:]] == [privacy.ledger.Event.REFUSAL]


def test_no_purpose_of_the_catalogue_or_the_auditor_opens_a_customer(
    held: dict[str, privacy.Sealed[Any]],
) -> None:
    for role, purpose in itertools.product(("catalogue", "auditor"), POLICY.purposes):
        for sealed in held.values():
            with privacy.acting_as(ACTORS[role]):
                assert isinstance(privacy.decide(sealed, purpose=purpose, reason="a reason"), privacy.Refusal)


@pytest.mark.parametrize("purpose", [LAWFUL_EXCEPTION, ORDER_CARE], ids=lambda purpose: purpose.id)
@pytest.mark.parametrize("reason", ["", "   "])
def test_the_exception_and_the_incidental_demand_a_reason(
    held: dict[str, privacy.Sealed[Any]], ledger_rows: LedgerRows, purpose: privacy.Purpose, reason: str
) -> None:
    rows = len(ledger_rows())
    with privacy.acting_as(ACTORS["owner"]), pytest.raises(privacy.Refused) as refused:
        privacy.use(held["2a-name"], purpose=purpose, reason=reason)
    assert refused.value.reason == "reason-missing"
    assert [(row.event, row.outcome) for row in ledger_rows()[rows:]] == [("refusal", "reason-missing")]


def test_the_exception_is_recorded_with_its_ground_for_the_person_to_read(ledger_rows: LedgerRows) -> None:
    order = Order.objects.get(pk=placed())
    rows = len(ledger_rows())
    ground = "刑事訴訟法197条2項 照会 令和8年第41号"
    with privacy.acting_as(ACTORS["owner"]):
        privacy.use(order.name, purpose=LAWFUL_EXCEPTION, reason=ground)
    (row,) = ledger_rows()[rows:]
    assert (row.purpose, row.role) == ("3-lawful-exception", "owner")
    assert ground not in readable(row)
    assert privacy.uses_of(order.subject)[0].reason == ground


def test_what_is_incidental_names_what_it_serves() -> None:
    incidental = {purpose.id: purpose.incidental_to for purpose in POLICY.purposes if purpose.clause == "3h"}
    assert {name: served.id for name, served in incidental.items() if served is not None} == {
        "3h-order-care": "3b-delivery",
        "3h-finding": "3g-inquiry",
    }
    assert len(incidental) == 2
