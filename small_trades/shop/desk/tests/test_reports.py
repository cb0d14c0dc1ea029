"""Sales as numbers, and transactions found as tax law wants them."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.config.cli import main
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.charts import chart, round_up
from small_trades.shop.desk.queries import transactions
from small_trades.shop.desk.queries.reports import Period, parts_of, report
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.kernel.money import RateTotal, TaxRate
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.take_in import take_in
from small_trades.shop.orders.models import Order, Refund
from small_trades.shop.orders.states import CancelReason, OrderState
from small_trades.shop.orders.tests.making import cup, guest, line, placed
from small_trades.shop.orders.tests.test_documents import give_back, paid
from small_trades.shop.products.models import Variant

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

DAY = dt.date(2026, 3, 31)


def at(day: dt.date, hour: int) -> dt.datetime:
    """An hour of a day in Japan."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def on(order: Order, day: dt.date, hour: int = 12) -> Order:
    """Let the order be placed at an hour of a day in Japan."""
    order.placed_at = at(day, hour)
    order.save(update_fields=["placed_at"])
    return order


def give_back_on(day: dt.date, order: Order, amount: int) -> None:
    """Give so much back at noon of a day in Japan."""
    (refund,) = give_back(order, amount)
    Refund.objects.filter(pk=refund).update(begun_at=at(day, 12), ended_at=at(day, 12))


@pytest.fixture
def browser() -> Browser:
    """The desk of the owner."""
    return desk_of(colleague("owner"))


def find(browser: Browser, **sent: Any) -> Any:
    """Look for transactions."""
    base = {"since": "2026-03-01", "until": "2026-12-31", "then": "search"}
    return browser.post("/en/desk/transactions/", {**base, **sent})


