"""Signing in and out: what it opens, what it ends, and what a guess costs."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer, SignInRecord, Throttle
from small_trades.shop.account.tests.making import (
    DESKTOP,
    Browser,
    mail,
    mails,
    member,
    person,
    waiting_tasks,
)

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_member_signs_in_and_goes_where_they_were_going(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    before = len(ledger_rows())
    browser = Browser()

    answer = browser.sign_in(anna, "/mypage/orders/?page=2")

    assert answer["Location"] == "/mypage/orders/?page=2"
    assert browser.session["customer"] == str(customer.pk)
    (row,) = ledger_rows()[before:]
    assert (row.event, row.actor_kind, row.purpose, row.groups) == (
        "use",
        "visitor",
        "3c-identity",
        ("PasswordHash",),
    )
    record = SignInRecord.objects.get()
    assert (record.device, record.browser, record.failures_before) == ("phone", "safari", 0)


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "/nowhere/",
        "mypage/",
        "/mypage/\r\nSet-Cookie: a=b",
        "/" + "a" * 300,
    ],
)
def test_only_pages_of_the_shop_are_gone_on_to(onward: str) -> None:
    anna, _customer = member()
    assert Browser().sign_in(anna, onward)["Location"] == "/mypage/"


def test_the_session_gets_a_new_key_and_keeps_its_cart() -> None:
    anna, _customer = member()
    browser = Browser()
    session = browser.session
    session["cart"] = 7
    session.save()
    browser.come_with(session.session_key)
    before = session.session_key

    browser.sign_in(anna)

    assert browser.session.session_key != before
    assert browser.session["cart"] == 7
    planted = Browser()
    planted.come_with(before)
    assert planted.get("/mypage/").status_code == 302


def test_another_member_does_not_get_the_first_ones_session() -> None:
    anna, _one = member()
    berta, two = member()
    browser = Browser()
    browser.sign_in(anna)
    session = browser.session
    session["cart"] = 7
    session.save()

    browser.try_password(berta.email, berta.password)
    assert browser.session.get("cart") == 7, "who is signed in is not signed in again"
    browser.post("/account/logout/")
    browser.sign_in(berta)

    assert browser.session["customer"] == str(two.pk)
    assert "cart" not in browser.session


def test_a_wrong_password_and_an_unknown_address_leave_no_session_and_one_row_each(
    ledger_rows: LedgerRows,
) -> None:
    anna, _customer = member()
    ledger_rows = LedgerRows()
    browser = Browser()

    wrong = browser.try_password(anna.email, "wrong")
    unknown = browser.try_password(person().email, "wrong")

    assert wrong.status_code == unknown.status_code == 200
    assert "customer" not in browser.session
    assert [row.event for row in ledger_rows()] == ["use", "search"]
    assert not SignInRecord.objects.exists()
    assert waiting_tasks() == []


def test_an_unconfirmed_registration_cannot_sign_in() -> None:
    anna = person()
    Browser().post("/account/register/", anna.typed())
    browser = Browser()
    assert browser.sign_in(anna).status_code == 200
    assert "customer" not in browser.session


def test_after_ten_wrong_passwords_the_right_one_waits_too() -> None:
    anna, _customer = member()
    browser = Browser()
    for _try in range(10):
        browser.try_password(anna.email, "wrong")
    ledger_rows = LedgerRows()

    answer = browser.sign_in(anna)

    assert answer.status_code == 429
    assert "customer" not in browser.session
    assert ledger_rows() == (), "nothing was opened"
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(minutes=16)):
        assert browser.sign_in(anna).status_code == 302
    assert SignInRecord.objects.get().failures_before == 0


def test_a_good_sign_in_says_how_many_failed_before_and_starts_the_count_again() -> None:
    anna, _customer = member()
    browser = Browser()
    for _try in range(3):
        browser.try_password(anna.email, "wrong")
    browser.sign_in(anna)
    assert SignInRecord.objects.get().failures_before == 3
    assert Throttle.objects.filter(count__gt=0).count() == 1


def test_one_network_address_may_not_try_many_accounts() -> None:
    browser = Browser(REMOTE_ADDR="2001:db8:0:1::1")
    with patch("small_trades.shop.account.passwords.spend_a_check"):
        for number in range(60):
            browser.post("/account/login/", {"email": f"n{number}@x.example", "current-password": "wrong"})
    neighbour = Browser(REMOTE_ADDR="2001:db8:0:1::2")
    other = Browser(REMOTE_ADDR="2001:db8:0:2::1")
    typed = {"email": "n@x.example", "current-password": "wrong"}
    assert neighbour.post("/account/login/", typed).status_code == 429
    assert other.post("/account/login/", typed).status_code == 200


def test_the_counts_know_neither_addresses() -> None:
    anna, _customer = member()
    Browser(REMOTE_ADDR="192.0.2.7").try_password(anna.email, "wrong")
    stored = repr(list(Throttle.objects.values()))
    assert Throttle.objects.count() == 2
    assert anna.email not in stored
    assert "192.0.2.7" not in stored


def test_a_strange_device_is_told_by_mail_and_a_known_one_is_not() -> None:
    anna, _customer = member()
    Browser().sign_in(anna)
    Browser().sign_in(anna)
    assert mails() == []

    Browser(DESKTOP).sign_in(anna)

    notice = mail()
    assert notice.to == anna.email
    assert "Chrome" in notice.body


def test_signing_out_empties_the_session_and_ends_the_sign_in() -> None:
    anna, _customer = member()
    browser = Browser()
    browser.sign_in(anna)
    key = browser.session.session_key

    assert browser.get("/account/logout/").status_code == 200
    assert "customer" in browser.session
    browser.post("/account/logout/")

    assert SignInRecord.objects.get().ended_at is not None
    stolen = Browser()
    stolen.come_with(key)
    assert stolen.get("/mypage/").status_code == 302


def test_the_actor_of_a_members_request_is_the_member(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    browser = Browser()
    browser.sign_in(anna)
    ledger_rows = LedgerRows()

    browser.get("/mypage/")

    actors = {(row.actor_kind, row.actor_id) for row in ledger_rows()}
    assert actors == {("customer", customer.pk)}


def test_a_session_of_an_earlier_generation_is_nobodys() -> None:
    anna, customer = member()
    browser = Browser()
    browser.sign_in(anna)
    Customer.objects.filter(pk=customer.pk).update(generation=2)
    assert browser.get("/mypage/").status_code == 302


def test_members_pages_send_strangers_to_the_sign_in_and_back() -> None:
    answer = Browser().get("/mypage/orders/?page=2")
    assert answer["Location"] == "/account/login/?next=%2Fmypage%2Forders%2F%3Fpage%3D2"


def test_pages_of_members_are_never_stored() -> None:
    anna, _customer = member()
    browser = Browser()
    browser.sign_in(anna)
    for path in ("/mypage/", "/mypage/registration/", "/mypage/information/", "/account/login/"):
        assert browser.get(path)["Cache-Control"] == "no-store", path


def test_opening_a_password_for_another_purpose_is_refused(ledger_rows: LedgerRows) -> None:
    _anna, customer = member()
    ledger_rows = LedgerRows()
    with (
        privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)),
        pytest.raises(privacy.Refused),
    ):
        privacy.use(customer.password, purpose=ACCOUNT_DISPLAY)
    assert [row.event for row in ledger_rows()] == ["refusal"]
