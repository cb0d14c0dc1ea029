"""Clause 0: a standard of conduct for every employee, confirmed before the desk opens to them."""

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import POLICY, STAFF_DUTIES, STAFF_ROLES
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def newcomer() -> Colleague:
    return colleague("owner", confirmed=0)


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_the_desk_is_shut_to_whoever_has_not_confirmed(role: str) -> None:
    browser = desk_of(colleague(role, confirmed=0))
    assert browser.get("/desk/")["Location"] == "/desk/policy/"
    page = browser.get("/en/desk/policy/").content.decode()
    assert 'href="/en/privacy/"' in page
    assert f"Read the privacy policy, version {POLICY.version}" in page


def test_nothing_can_be_done_before(newcomer: Colleague, ledger_rows: LedgerRows) -> None:
    order = Order.objects.get(pk=placed())
    rows = len(ledger_rows())
    typed = {"what": ["ship_to"], "purpose": "3b-delivery", "reason": "Label misprinted"}
    for verb in ("reveal", "cancel"):
        answer = desk_of(newcomer).post(f"/desk/orders/{order.code}/{verb}/", typed)
        assert answer["Location"] == "/desk/policy/"
    order.refresh_from_db()
    assert order.state == "placed"
    assert len(ledger_rows()) == rows


def test_who_confirmed_which_version_and_when_is_recorded(
    newcomer: Colleague, ledger_rows: LedgerRows
) -> None:
    browser, before, rows = desk_of(newcomer), timezone.now(), len(ledger_rows())

    assert browser.post("/desk/policy/", {"read": "on"})["Location"] == "/desk/setup/"

    newcomer.staff.refresh_from_db()
    assert newcomer.staff.confirmed_policy == POLICY.version
    assert newcomer.staff.confirmed_at is not None
    assert before <= newcomer.staff.confirmed_at <= timezone.now()
    (row,) = ledger_rows()[rows:]
    assert (row.event, row.actor_id, row.role, row.outcome) == (
        "staff",
        newcomer.staff.pk,
        "owner",
        f"confirmed policy version {POLICY.version}",
    )
    assert privacy.uses_of(newcomer.staff.subject)[0].seq == row.seq
    assert browser.get("/desk/").status_code == 200


def test_an_unread_policy_is_not_confirmed(newcomer: Colleague, ledger_rows: LedgerRows) -> None:
    browser, rows = desk_of(newcomer), len(ledger_rows())
    assert set(problems(browser.post("/desk/policy/", {"read": ""}).content.decode())) == {"read"}
    newcomer.staff.refresh_from_db()
    assert (newcomer.staff.confirmed_policy, newcomer.staff.confirmed_at) == (0, None)
    assert len(ledger_rows()) == rows
    assert browser.get("/desk/")["Location"] == "/desk/policy/"


def test_a_new_version_is_confirmed_again() -> None:
    longtime = colleague("owner", confirmed=POLICY.version - 1)
    assert desk_of(longtime).get("/desk/")["Location"] == "/desk/policy/"


def test_the_purpose_for_staff_opens_no_customer(ledger_rows: LedgerRows) -> None:
    order = Order.objects.get(pk=placed())
    rows = len(ledger_rows())
    with (
        privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")),
        pytest.raises(privacy.Refused) as refused,
    ):
        privacy.use(order.name, purpose=STAFF_DUTIES)
    assert refused.value.reason == "not-for-purpose"
    assert [row.event for row in ledger_rows()[rows:]] == ["refusal"]
