"""Every use, however many: pages, filters, files and proofs."""

import csv
import json
import re
from typing import Any, cast
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from small_trades import privacy
from small_trades.policy.declaration import NOTICE, ORDER_CARE
from small_trades.shop.account import use_lists
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.account.use_lists import SENTENCES
from small_trades.shop.account.uses import Kind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PATH = "/mypage/information/uses/"


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays noon in Japan, so that no day ends within the test."""
    moment = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(
        "small_trades.privacy._ledger.store.time.time_ns", lambda: int(moment.timestamp()) * 10**9
    )


def signed_in() -> tuple[Customer, Browser]:
    """A member and their browser."""
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    return customer, browser


def opened(customer: Customer, *reasons: str, purpose: privacy.Purpose = NOTICE) -> None:
    """Staff open their address, once for each reason."""
    with privacy.acting_as(privacy.Actor.staff(uuid4(), "orders")):
        for reason in reasons:
            privacy.use(customer.email, purpose=purpose, reason=reason)


def body(answer: Any) -> str:
    """What was sent, streamed or not."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def older(page: str) -> str:
    """Where the way to older uses leads; empty on the last page."""
    found = re.search(r'<a class="button[^"]*" href="([^"]*before=[^"]*)"', page)
    return found[1].replace("&amp;", "&") if found else ""


def test_no_use_is_beyond_the_last_page() -> None:
    customer, browser = signed_in()
    reasons = [f"number {number:04}" for number in range(1_040)]
    opened(customer, *reasons)
    seen: list[str] = []
    address = f"{PATH}?kind=shop"
    for _page in range(50):
        page = browser.get(address).content.decode()
        seen += re.findall(r"number \d{4}", page)
        address = older(page)
        if not address:
            break
        assert "kind=shop" in address
    assert seen == reasons[::-1]


@pytest.mark.usefixtures("noon")
def test_equal_uses_of_a_day_are_one_sentence_that_opens() -> None:
    customer, browser = signed_in()
    opened(customer, *["the same"] * 7, "another")
    page = browser.get(f"/en{PATH}?kind=shop").content.decode()
    assert page.count("the same") == 1
    assert "(7 times)" in page
    assert len(re.findall(r'class="use-proof"', page)) == 8
    assert "By the shop 8" in page
    assert page.count("<details") >= 1


@pytest.mark.usefixtures("noon")
def test_more_equal_uses_than_a_page_reads_are_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(use_lists, "ROWS_AT_ONCE", 4)
    customer, browser = signed_in()
    opened(customer, *["the same"] * 6)
    first = browser.get(f"/en{PATH}?kind=shop").content.decode()
    second = browser.get(older(first)).content.decode()
    assert ("(4 times)" in first, "(2 times)" in second, older(second)) == (True, True, "")
    assert "Back to the newest" in second


@pytest.mark.usefixtures("noon")
def test_filters_by_purpose_and_day() -> None:
    customer, browser = signed_in()
    opened(customer, "for a notice")
    opened(customer, "for an order", purpose=ORDER_CARE)
    today = timezone.localdate()
    for query, found in (
        (f"purpose={NOTICE.id}", (True, False)),
        (f"purpose={ORDER_CARE.id}", (False, True)),
        (f"since={today}&until={today}", (True, True)),
        ("until=2001-01-01", (False, False)),
        ("since=2999-12-31", (False, False)),
        (f"kind=entered&purpose={NOTICE.id}", (False, False)),
        ("kind=nonsense&before=-1", (True, True)),
        ("before=99999999999999999999", (True, True)),
        ("before=0", (False, False)),
    ):
        page = browser.get(f"{PATH}?{query}").content.decode()
        assert ("for a notice" in page, "for an order" in page) == found, query


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("since=yesterday", "Enter a valid date."),
        ("purpose=9-curious", "Select a valid choice."),
        ("since=2026-02-02&until=2026-02-01", "The last day is before the first."),
    ],
)
def test_a_filter_that_cannot_be_taken_says_so(query: str, problem: str) -> None:
    customer, browser = signed_in()
    opened(customer, "to be seen")
    page = browser.get(f"/en{PATH}?{query}")
    assert page.status_code == 200
    assert problem in page.content.decode()