def rows_of(answer: Any) -> list[list[str]]:
    """The rows of a CSV, its heading first."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_report_counts_what_was_paid_and_not_given_up() -> None:
    tea = cup(price=1080, rate=TaxRate.REDUCED)
    on(paid(line(cup(price=2200), 2), line(tea)), DAY, hour=0)
    on(paid(line(tea)), DAY, hour=23)
    on(paid(line(tea)), DAY + dt.timedelta(days=1), hour=0)
    placed(line(cup()))
    given_up = on(paid(line(cup())), DAY)
    with privacy.acting_as(privacy.Actor.system("test")):
        cancel(given_up.pk, reason=CancelReason.STAFF)
    made = report(Period(DAY, DAY))
    assert [(day.day, day.orders, day.sold, day.back) for day in made.days] == [(DAY, 2, 6250 + 1850, 0)]
    assert [(one.code.startswith("CUP"), one.quantity, one.paid) for one in made.products] == [
        (True, 2, 4400),
        (True, 2, 2160),
    ]
    assert [(one.name, one.quantity, one.paid) for one in made.categories] == [("器", 4, 6560)]
    assert [(one.rate, one.sold, one.tax) for one in made.rates] == [
        (10, 5170 + 770, 470 + 70),
        (8, 2160, 160),
    ]


def test_a_product_that_is_gone_keeps_its_name_and_its_money() -> None:
    on(paid(line(cup())), DAY)
    Variant.objects.all().delete()
    made = report(Period(DAY, DAY))
    assert (made.products[0].name, made.products[0].paid) == ("青い器", 2200)
    assert made.categories[0].paid == 2200


def test_what_went_back_is_counted_by_rate_on_its_day() -> None:
    order = on(paid(line(cup(price=2200)), line(cup(price=1080, rate=TaxRate.REDUCED))), DAY)
    give_back(order, 1000)
    today = timezone.localdate()
    made = report(Period(today, today))
    assert (made.sold, made.back) == (0, 1000)
    assert [(one.back, one.back_tax) for one in made.rates] == [(733, 66), (267, 19)]


def test_numbers_open_nothing(browser: Browser, ledger_rows: LedgerRows) -> None:
    on(paid(line(cup())), DAY)
    before = len(ledger_rows())
    page = browser.get("/desk/reports/?since=2026-03-01&until=2026-03-31").content.decode()
    assert "2,970円" in page
    assert 'class="desk-chart"' in page
    assert "style=" not in page.partition("<main")[2]
    for table, rows in (("days", 32), ("products", 2), ("categories", 2), ("rates", 3)):
        answer = browser.get(f"/en/desk/reports/{table}.csv?since=2026-03-01&until=2026-03-31")
        assert len(rows_of(answer)) == rows
        assert answer["Cache-Control"] == "no-store"
    assert len(ledger_rows()) == before


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("since=2026-03-02&until=2026-03-01", "until"),
        ("since=2025-01-01&until=2026-03-01", "until"),
        ("since=x&until=2026-03-01", "since"),
    ],
)
def test_days_that_make_no_period_are_said_at_their_field(browser: Browser, query: str, name: str) -> None:
    answer = browser.get(f"/desk/reports/?{query}")
    assert answer.status_code == 400
    assert list(problems(answer.content.decode())) == [name]
    assert browser.get(f"/desk/reports/days.csv?{query}").status_code == 302


def test_no_other_table_and_an_empty_period(browser: Browser) -> None:
    assert browser.get("/desk/reports/people.csv?since=2026-03-01&until=2026-03-01").status_code == 404
    assert "Nothing was sold" in browser.get("/en/desk/reports/").content.decode()


def test_a_chart_stands_below_a_round_amount() -> None:
    made = chart([("1", "a", 50), ("2", "b", 150), ("3", "c", 0)])
    assert (made.most, made.top, made.scale) == (150, 200, (200, 100, 0))
    assert [bar.height for bar in made.bars] == [25, 75, 0]
    assert [bar.y for bar in made.bars] == [75, 25, 100]
    assert made.bars[-1].x + made.bars[-1].width < 50
    assert chart([("1", "a", 1)]).bars[0].width < 100 / 8
    assert (chart([]).bars, chart([]).names) == ((), ())
    assert (chart([("1", "a", 0)]).most, chart([("1", "a", 0)]).bars[0].height) == (0, 0)


@pytest.mark.parametrize(
    ("amount", "top"),
    [(0, 0), (1, 2), (3, 4), (7, 10), (10, 10), (11, 20), (9_999, 10_000), (41_000, 60_000)],
)
def test_a_scale_ends_at_a_round_amount_whose_half_is_whole(amount: int, top: int) -> None:
    assert round_up(amount) == top


def test_some_days_are_named_below_a_chart_the_outer_ones_inside_it() -> None:
    sixty = chart([(str(day), "", 1) for day in range(60)])
    assert [name.text for name in sixty.names] == ["0", "20", "39", "59"]
    assert [name.anchor for name in sixty.names] == ["start", "middle", "middle", "end"]
    assert [name.text for name in chart([("a", "", 1), ("b", "", 1)]).names] == ["a", "b"]
    assert [name.text for name in chart([("a", "", 1)]).names] == ["a"]


def test_a_chart_says_its_scale_its_days_and_its_best_day(browser: Browser) -> None:
    on(paid(line(cup())), DAY)
    page = browser.get("/en/desk/reports/?since=2026-03-01&until=2026-03-31").content.decode()
    for words in (">¥4,000</li>", ">¥2,000</li>", ">1 Mar</text>", ">31 Mar</text>", "31 Mar 2026: ¥2,970."):
        assert words in page


def test_the_first_page_shows_what_was_sold_lately_to_those_who_see_sales(ledger_rows: LedgerRows) -> None:
    on(paid(line(cup(price=2200))), timezone.localdate())
    on(paid(line(cup(price=9000))), timezone.localdate() - dt.timedelta(days=30))
    before = len(ledger_rows(privacy.ledger.Event.USE))
    page = desk_of(colleague("owner")).get("/en/desk/").content.decode()
    assert 'class="desk-chart"' in page
    assert ("¥2,970." in page, "9,000" in page) == (True, False)
    assert "Sold in the last 30 days" not in desk_of(colleague("support")).get("/en/desk/").content.decode()
    assert len(ledger_rows(privacy.ledger.Event.USE)) == before


def test_transactions_are_found_by_date_amount_and_counterparty(browser: Browser) -> None:
    one, two = guest(), guest()
    first = on(paid(line(cup(price=1000)), by=one), DAY)
    second = on(paid(line(cup(price=5000)), by=two), DAY + dt.timedelta(days=1))
    for sent, codes in (
        ({}, {first.code, second.code}),
        ({"until": "2026-03-31"}, {first.code}),
        ({"least": "1771"}, {second.code}),
        ({"most": "1770"}, {first.code}),
        ({"least": "1770", "most": "5770"}, {first.code, second.code}),
        ({"counterparty": one.name.family}, {first.code}),
        ({"counterparty": two.email.address}, {second.code}),
        ({"counterparty": first.code}, {first.code}),
        ({"counterparty": two.name.family, "most": "1770"}, set()),
    ):
        page = find(browser, **sent).content.decode()
        assert {code for code in (first.code, second.code) if f"/orders/{code}/" in page} == codes, sent
        assert one.name.given not in page


def test_a_refund_is_a_transaction_of_its_day(browser: Browser) -> None:
    order = on(paid(line(cup(price=1000))), DAY)
    give_back_on(DAY + dt.timedelta(days=1), order, 300)
    refund = ["2026-04-01", "Refunds", order.code, "300", "300", "27", "0", "0"]
    sale = ["2026-03-31", "Sale", order.code, "1770", "1770", "160", "0", "0"]
    for sent, found in (
        ({}, [refund, sale]),
        ({"until": "2026-03-31"}, [sale]),
        ({"since": "2026-04-01"}, [refund]),
    ):
        assert rows_of(find(browser, then="csv", **sent))[1:] == found


def test_a_file_that_would_lack_the_older_ones_is_not_made(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = (on(paid(line(cup(price=1000))), DAY + dt.timedelta(days=day)) for day in (0, 1))
    monkeypatch.setattr(transactions.find, "__kwdefaults__", {"most": 1})
    page = find(browser).content.decode()
    assert (f"/orders/{newer.code}/" in page, f"/orders/{older.code}/" in page) == (True, False)
    assert "There are older transactions than these" in page
    refused = find(browser, then="csv")
    assert refused["Content-Type"].startswith("text/html")
    assert "until" in problems(refused.content.decode())
    whole = find(browser, then="csv", until="2026-03-31")
    assert older.code in whole.content.decode()


def test_commands_write_the_same_files(browser: Browser, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    order = on(paid(line(cup(price=1000))), DAY)
    give_back_on(DAY, order, 300)
    days = ["--since", "2026-03-01", "--until", "2026-12-31", "--language", "en"]
    assert main(["export", "transactions", *days]) == 0
    assert capfdbinary.readouterr().out == find(browser, then="csv").content
    for table in ("days", "products", "categories", "rates"):
        month = ["--since", "2026-03-01", "--until", "2026-03-31", "--language", "en"]
        assert main(["export", "sales", "--by", table, *month]) == 0
        shown = browser.get(f"/en/desk/reports/{table}.csv?since=2026-03-01&until=2026-03-31")
        assert capfdbinary.readouterr().out == shown.content
    assert main(["export", "sales", "--since", "2026-04-02", "--until", "2026-04-01"]) == 2
    out, error = capfdbinary.readouterr()
    assert (out, error.startswith(b"export.E001")) == (b"", True)
    with pytest.raises(SystemExit):
        main(["export", "sales", "--since", "April", "--until", "2026-04-01"])


def test_names_are_opened_for_tax_with_a_reason_and_not_else(
    browser: Browser, ledger_rows: LedgerRows
) -> None:
    buyer = guest()
    order = on(paid(line(cup()), by=buyer), DAY)
    before = len(ledger_rows(privacy.ledger.Event.USE))
    assert "reason" in problems(find(browser, then="names").content.decode())
    assert len(ledger_rows(privacy.ledger.Event.USE)) == before
    page = find(browser, then="names", reason="Asked for by the tax").content.decode()
    assert buyer.name.full in page
    use = privacy.uses_of(order.subject)[0]
    assert (use.role, use.purpose_id, use.reason) == (
        "owner",
        "3d-tax-records",
        "Asked for by the tax",
    )


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ({"least": "5", "most": "4"}, "most"),
        ({"least": "-1"}, "least"),
        ({"most": "x"}, "most"),
        ({"since": ""}, "since"),
        ({"counterparty": "x"}, "counterparty"),
        ({"counterparty": "x" * 101}, "counterparty"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_looked_for(
    browser: Browser, ledger_rows: LedgerRows, sent: dict[str, str], name: str
) -> None:
    before = len(ledger_rows())
    assert name in problems(find(browser, **sent).content.decode())
    assert len(ledger_rows()) == before


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("address", ["/desk/reports/", "/desk/reports/days.csv", "/desk/orders/"])
def test_days_at_the_end_of_the_calendar_break_no_screen(address: str, day: str) -> None:
    answer = desk_of(colleague("owner")).get(f"{address}?since={day}&until={day}")
    assert answer.status_code < 500


def test_tea_that_comes_back_lowers_the_sales_of_its_rate_alone() -> None:
    order = paid(line(cup(price=2200)), line(cup(price=1080, rate=TaxRate.REDUCED)))
    Order.objects.filter(pk=order.pk).update(state=OrderState.SHIPPED)
    with privacy.acting_as(privacy.Actor.system("test")):
        take_in(order.pk, {1: 1}, to_stock=True)
    assert parts_of(Refund.objects.get()) == (RateTotal(TaxRate.REDUCED, 1080, 80),)
