"""Becoming staff: a link that works once, a password, and codes from an app."""

import datetime as dt
import re
from unittest.mock import patch

import pyotp
import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import STAFF_DUTIES
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.actions import staff as actions
from small_trades.shop.desk.lookups import STAFF_EMAIL
from small_trades.shop.desk.models import Staff, StaffInvite
from small_trades.shop.desk.tests.making import colleague, problems

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def link() -> str:
    """The path of a link for somebody who shall look after orders."""
    return actions.invite(plant("email"), role="orders")


def typed(**changes: str) -> dict[str, str]:
    return {
        "family_name": plant("name"),
        "given_name": plant("name"),
        "email": plant("email"),
        "password": plant("password"),
        **changes,
    }


def secret_on(page: str) -> str:
    found = re.search(r'class="desk-secret">([A-Z2-7]+)<', page)
    assert found is not None
    return found[1]


def test_a_link_a_password_and_a_code_make_somebody_staff(link: str, ledger_rows: LedgerRows) -> None:
    person = typed()
    browser = Browser()

    assert browser.get(link).status_code == 200
    assert browser.post(link, person)["Location"] == "/desk/join/code/"
    staff = Staff.objects.get()
    assert (staff.role, staff.is_active, staff.confirmed_policy) == ("orders", False, 0)
    assert browser.get("/desk/")["Location"] == "/desk/login/", "not before the code"

    secret = secret_on(browser.get("/desk/join/code/").content.decode())
    answer = browser.post("/desk/join/code/", {"code": pyotp.TOTP(secret).at(timezone.now())})

    assert answer["Location"] == "/desk/"
    staff.refresh_from_db()
    assert staff.is_active
    assert browser.get("/desk/")["Location"] == "/desk/policy/", "the policy comes first"
    collected = [row for row in ledger_rows() if row.event == "collection" and "TotpSecret" in row.groups]
    assert [(row.groups, row.outcome) for row in collected] == [
        (("EmailAddress", "PasswordHash", "PersonName", "TotpSecret"), "notice:staff-invite")
    ]


def test_the_secret_is_shown_until_it_is_set_up_and_never_kept(link: str) -> None:
    browser = Browser()
    browser.post(link, typed())
    page = browser.get("/desk/join/code/")
    assert page["Cache-Control"] == "no-store"
    secret = secret_on(page.content.decode())
    browser.post("/desk/join/code/", {"code": pyotp.TOTP(secret).at(timezone.now())})

    assert browser.get("/desk/join/code/")["Location"] == "/desk/login/"


def test_a_link_works_once(link: str) -> None:
    Browser().post(link, typed())
    second = typed()

    assert Browser().get(link).status_code == 410
    assert Browser().post(link, second).status_code == 410

    assert Staff.objects.count() == 1
    assert STAFF_EMAIL.find(second["email"]) is None


def test_a_link_works_for_a_day(link: str) -> None:
    person = typed()
    with patch("django.utils.timezone.now", return_value=timezone.now() + dt.timedelta(days=1, seconds=1)):
        assert Browser().get(link).status_code == 410
        assert Browser().post(link, person).status_code == 410

    assert not Staff.objects.exists()
    assert STAFF_EMAIL.find(person["email"]) is None
    assert StaffInvite.objects.get().used_at is None


@pytest.mark.parametrize("token", ["x", "A" * 43, "a%00b"])
def test_a_forged_link_works_never(token: str, ledger_rows: LedgerRows) -> None:
    assert Browser().get(f"/desk/join/{token}/").status_code == 410
    assert Browser().post(f"/desk/join/{token}/", typed()).status_code == 410

    assert not Staff.objects.exists()
    assert ledger_rows() == ()


def test_the_table_does_not_keep_the_link(link: str) -> None:
    token = link.rstrip("/").rpartition("/")[2]
    assert token not in str(StaffInvite.objects.values().get())


def test_an_owners_link_ends_the_one_before_and_there_is_none_once_there_is_an_owner() -> None:
    with privacy.acting_as(privacy.Actor.system("test")):
        first, second = actions.owner_link(), actions.owner_link()
    assert first is not None
    assert second is not None
    assert Browser().get(first).status_code == 410
    assert Browser().get(second).status_code == 200
    colleague("owner")
    assert actions.owner_link() is None


def test_an_address_of_somebody_who_is_staff_is_not_taken_twice(link: str) -> None:
    known = colleague()

    answer = Browser().post(f"/en{link}", typed(email=known.email.upper()))

    assert problems(answer.content.decode()) == {
        "email": "This address belongs to somebody who is staff already."
    }
    assert Staff.objects.count() == 1
    assert Browser().get(link).status_code == 200, "the link still works"
    with pytest.raises(privacy.Taken):
        actions.invite(known.email, role="owner")
    assert StaffInvite.objects.count() == 1


def test_a_weak_password_is_refused_and_nothing_is_stored(link: str) -> None:
    answer = Browser().post(f"/en{link}", typed(password="short"))

    assert set(problems(answer.content.decode())) == {"password"}
    assert "short" not in answer.content.decode().partition("<main")[2]
    assert not Staff.objects.exists()
    assert StaffInvite.objects.get().used_at is None


def test_a_wrong_code_opens_nothing(link: str) -> None:
    browser = Browser()
    browser.post(link, typed())
    staff = Staff.objects.get()
    with privacy.acting_as(privacy.Actor.visitor()):
        secret = privacy.use(staff.totp, purpose=STAFF_DUTIES).secret
    right = {pyotp.TOTP(secret).at(timezone.now() + dt.timedelta(seconds=30 * step)) for step in range(-2, 4)}
    wrong = next(f"{number:06}" for number in range(10) if f"{number:06}" not in right)

    answer = browser.post("/en/desk/join/code/", {"code": wrong})

    assert problems(answer.content.decode()) == {
        "code": "This code is not right. Codes change every 30 seconds; try the next one."
    }
    staff.refresh_from_db()
    assert (staff.is_active, staff.totp_step) == (False, 0)
    assert browser.get("/desk/")["Location"] == "/desk/login/"


def test_setting_up_codes_is_for_who_came_by_a_link() -> None:
    colleague(is_active=False)
    browser = Browser()
    assert browser.get("/desk/join/code/")["Location"] == "/desk/login/"
    assert browser.post("/desk/join/code/", {"code": "123456"})["Location"] == "/desk/login/"
