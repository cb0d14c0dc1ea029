"""Weighty acts ask again who is there, and lose nothing of what was sent."""

import re
from html import unescape

import pytest

from small_trades.privacy.testing import plant
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.models import StaffInvite
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LONG_AGO = 15 * 60
PASSWORD = "a-long-way-to-tipperary"


@pytest.fixture
def owner() -> Colleague:
    return colleague("owner", password=PASSWORD)


def _hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def _proof(who: Colleague, **other: str) -> dict[str, str]:
    return {"proof-password": PASSWORD, "proof-code": who.code(), **other}


def test_what_was_sent_waits_in_the_page_and_is_done_after_the_proof(owner: Colleague) -> None:
    browser, typed = desk_of(owner, seconds_ago=LONG_AGO), {"email": plant("email"), "role": "support"}
    asked = browser.post("/en/desk/staff/invite/", typed)
    page = asked.content.decode()
    assert "Is it still you?" in page
    assert asked["Cache-Control"] == "no-store"
    assert not StaffInvite.objects.exists()
    assert _hidden(page) == {**typed, "proof-method": "POST"}

    done = browser.post("/en/desk/staff/invite/", {**_hidden(page), **_proof(owner)})
    assert "A link for them" in done.content.decode()
    assert StaffInvite.objects.get().role == "support"
    again = browser.post("/en/desk/staff/invite/", {**typed, "email": plant("email")})
    assert "A link for them" in again.content.decode()


def test_a_wrong_proof_does_nothing_and_keeps_what_was_sent(owner: Colleague) -> None:
    browser, typed = desk_of(owner, seconds_ago=LONG_AGO), {"email": plant("email"), "role": "support"}
    sent = {**typed, "proof-method": "POST"}
    for proof in (
        {"proof-password": "wrong", "proof-code": owner.code()},
        {"proof-password": PASSWORD, "proof-code": owner.wrong_code()},
    ):
        page = browser.post("/en/desk/staff/invite/", {**sent, **proof}).content.decode()
        assert problems(page) == {"": "The password or the code is not right."}
        assert _hidden(page) == sent
    page = browser.post("/en/desk/staff/invite/", sent).content.decode()
    assert set(problems(page)) == {"proof-password", "proof-code"} or _hidden(page) == sent
    assert not StaffInvite.objects.exists()


def test_a_proof_is_tried_ten_times_and_no_more(owner: Colleague) -> None:
    browser = desk_of(owner, seconds_ago=LONG_AGO)
    sent = {"proof-method": "POST", "proof-password": "wrong", "proof-code": owner.code()}
    codes = [browser.post("/desk/staff/invite/", sent).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
    right = browser.post("/desk/staff/invite/", {"proof-method": "POST", **_proof(owner)})
    assert right.status_code == 429
    assert not StaffInvite.objects.exists()


def test_a_page_that_asks_is_shown_after_the_proof(owner: Colleague) -> None:
    browser = desk_of(owner, seconds_ago=LONG_AGO)
    page = browser.get("/en/desk/exports/?page=1").content.decode()
    assert _hidden(page) == {"proof-method": "GET"}
    answer = browser.post("/en/desk/exports/?page=1", {"proof-method": "GET", **_proof(owner)})
    assert answer["Location"] == "/en/desk/exports/?page=1"
    assert "Your lists" in browser.get(answer["Location"]).content.decode()


def test_signing_in_is_a_proof(owner: Colleague) -> None:
    browser = Browser()
    typed = {"email": owner.email, "password": PASSWORD, "code": owner.code()}
    assert browser.post("/desk/login/", typed)["Location"] == "/desk/"
    assert "Your lists" in browser.get("/en/desk/exports/").content.decode()


def test_a_recent_proof_cannot_be_claimed_by_the_form(owner: Colleague) -> None:
    browser = desk_of(owner, seconds_ago=LONG_AGO)
    typed = {"email": plant("email"), "role": "support", "proof-method": ""}
    assert "Is it still you?" in browser.post("/en/desk/staff/invite/", typed).content.decode()
    assert not StaffInvite.objects.exists()
