"""Where staff are signed in: one's own list, ending one or the others, and the owner's eye on everybody's."""

import datetime as dt

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import DESKTOP, Browser
from small_trades.shop.desk.models import StaffSession
from small_trades.shop.desk.retention import CLOCKS
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGE = "/en/desk/security/"
PASSWORD = "asagao-7d-no-tsuru"


@pytest.fixture
def clerk() -> Colleague:
    return colleague("orders")


def row(mark: str) -> StaffSession:
    """The row of a session."""
    return StaffSession.objects.get(mark=mark)


def end(browser: Browser, mark: str) -> str:
    """Press the button beside a session; where that leads."""
    return str(browser.post(f"{PAGE}sessions/{row(mark).pk}/end/")["Location"])


def is_in(browser: Browser) -> bool:
    return browser.get("/desk/").status_code == 200


def test_signing_in_is_a_session_and_signing_out_ends_it() -> None:
    who = colleague("orders", password=PASSWORD)
    browser = Browser(DESKTOP)
    browser.post("/desk/login/", {"email": who.email, "password": PASSWORD, "code": who.code()})
    session = StaffSession.objects.get()
    assert (session.staff_id, session.device, session.browser) == (who.staff.pk, "computer", "chrome")
    page = browser.get(PAGE).content.decode()
    assert "Chrome on a computer" in page
    assert "This one" in page
    assert browser.post("/desk/logout/")["Location"] == "/desk/login/"
    session.refresh_from_db()
    assert session.ended_at is not None


def test_signing_in_once_more_in_the_same_browser_ends_the_one_before() -> None:
    who = colleague("orders", password=PASSWORD)
    browser = Browser(DESKTOP)
    for step in (0, 1):
        typed = {"email": who.email, "password": PASSWORD, "code": who.code(steps=step)}
        assert browser.post("/desk/login/", typed).status_code == 302
    assert StaffSession.objects.filter(ended_at__isnull=True).count() == 1
    assert StaffSession.objects.count() == 2
    assert is_in(browser)


def test_one_of_ones_own_is_ended_and_the_others_stay(clerk: Colleague, ledger_rows: LedgerRows) -> None:
    here, shop, home = (desk_of(clerk, mark=mark) for mark in ("here", "shop", "home"))
    rows = len(ledger_rows(privacy.ledger.Event.STAFF))
    assert end(here, "home") == PAGE
    assert not is_in(home)
    assert is_in(here)
    assert is_in(shop)
    assert len(ledger_rows(privacy.ledger.Event.STAFF)) == rows + 1
    assert end(here, "home") == PAGE
    assert "has ended already" in here.get(PAGE).content.decode()
    assert len(ledger_rows(privacy.ledger.Event.STAFF)) == rows + 1


def test_ending_this_one_signs_out(clerk: Colleague) -> None:
    here = desk_of(clerk, mark="here")
    assert end(here, "here") == "/en/desk/login/"
    assert not is_in(here)


def test_all_others_end_and_leave_the_list(clerk: Colleague) -> None:
    here, home = desk_of(clerk, mark="here"), desk_of(clerk, mark="home")
    assert here.post(f"{PAGE}end-others/")["Location"] == PAGE
    assert is_in(here)
    assert not is_in(home)
    page = here.get(PAGE).content.decode()
    assert page.count("last seen") == 1
    assert "Sign out everywhere else" not in page


@pytest.mark.parametrize("role", ["orders", "manager", "auditor"])
def test_nobody_but_an_owner_sees_or_ends_anothers(clerk: Colleague, role: str) -> None:
    home = desk_of(clerk, mark="home")
    other = desk_of(colleague(role), mark="here")
    assert end(other, "home") == PAGE
    assert other.post(f"/en/desk/staff/{clerk.staff.pk}/sessions/end/").status_code == 403
    assert "Where they are signed in" not in other.get(f"/en/desk/staff/{clerk.staff.pk}/").content.decode()
    assert is_in(home)


def test_an_owner_ends_one_of_anybodys_and_all(clerk: Colleague) -> None:
    shop, home, phone = (desk_of(clerk, mark=mark) for mark in ("shop", "home", "phone"))
    owner = desk_of(colleague("owner"), mark="owner")
    at = f"/en/desk/staff/{clerk.staff.pk}/"
    assert owner.get(at).content.decode().count("last seen") == 3
    assert end(owner, "home") == at
    assert [is_in(one) for one in (shop, home, phone)] == [True, False, True]
    assert owner.post(f"{at}sessions/end/")["Location"] == at
    assert [is_in(one) for one in (shop, home, phone)] == [False, False, False]
    assert "Signed in nowhere." in owner.get(at).content.decode()
    assert is_in(owner)


def test_an_owner_does_not_end_all_of_their_own_there() -> None:
    owner = colleague("owner")
    browser = desk_of(owner, mark="here")
    where = browser.post(f"/en/desk/staff/{owner.staff.pk}/sessions/end/")["Location"]
    assert where == "/en/desk/staff/"
    assert browser.post(f"/en/desk/staff/{privacy.uuid7()}/sessions/end/")["Location"] == "/en/desk/staff/"
    assert is_in(browser)


def test_a_session_that_has_no_row_opens_nothing(clerk: Colleague) -> None:
    browser = desk_of(clerk, mark="here")
    StaffSession.objects.all().delete()
    assert not is_in(browser)


def test_a_new_role_ends_them_in_the_list_too(clerk: Colleague) -> None:
    desk_of(clerk, mark="home")
    desk_of(colleague("owner")).post(f"/desk/staff/{clerk.staff.pk}/role/", {"role": "support"})
    assert row("home").ended_at is not None


def test_that_a_browser_was_there_is_noted_every_ten_minutes(clerk: Colleague) -> None:
    browser = desk_of(clerk, mark="here")
    first = row("here").seen_at
    browser.get("/desk/")
    assert row("here").seen_at == first
    StaffSession.objects.update(seen_at=first - dt.timedelta(minutes=11))
    browser.get("/desk/")
    assert row("here").seen_at >= first


def test_it_is_forgotten_with_other_records_of_sign_ins(clerk: Colleague) -> None:
    desk_of(clerk, mark="old")
    desk_of(clerk, mark="here")
    StaffSession.objects.filter(mark="old").update(seen_at=timezone.now() - dt.timedelta(days=91))
    (clock,) = CLOCKS
    now = timezone.now()
    due = list(clock.due(now, None))
    assert [one.record for one in due] == [row("old").pk]
    assert clock.forget(due, now) == 1
    assert set(StaffSession.objects.values_list("mark", flat=True)) == {"here"}
