"""How staff sign in: passkeys beside or instead of password and codes, and the last way in that stays."""

import datetime as dt
import json
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from small_trades.policy.declaration import MANAGER
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Passkey
from small_trades.shop.account.tests.authenticator import USER_PRESENT, Authenticator
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.desk.actions.staff import owner_link
from small_trades.shop.desk.models import Staff, StaffPasskey
from small_trades.shop.desk.tests.making import Colleague, colleague

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PASSWORD = "asagao-7d-no-tsuru"
PAGE = "/desk/security/"
REFUSED = "このパスキーでは業務画面を開けません。"


@pytest.fixture
def clerk() -> Colleague:
    return colleague(password=PASSWORD)


def signed_in(who: Colleague) -> Browser:
    browser = Browser()
    typed = {"email": who.email, "password": PASSWORD, "code": who.code()}
    assert browser.post("/desk/login/", typed).status_code == 302
    return browser


def options(browser: Browser, path: str) -> dict[str, Any]:
    answer = browser.post(f"{path}options/")
    assert answer.status_code == 200
    told: dict[str, Any] = json.loads(answer.content)
    return told


def add(browser: Browser, device: Authenticator) -> Any:
    sent = device.create(options(browser, f"{PAGE}passkeys/"))
    return browser.post(f"{PAGE}passkeys/", {"label": "security-key", "credential": sent})


def use(browser: Browser, device: Authenticator, onward: str = "") -> Any:
    sent = device.get(options(browser, "/desk/login/passkey/"))
    return browser.post("/desk/login/passkey/", {"credential": sent, "next": onward})


def is_in(browser: Browser) -> bool:
    return browser.get("/desk/").status_code == 200


def refused(browser: Browser, answer: Any) -> bool:
    return answer.status_code == 200 and REFUSED in answer.content.decode() and not is_in(browser)


def test_a_passkey_opens_the_desk_without_password_and_code(
    clerk: Colleague, ledger_rows: LedgerRows
) -> None:
    device, browser = Authenticator(), Browser()
    assert add(signed_in(clerk), device)["Location"] == PAGE
    before = len(ledger_rows())

    assert use(browser, device)["Location"] == "/desk/"

    rows = [(row.event, row.actor_kind, row.purpose, row.groups) for row in ledger_rows()[before:]]
    assert rows == [("use", "visitor", "0-staff", ("PasskeyCredential",)), ("staff", "staff", "", ())]
    assert is_in(browser)
    assert browser.session["staff"] == str(clerk.staff.pk)


def test_what_staff_do_to_their_ways_in_is_in_the_ledger(clerk: Colleague, ledger_rows: LedgerRows) -> None:
    browser, device = signed_in(clerk), Authenticator()
    before = len(ledger_rows())
    add(browser, device)
    browser.post(f"{PAGE}codes/off/")
    done = [row.outcome for row in ledger_rows()[before:] if row.event == "staff"]
    assert done == ["added a passkey", "turned one-time codes off"]


@pytest.mark.parametrize(
    "wrong", [{"flags": USER_PRESENT}, {"origin": "https://evil.example"}, {"user_handle": b"another"}]
)
def test_a_wrong_answer_does_not_open_the_desk(clerk: Colleague, wrong: dict[str, Any]) -> None:
    device, browser = Authenticator(), Browser()
    add(signed_in(clerk), device)
    for part, value in wrong.items():
        setattr(device, part, value)
    assert refused(browser, use(browser, device))


def test_a_replay_a_removed_and_a_copied_one_do_not_open_it(
    clerk: Colleague, ledger_rows: LedgerRows
) -> None:
    own, device, browser = signed_in(clerk), Authenticator(), Browser()
    add(own, device)
    sent = device.get(options(browser, "/desk/login/passkey/"))
    assert browser.post("/desk/login/passkey/", {"credential": sent}).status_code == 302
    thief = Browser()
    thief.cookies = browser.cookies
    browser.post("/desk/logout/")
    assert refused(thief, thief.post("/desk/login/passkey/", {"credential": sent}))

    device.counter = 0
    assert refused(thief, use(thief, device))
    assert ledger_rows()[-1].outcome == "passkey copied"
    assert StaffPasskey.objects.get().stopped_at is not None

    second = Authenticator()
    add(own, second)
    kept = StaffPasskey.objects.get(stopped_at=None)
    own.post(f"{PAGE}passkeys/{kept.pk}/remove/")
    assert refused(thief, use(thief, second))


def test_whoever_left_does_not_come_in_with_a_passkey(clerk: Colleague) -> None:
    device, browser = Authenticator(), Browser()
    add(signed_in(clerk), device)
    Staff.objects.update(is_active=False)
    assert refused(browser, use(browser, device))


def test_members_and_staff_do_not_share_passkeys(clerk: Colleague) -> None:
    device, browser = Authenticator(), Browser()
    add(signed_in(clerk), device)
    sent = device.get(options(browser, "/account/login/passkey/"))
    assert browser.post("/account/login/passkey/", {"credential": sent}).status_code == 200
    assert "customer" not in browser.session
    sent = device.get(options(browser, "/account/login/passkey/"))
    assert refused(browser, browser.post("/desk/login/passkey/", {"credential": sent}))
    assert not Passkey.objects.exists()