def test_the_whole_list_as_a_table() -> None:
    customer, browser = signed_in()
    opened(customer, '=HYPERLINK("https://evil.example")', *["the same"] * (SENTENCES + 600))
    answer: Any = browser.get(f"/en{PATH}list.csv?kind=shop")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="uses.csv"'
    assert answer["Cache-Control"] == "no-store"
    pieces = list(cast("Any", answer).streaming_content)
    assert len(pieces) > 5, "made piece by piece"
    text = b"".join(pieces).decode()
    assert text.startswith("\ufeffNumber,Time,What happened,")
    lines = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
    assert len(lines) == SENTENCES + 601
    assert lines[-1]["Reason given"] == '\'=HYPERLINK("https://evil.example")'
    assert lines[0]["What happened"] == "A member of our staff (orders) opened your e-mail address."
    numbers = [int(line["Number"]) for line in lines]
    assert numbers == sorted(numbers, reverse=True)


def test_the_table_in_japanese() -> None:
    customer, browser = signed_in()
    opened(customer, "理由")
    text = body(browser.get(f"{PATH}list.csv?kind=shop"))
    assert text.splitlines()[0].startswith("\ufeff番号,日時,")
    assert "スタッフ(受注担当)が、メールアドレスを閲覧しました。" in text


def test_the_whole_list_as_data() -> None:
    customer, browser = signed_in()
    opened(customer, 'a "reason"', "another")
    found = json.loads(body(browser.get(f"/en{PATH}list.json")))
    assert found["format"] == "small-trades/uses@1"
    assert found["verifier_key"] == privacy.ledger.verifier_key()
    assert [use["reason"] for use in found["uses"] if use["event"] == "use"][:2] == ["another", 'a "reason"']
    assert [use["seq"] for use in found["uses"]] == [
        row.seq for row in privacy.uses_of(customer.subject, limit=10_000)
    ]
    assert found["uses"][0]["text"]
    empty = json.loads(body(browser.get(f"{PATH}list.json?until=2001-01-01")))
    assert empty["uses"] == []


def test_the_seal_and_the_proof_of_one_use() -> None:
    customer, browser = signed_in()
    opened(customer, "to be proven")
    page = browser.get(f"/en{PATH}?kind=shop").content.decode()
    assert "— small-trades/ledger " in page
    (link,) = re.findall(r'class="use-proof" href="([^"]+)"', page)
    answer = browser.get(link)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    row = privacy.uses_of(customer.subject)[0]
    assert answer["Content-Disposition"] == f'attachment; filename="use-{row.seq}.tlog-proof"'
    proof = privacy.ledger.InclusionProof.parse(body(answer))
    assert (proof.seq, proof.row) == (row.seq, None)
    assert privacy.ledger.verify_inclusion(proof, key=privacy.ledger.verifier_key()).size > row.seq


def test_nobody_gets_the_proof_of_what_concerns_others() -> None:
    customer, _browser = signed_in()
    opened(customer, "hers")
    row = privacy.uses_of(customer.subject)[0].seq
    _other, stranger = signed_in()
    for number in (str(row), "-1", "x", "9" * 18, "9" * 40, "१"):
        assert stranger.get(f"{PATH}{number}/proof/").status_code == 404
    assert Browser().get(f"{PATH}{row}/proof/").status_code == 302
    for name in ("list.csv", "list.json"):
        assert Browser().get(f"{PATH}{name}").status_code == 302
        assert "hers" not in body(stranger.get(f"{PATH}{name}"))


def test_how_a_provision_ended_is_told_on_the_page_of_the_provision(monkeypatch: pytest.MonkeyPatch) -> None:
    customer, _browser = signed_in()
    tag = privacy.ledger_tags(customer.subject)[0]
    event = privacy.ledger.Event
    rows = [
        (event.DISCLOSURE, "message:OrderShipped"),
        (event.OUTCOME, "failed permanently"),
        (event.DISCLOSURE, "message:OrderConfirmation"),
        (event.OUTCOME, "sent"),
    ]
    for what, outcome in rows:
        privacy.ledger.append(
            privacy.ledger.Entry(
                event=what,
                actor_kind="system",
                purpose=NOTICE.id,
                recipient="5b-mail",
                groups=("EmailAddress",),
                outcome=outcome,
                tags=(tag,),
                references=(bytes(60),),
            )
        )
    monkeypatch.setattr(use_lists, "SENTENCES", 1)
    given = use_lists.UseFilter(frozenset({Kind.GIVEN}))
    with translation.override("en"):
        first = use_lists.uses_in_words(customer.subject, given)
        second = use_lists.uses_in_words(customer.subject, given, before=first.before)
    assert [use.note for use in first.uses] == ["Mail: order confirmation."]
    assert [use.note for use in second.uses] == ["Mail: your order is on its way. It could not be delivered."]
    assert second.before is None
