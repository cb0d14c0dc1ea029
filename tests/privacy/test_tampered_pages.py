"""Somebody writes into the database: the page shows nobody's values, and the ledger has the alarm."""

from typing import Any

import pytest
from django.db import connection

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, member

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
TABLE = "account_customer"


def _column(customer: Customer, column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {TABLE} WHERE id = %s", [_id(customer)])  # noqa: S608 - our column
        return bytes(cursor.fetchone()[0])


def _write(customer: Customer, column: str, blob: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", [blob, _id(customer)])  # noqa: S608 - our column


def _id(customer: Customer) -> Any:
    return Customer._meta.pk.get_db_prep_value(customer.pk, connection)


@pytest.mark.parametrize("move", ["person", "column", "bytes"])
def test_a_moved_or_changed_value_shows_no_value_at_all(
    move: str, ledger_rows: LedgerRows, capfd: pytest.CaptureFixture[str]
) -> None:
    anna, customer = member()
    bert, other = member()
    browser = Browser(raise_request_exception=False)
    browser.sign_in(anna)
    name = _column(customer, "name")
    moved = {
        "person": _column(other, "name"),
        "column": _column(customer, "email"),
        "bytes": name[:-1] + bytes([name[-1] ^ 1]),
    }[move]
    _write(customer, "name", moved)
    alarms = len(ledger_rows(privacy.ledger.Event.TAMPER))

    answer = browser.get("/mypage/registration/")

    assert answer.status_code == 500
    shown = answer.content.decode() + "".join(capfd.readouterr())
    assert [value for who in (anna, bert) for value in _shown(who) if value in shown] == []
    row = ledger_rows(privacy.ledger.Event.TAMPER)[alarms]
    assert row.outcome.startswith(f"account.Customer.name {customer.pk}: ")
    assert row.groups == ("PersonName",)
    # Bert's page is as ever.
    other_browser = Browser()
    other_browser.sign_in(bert)
    assert bert.family in other_browser.get("/mypage/registration/").content.decode()


def _shown(who: Person) -> list[str]:
    return [who.family, who.given, who.kana, who.email]
