"""The ledger at the desk: found by person, staff, purpose, event and time; checked; taken along."""

import csv
import datetime as dt
from typing import Any, cast

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, NOTICE
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import member, run_tasks
from small_trades.shop.desk.queries import ledger as queries
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of
from small_trades.shop.inquiries.tests.making import inquiry
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import placed
from small_trades.shop.site import ledger_check

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PATH = "/en/desk/ledger/"


@pytest.fixture
def order() -> Order:
    return Order.objects.get(pk=placed())


def opened(order: Order, by: Colleague, *, times: int = 1, purpose: privacy.Purpose = DELIVERY) -> None:
    with privacy.acting_as(privacy.Actor.staff(by.staff.pk, by.staff.role)):
        for _ in range(times):
            privacy.use(order.ship_to, purpose=purpose, reason="a test")


def numbers(page: str) -> list[int]:
    cells = page.split('<th scope="row" class="is-number"')[1:]
    return [int(cell.partition(">")[2].partition("<")[0]) for cell in cells]


def test_rows_of_one_person_by_what_the_desk_knows(order: Order, ledger_rows: LedgerRows) -> None:
    (who, customer), asked = member(), inquiry()
    browser = desk_of(colleague("auditor"))
    for typed, subject in (
        (order.code, order.subject),
        (order.code.lower(), order.subject),
        (asked.code, asked.subject),
        (str(customer.pk), customer.subject),
    ):
        page = browser.get(f"{PATH}?person={typed}")
        about = [row.seq for row in privacy.uses_of(subject)]
        assert numbers(page.content.decode()) == about
        assert page["Cache-Control"] == "no-store"
        search = ledger_rows()[-1]
        assert (search.event, search.role, search.outcome) == (
            "search",
            "auditor",
            "ledger: rows of one person",
        )
        assert privacy.uses_of(subject)[0].seq == search.seq
    assert who.family not in browser.get(PATH).content.decode()


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("person=Taro", "Nobody is found by this code or number."),
        ("staff=tom", "Select a valid choice."),
        ("event=gossip", "Select a valid choice."),
        ("since=yesterday", "Enter a valid date/time."),
    ],
)
def test_a_wrong_filter_shows_no_rows(order: Order, query: str, problem: str) -> None:
    opened(order, colleague())
    browser = desk_of(colleague("owner"))
    page = browser.get(f"{PATH}?{query}")
    assert page.status_code == 400
    assert problem in page.content.decode()
    assert numbers(page.content.decode()) == []
    answer = browser.get(f"{PATH}list.csv?{query}")
    assert (answer.status_code, answer["Location"].startswith(f"{PATH}?")) == (302, True)


def test_rows_by_staff_purpose_event_and_time(order: Order, ledger_rows: LedgerRows) -> None:
    ada, bob, browser = colleague(), colleague("support"), desk_of(colleague("owner"))
    opened(order, ada, times=2)
    opened(order, bob, purpose=NOTICE)
    first, second, third = (row.seq for row in ledger_rows()[-3:])
    here = f"since={timezone.localtime() - dt.timedelta(hours=1):%Y-%m-%dT%H:%M}"
    for query, found in (
        (f"staff={ada.staff.pk}", [second, first]),
        (f"staff={bob.staff.pk}", [third]),
        (f"staff={ada.staff.pk}&event=use&purpose={DELIVERY.id}&{here}", [second, first]),
        (f"staff={ada.staff.pk}&purpose={NOTICE.id}", []),
        (f"staff={ada.staff.pk}&event=search", []),
        (f"staff={ada.staff.pk}&until=2001-01-01T00:00", []),
        (f"staff={ada.staff.pk}&before={second}", [first]),
        ("before=0", []),
    ):
        assert numbers(browser.get(f"{PATH}?{query}").content.decode()) == found, query


def test_pages_go_back_to_the_first_row(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PER_PAGE", 3)
    ada = colleague()
    opened(order, ada, times=7)
    browser, seen, before = desk_of(colleague("owner")), [], ""
    for _page in range(3):
        page = browser.get(f"{PATH}?staff={ada.staff.pk}{before}").content.decode()
        seen += numbers(page)
        before = f"&before={seen[-1]}"
    assert len(seen) == len(set(seen)) == 7
    assert seen == sorted(seen, reverse=True)
    assert "Older rows" not in page


def test_the_rows_as_a_table(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "EXPORTED_AT_ONCE", 2)
    ada = colleague()
    opened(order, ada, times=5)
    answer: Any = desk_of(colleague("auditor")).get(f"{PATH}list.csv?staff={ada.staff.pk}")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/csv; charset=utf-8", "no-store")
    text = b"".join(cast("Any", answer).streaming_content).decode()
    assert text.startswith("\ufeffRow,Time,What,")
    lines = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
    assert [(line["What"], line["Who"]) for line in lines] == [("Opened", "Orders staff")] * 5


def test_the_check_runs_in_the_background_and_is_remembered() -> None:
    browser = desk_of(colleague("owner"))
    ledger_check._note().unlink(missing_ok=True)
    assert "It has not been checked on this machine yet." in browser.get(PATH).content.decode()
    assert browser.post("/en/desk/ledger/verify/").status_code == 302
    assert browser.post("/en/desk/ledger/verify/").status_code == 302
    assert "The ledger is being checked" in browser.get(PATH).content.decode()
    assert ledger_check.last_check() is None
    run_tasks()
    found = ledger_check.last_check()
    assert found is not None
    assert (found.ok, found.problem, found.rows) == (True, "", privacy.ledger.size())
    page = browser.get(PATH).content.decode()
    assert ("Whole" in page, "The ledger is being checked" in page) == (True, False)


def test_a_note_that_cannot_be_read_is_none() -> None:
    for content in ("", "{}", "[1]", plant()):
        ledger_check._note().write_text(content, encoding="utf-8")
        assert ledger_check.last_check() is None


@pytest.mark.parametrize("role", ["orders", "support", "catalogue"])
def test_other_roles_take_nothing_along(order: Order, role: str, ledger_rows: LedgerRows) -> None:
    rows = len(ledger_rows())
    assert desk_of(colleague(role)).get(f"{PATH}list.csv?person={order.code}").status_code == 403
    assert [row.event for row in ledger_rows()[rows:] if row.event == "search"] == []
