"""The hourly budget at the desk, and what a second person does about it."""

from typing import Any

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ORDER_CARE
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, member
from small_trades.shop.desk.actions import approvals
from small_trades.shop.desk.actions.openings import forget_old_wishes
from small_trades.shop.desk.models import Approval, OpeningRequest
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.inquiries.tests.making import inquiry

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

People = list[tuple[Person, Customer]]


@pytest.fixture(autouse=True)
def _two_an_hour(settings: Any) -> None:
    settings.PRIVACY = {**settings.PRIVACY, "OPENINGS_PER_HOUR": {"": 2}}


@pytest.fixture
def everybody() -> People:
    return [member() for _ in range(4)]


@pytest.fixture
def helper() -> Colleague:
    return colleague("support")


def _open(browser: Browser, whom: Customer) -> tuple[int, str]:
    typed = {"what": ["name"], "purpose": ORDER_CARE.id, "reason": "Asks about an order"}
    answer = browser.post(f"/en/desk/people/{whom.pk}/reveal/", typed)
    return answer.status_code, answer.content.decode()


def _ask(browser: Browser, people: str = "1", reason: str = "Recall of the green bowls") -> str:
    return str(browser.post("/en/desk/openings/", {"people": people, "reason": reason}).content.decode())


def _decide(browser: Browser, answer: str) -> str:
    wish = Approval.objects.filter(decided_at=None).latest("asked_at")
    browser.post(f"/en/desk/approvals/{wish.pk}/", {"answer": answer})
    return str(browser.get("/en/desk/approvals/").content.decode())


def test_beyond_the_budget_the_page_says_the_way_forward_and_shows_nobody(
    everybody: People, helper: Colleague, ledger_rows: LedgerRows
) -> None:
    browser = desk_of(helper)
    for who, customer in everybody[:2]:
        assert who.family in _open(browser, customer)[1]
    (third, customer) = everybody[2]
    status, page = _open(browser, customer)

    assert status == 429
    assert third.family not in page
    assert 'action="/en/desk/openings/"' in page
    assert "<strong>2</strong> / 2" in page
    assert ledger_rows()[-1].outcome == "budget-spent"
    assert who.family in _open(browser, everybody[1][1])[1]


def test_no_screen_forgets_it(everybody: People, helper: Colleague) -> None:
    browser, asked = desk_of(helper), inquiry()
    for _, customer in everybody[:2]:
        _open(browser, customer)
    answer = browser.post(f"/en/desk/inquiries/{asked.code}/open/")
    assert answer.status_code == 429
    assert "People opened this hour" in answer.content.decode()


def test_a_second_person_grants_more_for_an_hour(everybody: People, helper: Colleague) -> None:
    browser, owner = desk_of(helper), colleague("owner")
    for _, customer in everybody[:2]:
        _open(browser, customer)
    _ask(browser)
    before = desk_of(owner).get("/en/desk/approvals/").content.decode()
    assert "1 person more, for an hour" in before
    assert "Recall of the green bowls" in before
    assert helper.name in before
    home = desk_of(owner).get("/en/desk/").content.decode()
    assert 'href="/en/desk/approvals/"><svg' in home

    assert "Granted. Both names are in the ledger." in _decide(desk_of(owner), "grant")
    assert everybody[2][0].family in _open(browser, everybody[2][1])[1]
    assert _open(browser, everybody[3][1])[0] == 429
    assert "<strong>3</strong> / 3" in browser.get("/en/desk/openings/").content.decode()


def test_declined_is_declined(everybody: People, helper: Colleague) -> None:
    browser = desk_of(helper)
    for _, customer in everybody[:2]:
        _open(browser, customer)
    _ask(browser)
    assert "Declined. Nothing was opened or given." in _decide(desk_of(colleague("manager")), "decline")
    assert _open(browser, everybody[2][1])[0] == 429


def test_nobody_grants_their_own_and_nobody_twice(helper: Colleague) -> None:
    owner = colleague("owner")
    _ask(desk_of(owner))
    assert "Who asks cannot grant it." in _decide(desk_of(owner), "grant")
    page = desk_of(owner).get("/en/desk/approvals/").content.decode()
    assert "You asked for this. Somebody else decides." in page
    assert 'value="grant"' not in page
    wish = Approval.objects.get()
    assert privacy.openings_of(owner.staff.pk, "owner").most == 2

    manager = desk_of(colleague("manager"))
    _decide(manager, "grant")
    manager.post(f"/en/desk/approvals/{wish.pk}/", {"answer": "grant"})
    assert "Somebody decided this already" in manager.get("/en/desk/approvals/").content.decode()
    assert privacy.openings_of(owner.staff.pk, "owner").most == 3
    assert privacy.openings_of(helper.staff.pk, "support").most == 2


def test_a_forgotten_wish_grants_nothing_and_stays_undecided(helper: Colleague) -> None:
    _ask(desk_of(helper))
    OpeningRequest.objects.all().delete()
    assert "Somebody decided this already" in _decide(desk_of(colleague("owner")), "grant")
    assert Approval.objects.get().decided_at is None
    assert privacy.openings_of(helper.staff.pk, "support").most == 2


@pytest.mark.parametrize(
    ("people", "reason", "wrong"),
    [
        ("", "", {"people", "reason"}),
        ("0", "Recall of the bowls", {"people"}),
        ("501", "Recall of the bowls", {"people"}),
        ("5", "    ", {"reason"}),
        ("5", "4242 4242 4242 4242", {"reason"}),
    ],
)
def test_a_bad_wish_is_said_and_not_kept(
    helper: Colleague, people: str, reason: str, wrong: set[str]
) -> None:
    assert set(problems(_ask(desk_of(helper), people, reason))) == wrong
    assert not Approval.objects.exists()
    assert not OpeningRequest.objects.exists()


def test_wishes_of_an_earlier_day_are_forgotten(helper: Colleague) -> None:
    _ask(desk_of(helper))
    wish = OpeningRequest.objects.get()
    assert forget_old_wishes(wish.asked_at) == 0
    assert forget_old_wishes(wish.asked_at + 2 * approvals.LIFE) == 1
