"""Clause 3c: to verify identity. What a person knows is checked; what they typed is kept nowhere."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from django.db import connections
from django.db.models import Model

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY, NOTICE
from small_trades.policy.groups import PaymentReference
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import SignInRecord, Throttle
from small_trades.shop.account.tests.making import Browser, mail, mails, member, person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def everything_stored() -> str:
    """Every row of every table of the two stores this test writes to."""
    found = []
    for alias in ("default", "keys"):
        connection = connections[alias]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of tables
                found += [repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor]
    return "\n".join(found)


def test_signing_in_opens_the_password_for_this_purpose_alone(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    before = len(ledger_rows())
    assert Browser().sign_in(anna).status_code == 302
    (row,) = ledger_rows()[before:]
    assert (row.purpose, row.groups) == (IDENTITY.id, ("PasswordHash",))

    with privacy.acting_as(privacy.Actor.system("test")), pytest.raises(privacy.Refused):
        privacy.use(customer.password, purpose=NOTICE)


def test_nothing_that_was_typed_is_stored_in_the_clear() -> None:
    anna = person()
    browser = Browser(REMOTE_ADDR="203.0.113.77")
    browser.post("/account/register/", anna.typed())
    browser.get(mail().link)
    browser.post("/account/verify/", {"current-password": anna.password})
    browser.post("/account/logout/")
    browser.try_password(anna.email, "a wrong guess of theirs")
    browser.post("/account/reset/", {"email": anna.email})
    browser.sign_in(anna)

    stored = everything_stored()

    for value in (
        *anna.planted(),
        "a wrong guess of theirs",
        "203.0.113.77",
        browser.session.session_key or "",
    ):
        assert value
        assert value not in stored
    assert "argon2" not in stored


def test_links_are_mailed_once_and_their_values_are_kept_nowhere() -> None:
    anna, _customer = member()
    Browser().post("/account/reset/", {"email": anna.email})
    token = mail().link.rstrip("/").rpartition("/")[2]
    assert len(token) == 43
    assert token not in everything_stored()


@pytest.mark.parametrize("record", [SignInRecord, Throttle])
def test_no_network_address_and_no_browser_is_kept(record: type[Model]) -> None:
    columns = {column.attname for column in record._meta.concrete_fields}
    assert not columns & {"address", "ip", "ip_address", "user_agent"}


def test_a_guess_is_refused_and_leaves_nothing_but_its_count(ledger_rows: LedgerRows) -> None:
    anna, _customer = member()
    before = len(ledger_rows())
    browser = Browser()
    for _try in range(11):
        browser.try_password(anna.email, "wrong")
    answer = browser.sign_in(anna)

    assert answer.status_code == 429
    assert "customer" not in browser.session
    assert not SignInRecord.objects.exists()
    assert len(ledger_rows()) - before == 10, "from the eleventh try on, nothing is opened"


def test_the_card_is_verified_by_the_payment_provider() -> None:
    assert "payment provider" in IDENTITY.text_en
    kept = {entry.name for entry in fields(PaymentReference)}
    assert kept == {"provider", "reference", "brand", "last4", "three_d_secure"}, "and no card number"
