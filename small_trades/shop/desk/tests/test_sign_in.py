"""Signing in at the desk: password and code together, and what a guess costs."""

import datetime as dt
from unittest.mock import patch

import pytest
from django.utils import timezone

from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.models import Staff
from small_trades.shop.desk.tests.making import STEP, Colleague, colleague, desk_of, problems

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NOT_RIGHT = {"": "The address, the password or the code is not right."}
TOO_MANY = {"": "Too many tries. Please wait a quarter of an hour."}
PASSWORD = "asagao-7d-no-tsuru"


@pytest.fixture
def clerk() -> Colleague:
    return colleague(password=PASSWORD)


def sign_in(browser: Browser, email: str, password: str, code: str) -> dict[str, str]:
    """What is wrong; nothing where they were let in."""
    answer = browser.post("/en/desk/login/", {"email": email, "password": password, "code": code})
    return {} if answer.status_code == 302 else problems(answer.content.decode())


def is_in(browser: Browser) -> bool:
    return browser.get("/desk/").status_code == 200


def test_password_and_code_open_the_desk(clerk: Colleague, ledger_rows: LedgerRows) -> None:
    browser = Browser()
    before = len(ledger_rows())

    assert sign_in(browser, clerk.email.upper(), PASSWORD, clerk.code()) == {}

    assert is_in(browser)
    assert [(row.event, row.purpose, row.groups) for row in ledger_rows()[before:]] == [
        ("use", "0-staff", ("PasswordHash",)),
        ("use", "0-staff", ("TotpSecret",)),
        ("staff", "", ()),
    ]


def test_whatever_is_wrong_the_words_are_the_same(clerk: Colleague) -> None:
    gone = colleague(password=PASSWORD, is_active=False)
    tries = {
        "password": (clerk.email, "asagao-8d-no-tsuru", clerk.code()),
        "code": (clerk.email, PASSWORD, clerk.wrong_code()),
        "both": (clerk.email, "asagao-8d-no-tsuru", clerk.wrong_code()),
        "inactive": (gone.email, PASSWORD, gone.code()),
        "unknown": (plant("email"), PASSWORD, clerk.code()),
    }
    for what, typed in tries.items():
        browser = Browser()
        assert sign_in(browser, *typed) == NOT_RIGHT, what
        assert not is_in(browser), what
        assert "staff" not in browser.session, what
    clerk.staff.refresh_from_db()
    assert clerk.staff.totp_step == 0


def test_a_wrong_password_does_not_open_the_codes_secret(clerk: Colleague, ledger_rows: LedgerRows) -> None:
    before = len(ledger_rows())
    sign_in(Browser(), clerk.email, "asagao-8d-no-tsuru", clerk.code())
    assert [(row.event, row.groups) for row in ledger_rows()[before:]] == [("use", ("PasswordHash",))]


def test_no_code_works_twice(clerk: Colleague) -> None:
    code = clerk.code()
    assert sign_in(Browser(), clerk.email, PASSWORD, code) == {}
    thief = Browser()
    assert sign_in(thief, clerk.email, PASSWORD, code) == NOT_RIGHT
    assert not is_in(thief)


def test_nor_does_an_older_one_once_a_newer_was_used(clerk: Colleague) -> None:
    older = clerk.code()
    assert sign_in(Browser(), clerk.email, PASSWORD, clerk.code(steps=1)) == {}
    thief = Browser()
    assert sign_in(thief, clerk.email, PASSWORD, older) == NOT_RIGHT
    assert not is_in(thief)


def test_a_clock_may_be_one_step_off_and_no_more(clerk: Colleague) -> None:
    now = timezone.now()
    code = clerk.code()
    for steps, is_right in ((-2, False), (2, False), (-1, True)):
        with patch("django.utils.timezone.now", return_value=now + steps * STEP):
            assert (sign_in(Browser(), clerk.email, PASSWORD, code) == {}) is is_right, steps


def test_after_ten_tries_even_the_right_ones_wait(clerk: Colleague) -> None:
    for _try in range(10):
        assert sign_in(Browser(), clerk.email, "x", clerk.wrong_code()) == NOT_RIGHT
    rows = LedgerRows()
    browser = Browser()

    assert sign_in(browser, clerk.email, PASSWORD, clerk.code()) == TOO_MANY

    assert not is_in(browser)
    assert rows() == (), "nothing was opened"
    later = timezone.now() + dt.timedelta(minutes=16)
    with patch("django.utils.timezone.now", return_value=later):
        assert sign_in(browser, clerk.email, PASSWORD, clerk.code()) == {}


def test_an_unknown_address_is_made_to_wait_just_the_same() -> None:
    email = plant("email")
    for _try in range(10):
        assert sign_in(Browser(), email, "x", "123456") == NOT_RIGHT
    assert sign_in(Browser(), email, "x", "123456") == TOO_MANY


def test_a_code_may_be_typed_as_a_telephone_types_it(clerk: Colleague) -> None:
    code = clerk.code()
    full_width = code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert sign_in(Browser(), clerk.email, PASSWORD, f"{full_width[:3]} {full_width[3:]}") == {}


def test_signing_in_ends_what_the_visitor_had(clerk: Colleague) -> None:
    browser = Browser()
    session = browser.session
    session["cart"] = 7
    session.save()
    browser.come_with(session.session_key)
    sign_in(browser, clerk.email, PASSWORD, clerk.code())
    assert browser.session.session_key != session.session_key
    assert "cart" not in browser.session


def test_signing_out_ends_the_session() -> None:
    browser = desk_of(colleague())
    assert is_in(browser)
    assert browser.post("/desk/logout/")["Location"] == "/desk/login/"
    assert not is_in(browser)


def test_sessions_end_with_their_generation_and_with_the_work() -> None:
    one, two = colleague(), colleague()
    here, there = desk_of(one), desk_of(two)
    Staff.objects.filter(pk=one.staff.pk).update(generation=one.staff.generation + 1)
    Staff.objects.filter(pk=two.staff.pk).update(is_active=False)
    assert not is_in(here)
    assert not is_in(there)