def test_the_last_way_in_stays(clerk: Colleague) -> None:
    browser, device = signed_in(clerk), Authenticator()
    browser.post(f"{PAGE}codes/off/")
    clerk.staff.refresh_from_db()
    assert clerk.staff.has_codes, "there was nothing else"

    add(browser, device)
    browser.post(f"{PAGE}codes/off/")
    clerk.staff.refresh_from_db()
    assert not clerk.staff.has_codes
    passkey = StaffPasskey.objects.get()
    browser.post(f"{PAGE}passkeys/{passkey.pk}/remove/")
    assert StaffPasskey.objects.filter(pk=passkey.pk).exists()
    assert "最後のログイン方法" in browser.get(PAGE).content.decode()

    add(browser, Authenticator())
    browser.post(f"{PAGE}passkeys/{passkey.pk}/remove/")
    assert StaffPasskey.objects.count() == 1


def test_without_codes_the_password_opens_nothing_until_new_ones_are_set_up(clerk: Colleague) -> None:
    browser = signed_in(clerk)
    add(browser, Authenticator())
    old = clerk.code(steps=1)
    browser.post(f"{PAGE}codes/off/")
    typed = {"email": clerk.email, "password": PASSWORD, "code": old}
    assert Browser().post("/desk/login/", typed).status_code == 200
    assert browser.post(f"{PAGE}codes/", {"code": old}).status_code == 200, "the old app shows nothing here"
    page = browser.get(f"{PAGE}codes/").content.decode()
    secret = page.split('class="desk-secret">')[1].split("<")[0].strip()
    assert secret != clerk.secret
    renewed = Colleague(clerk.staff, clerk.name, clerk.email, PASSWORD, secret)
    assert browser.post(f"{PAGE}codes/", {"code": renewed.code(steps=1)})["Location"] == PAGE
    later = timezone.now() + dt.timedelta(seconds=60)
    with patch("django.utils.timezone.now", return_value=later):
        typed = {"email": clerk.email, "password": PASSWORD, "code": renewed.code()}
        assert Browser().post("/desk/login/", typed).status_code == 302


def test_changes_take_a_sign_in_of_now(clerk: Colleague) -> None:
    browser, device = signed_in(clerk), Authenticator()
    add(browser, device)
    passkey = StaffPasskey.objects.get()
    with patch("django.utils.timezone.now", return_value=timezone.now() + dt.timedelta(minutes=16)):
        assert browser.post(f"{PAGE}passkeys/options/").status_code == 403
        browser.post(f"{PAGE}passkeys/{passkey.pk}/remove/")
        browser.post(f"{PAGE}codes/off/")
        assert StaffPasskey.objects.count() == 1
        assert "/desk/login/?next=security" in browser.get(PAGE).content.decode()
        assert use(browser, device, "security")["Location"] == PAGE
        assert browser.post(f"{PAGE}passkeys/options/").status_code == 200


def test_the_owner_joins_with_a_passkey_instead_of_codes() -> None:
    link = owner_link()
    assert link is not None
    browser, device = Browser(), Authenticator()
    person = {"family_name": "岡", "given_name": "澄", "email": "o@mail.example", "password": PASSWORD}
    assert browser.post(link, person)["Location"] == "/desk/join/code/"
    assert "data-passkey" in browser.get("/desk/join/code/").content.decode()
    wrong = Authenticator(flags=USER_PRESENT).create(options(browser, "/desk/join/passkey/"))
    assert browser.post("/desk/join/passkey/", {"label": "phone", "credential": wrong}).status_code == 200
    assert not Staff.objects.get().is_active
    sent = device.create(options(browser, "/desk/join/passkey/"))

    assert browser.post("/desk/join/passkey/", {"label": "phone", "credential": sent})["Location"] == "/desk/"

    staff = Staff.objects.get()
    assert (staff.is_active, staff.has_codes, staff.role) == (True, False, "owner")
    assert use(Browser(), device)["Location"] == "/desk/setup/"


def test_strangers_and_members_do_not_reach_it() -> None:
    anna, _customer = member()
    browser = Browser()
    browser.sign_in(anna)
    for path in ("", "passkeys/options/", "passkeys/", "codes/off/", "end-others/"):
        for visitor in (Browser(), browser):
            answer = visitor.post(f"{PAGE}{path}") if path else visitor.get(PAGE)
            assert answer["Location"] == "/desk/login/", path
    assert Browser().post("/desk/join/passkey/options/").status_code == 403


def test_a_new_role_ends_sessions_in_every_process(clerk: Colleague) -> None:
    here, there = signed_in(clerk), Browser()
    add(here, device := Authenticator())
    use(there, device)
    # What a change of role does: no process keeps anything of a session, each request asks the table.
    Staff.objects.filter(pk=clerk.staff.pk).update(role=MANAGER, generation=clerk.staff.generation + 1)
    assert not is_in(here)
    assert not is_in(there)


def test_ending_the_others_keeps_this_one_under_a_new_key(clerk: Colleague) -> None:
    here, there = signed_in(clerk), Browser()
    add(here, device := Authenticator())
    use(there, device)
    key = here.session.session_key
    assert here.post(f"{PAGE}end-others/")["Location"] == PAGE
    assert is_in(here)
    assert here.session.session_key != key
    assert not is_in(there)
