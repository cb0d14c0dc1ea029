"""Signing in by a mailed code, and what somebody learns who asks for somebody else's."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account import tasks
from small_trades.shop.account.models import MailedCode, SignInRecord
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


def ask(browser: Browser, email: str, onward: str = "") -> Any:
    query = f"?next={onward}" if onward else ""
    browser.get(f"/account/login/code/{query}")
    return browser.post("/account/login/code/", {"email": email})


def enter(browser: Browser, code: str) -> Any:
    return browser.post("/account/login/code/enter/", {"code": code})


def other(code: str) -> str:
    """Eight digits that are not the code."""
    return f"{(int(code) + 1) % 10**8:08}"


def test_the_code_of_the_mail_signs_in_and_leads_on(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    browser, before = Browser(), len(ledger_rows())

    assert ask(browser, anna.email.upper(), "/mypage/orders/")["Location"] == "/account/login/code/enter/"
    sent = mail()
    assert sent.to == anna.email
    key = browser.session.session_key
    assert enter(browser, sent.code)["Location"] == "/mypage/orders/"

    assert browser.session["customer"] == str(customer.pk)
    assert browser.session.session_key != key
    record = SignInRecord.objects.get()
    assert (record.way, record.failures_before) == ("code", 0)
    rows = [(row.event, row.actor_kind, row.purpose, row.groups) for row in ledger_rows()[before:]]
    assert rows[0] == ("disclosure", "system", "3c-identity", ("EmailAddress",))
    assert {row[0] for row in rows} == {"disclosure", "outcome"}, "nothing else was opened"


def test_a_code_may_be_typed_with_a_space_and_in_full_width() -> None:
    anna, _customer = member()
    browser = Browser()
    ask(browser, anna.email)
    code = mail().code
    wide = code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert enter(browser, f"{wide[:4]}　{wide[4:]}").status_code == 302


def test_the_answer_is_the_same_for_an_address_nobody_registered() -> None:
    anna, _customer = member()
    known, unknown = Browser(), Browser()
    answers = [ask(known, anna.email), ask(unknown, plant("email"))]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert [name for name, _ids in waiting_tasks()] == ["send_code", "send_code"]
    (sent,) = mails()
    assert sent.to == anna.email
    pages = [enter(browser, other(sent.code)) for browser in (known, unknown)]
    assert [page.status_code for page in pages] == [200, 200]
    assert len({page.content.count(b"error") for page in pages}) == 1
    assert enter(unknown, sent.code).status_code == 200
    assert not SignInRecord.objects.exists()


def test_a_registration_nobody_confirmed_gets_no_code() -> None:
    anna = person()
    Browser().post("/account/register/", anna.typed())
    mails()
    ask(Browser(), anna.email)
    assert mails() == []


def test_a_code_works_once() -> None:
    anna, _customer = member()
    browser = Browser()
    ask(browser, anna.email)
    code = mail().code
    kept = browser.session["mailed_code"]
    assert enter(browser, code).status_code == 302
    browser.post("/account/logout/")
    session = browser.session
    session["mailed_code"] = kept
    session.save()
    browser.come_with(session.session_key)
    assert enter(browser, code).status_code == 200
    assert SignInRecord.objects.count() == 1


def test_a_code_works_only_in_the_browser_that_asked() -> None:
    anna, _customer = member()
    browser, thief = Browser(), Browser()
    ask(browser, anna.email)
    code = mail().code
    ask(thief, plant("email"))
    session = thief.session
    session["mailed_code"] = browser.session["mailed_code"]
    session.save()
    assert enter(thief, code).status_code == 200
    assert "customer" not in thief.session
    assert enter(Browser(), code)["Location"] == "/account/login/code/"
    assert enter(browser, code).status_code == 302


def test_after_five_wrong_ones_the_right_one_is_wrong_too() -> None:
    anna, _customer = member()
    browser = Browser()
    ask(browser, anna.email)
    code = mail().code
    for _try in range(5):
        assert enter(browser, other(code)).status_code == 200
    assert enter(browser, code).status_code == 200
    assert "customer" not in browser.session
    assert MailedCode.objects.get().tries == 5


def test_wrong_ones_before_the_right_one_are_told_to_the_member() -> None:
    anna, _customer = member()
    browser = Browser(DESKTOP)
    ask(browser, anna.email)
    code = mail().code
    enter(browser, other(code))
    enter(browser, code)
    assert SignInRecord.objects.get().failures_before == 1


def test_after_ten_minutes_it_is_too_late() -> None:
    anna, _customer = member()
    browser = Browser()
    ask(browser, anna.email)
    code = mail().code
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(minutes=10, seconds=1)):
        assert enter(browser, code).status_code == 200
    assert "customer" not in browser.session


def test_five_mails_an_hour_are_enough_for_one_address() -> None:
    anna, _customer = member()
    for _mail in range(5):
        assert ask(Browser(), anna.email).status_code == 302
    assert ask(Browser(), anna.email).status_code == 429
    assert MailedCode.objects.count() == 5


def test_a_mail_that_is_tried_again_carries_a_new_code() -> None:
    anna, _customer = member()
    browser = Browser()
    ask(browser, anna.email)
    ((name, (code_id,)),) = waiting_tasks()
    first = mail().code

    tasks.send_code.call(code_id)
    second = mail().code
    assert name == "send_code"
    assert enter(browser, first).status_code == (302 if first == second else 200)
    assert enter(browser, second).status_code == 302


def test_a_strange_device_is_told_as_with_passwords() -> None:
    anna, _customer = member()
    Browser().sign_in(anna)
    browser = Browser(DESKTOP)
    ask(browser, anna.email)
    enter(browser, mail().code)
    assert "Chrome" in mail().body


@pytest.mark.parametrize("typed", ["", "1234567", "123456789", "abcdefgh", "1" * 5000])
def test_what_is_no_code_is_said_at_the_field_and_costs_no_try(typed: str) -> None:
    anna, _customer = member()
    browser = Browser()
    ask(browser, anna.email)
    assert b"id_code_error" in enter(browser, typed).content
    assert MailedCode.objects.get().tries == 0


def test_no_code_is_stored() -> None:
    anna, _customer = member()
    ask(Browser(), anna.email)
    code = mail().code
    row = MailedCode.objects.get()
    assert code not in repr(MailedCode.objects.values_list("code_hash", "holder_hash", "purpose").get())
    assert len(row.code_hash) == 64
