"""Clause 3c: to verify identity. What a person knows is checked; what they typed is kept nowhere."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from django.db import connections
from django.db.models import Model

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY, NOTICE
from small_trades.policy.groups import PaymentReference
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import SignInRecord, Throttle
from small_trades.shop.account.tests.authenticator import Authenticator, to_text
from small_trades.shop.account.tests.making import Browser, mail, mails, member, person
from small_trades.shop.account.throttles import Caller
from small_trades.shop.orders.actions.record_payment import record_payment
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.proof import ITEMS_NEEDED, Claims, Level, ask_proof, prove
from small_trades.shop.orders.tests.making import guest, placed
from small_trades.shop.orders.tests.test_record_payment import told

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HERE, CALLER = "a" * 64, Caller("", "192.0.2.9")


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


def test_the_result_of_the_card_holder_check_is_kept_with_the_payment(ledger_rows: LedgerRows) -> None:
    order_id = placed()
    with privacy.acting_as(privacy.Actor.system("orders.webhook.sandbox")):
        record_payment(told(order_id))
        payment = Order.objects.get(pk=order_id).payment
        reference = privacy.use(payment.reference, purpose=IDENTITY)
    assert reference is not None
    assert reference.three_d_secure == "authenticated"
    assert reference.last4.isdigit()
    assert len(reference.last4) == 4
    assert ledger_rows()[-1].groups == ("PaymentReference",)
    values = [str(getattr(reference, part.name)) for part in fields(reference)]
    assert not any(re.search(r"\d{13,19}", value) for value in values)


def test_a_mailed_code_signs_in_once_and_is_stored_nowhere() -> None:
    anna, customer = member()
    browser = Browser()
    browser.post("/account/login/code/", {"email": anna.email})
    code = mail().code
    assert code not in everything_stored()
    assert browser.post("/account/login/code/enter/", {"code": code}).status_code == 302
    assert browser.session["customer"] == str(customer.pk)
    thief = Browser()
    thief.post("/account/login/code/enter/", {"code": code})
    assert "customer" not in thief.session


def test_a_passkey_signs_in_and_only_its_public_half_is_kept_sealed() -> None:
    anna, customer = member()
    here, there, device = Browser(), Browser(), Authenticator()
    here.sign_in(anna)
    page = "/mypage/security/passkeys/"
    made = device.create(here.post(f"{page}options/").json())
    here.post(f"{page}add/", {"label": "phone", "credential": made})
    answer = device.get(there.post("/account/login/passkey/options/").json())
    assert there.post("/account/login/passkey/", {"credential": answer}).status_code == 302
    assert there.session["customer"] == str(customer.pk)
    stored = everything_stored()
    assert to_text(device.credential_id) not in stored
    assert to_text(device.user_handle) not in stored


def test_a_guest_is_known_by_what_they_know_and_by_their_mailbox() -> None:
    kaori = guest()
    order = Order.objects.get(pk=placed(by=kaori))
    mails()
    with privacy.acting_as(privacy.Actor.visitor()):
        asked = ask_proof([order.subject], holder=HERE, language="ja")
        sent = mail()
        right = Claims(sent.code, postal_code="150-0001", telephone=kaori.ship_to.telephone)
        wrong = replace(right, telephone="03-0000-0000")
        assert sent.to == kaori.email.address
        assert prove(asked, wrong, holder=HERE, caller=CALLER).level == Level.NONE
        assert prove(asked, right, holder="b" * 64, caller=CALLER).level == Level.NONE
        assert prove(asked, right, holder=HERE, caller=CALLER).level == Level.ACCESS
        assert prove(asked, right, holder=HERE, caller=CALLER).level == Level.NONE, "a code works once"


def test_more_is_asked_of_whoever_wants_more() -> None:
    assert ITEMS_NEEDED == {Level.LOOK: 0, Level.ACCESS: 2, Level.ERASURE: 3}, "each beside a mailed code"


def test_sessions_end_when_the_address_changes_hands() -> None:
    anna, customer = member()
    here, there = Browser(), Browser()
    here.sign_in(anna)
    there.sign_in(anna)
    there.post("/mypage/security/email/", {"email": person().email, "current-password": anna.password})
    for sent in mails():
        if "/account/email/" in sent.body:
            there.get(sent.link)
            there.post("/account/email/")
    customer.refresh_from_db()
    assert customer.generation == 2
    for browser in (here, there):
        assert browser.get("/mypage/").status_code == 302


def test_sessions_end_when_the_member_is_gone() -> None:
    anna, customer = member()
    browser = Browser()
    browser.sign_in(anna)
    customer.delete()
    assert browser.get("/mypage/").status_code == 302
