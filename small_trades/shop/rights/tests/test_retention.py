"""Requests and receipts are forgotten three years after they ended, by the clock every app has."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import RECORDS_RETENTION
from small_trades.privacy.rights import Channel, RequestKind
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, mails, member, run_tasks
from small_trades.shop.inquiries.tests.making import inquiry
from small_trades.shop.rights.actions.leave import leave
from small_trades.shop.rights.retention import CLOCKS

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LATER = timedelta(days=3 * 366 + 2)
OWN = {clock.id for clock in CLOCKS}


@pytest.fixture(autouse=True)
def _as_the_program(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("test"))


def counted(**asked: object) -> dict[str, tuple[int, int]]:
    """What a run found and forgot by the clocks of rights."""
    run = privacy.retention.run(**asked)  # type: ignore[arg-type] # the options of each test
    return {one.clock.id: (one.due, one.forgotten) for one in run if one.clock.id in OWN}


def test_a_dry_run_counts_and_a_run_forgets_what_ended_long_ago(ledger_rows: LedgerRows) -> None:
    subject = member()[1].subject
    ended = privacy.rights.open_request(subject, RequestKind.ACCESS, channel=Channel.LETTER)
    privacy.rights.withdraw_request(ended.id)
    still_open = privacy.rights.open_request(subject, RequestKind.RECTIFY, channel=Channel.LETTER)
    then = timezone.now() + LATER

    assert counted() == {"rights.requests": (0, 0), "rights.receipts": (0, 0)}
    assert counted(now=then, dry_run=True)["rights.requests"] == (1, 0)
    assert {one.id for one in privacy.rights.requests_of(subject)} == {ended.id, still_open.id}

    before = len(ledger_rows())
    assert counted(now=then, subject=subject)["rights.requests"] == (1, 1)
    assert privacy.rights.requests_of(subject) == (still_open,)
    told = [row.outcome for row in ledger_rows()[before:] if "rights." in row.outcome]
    assert told == ["retention: rights.requests"]


def test_a_person_sees_until_when_each_is_kept() -> None:
    subject = member()[1].subject
    ended = privacy.rights.withdraw_request(
        privacy.rights.open_request(subject, RequestKind.ACCESS, channel=Channel.LETTER).id
    )
    (planned,) = [one for one in privacy.retention.plan(subject) if one.clock.id in OWN]
    assert planned.clock.kept_for is RECORDS_RETENTION
    assert ended.ended_at is not None
    last_day = RECORDS_RETENTION.kept_until(timezone.localdate(ended.ended_at))
    assert last_day is not None
    assert timezone.localdate(planned.at) == last_day + timedelta(days=1)


def test_a_receipt_can_be_shown_for_three_years_and_says_who_was_told() -> None:
    thread = inquiry()
    run_tasks()
    receipt = leave(thread.subject, now=True)
    address = f"/inquiries/request/receipts/{receipt.code}/"
    early = Browser().get(address).content.decode()
    assert "メール配信サービス: 消去すべき情報がないため" in early
    run_tasks()
    page = Browser().get(address).content.decode()
    assert "0 / 1" not in page
    assert "お知らせの必要はありません" in page
    assert "3年間" in page

    assert counted(now=timezone.now() + LATER)["rights.receipts"] == (1, 1)
    assert Browser().get(address).status_code == 404
    mails()


def test_nobody_to_tell_is_said_to_be_nobody() -> None:
    subject = privacy.new_subject()
    receipt = leave(subject, now=True)
    run_tasks()
    page = Browser().get(f"/en/inquiries/request/receipts/{receipt.code}/").content.decode()
    assert "<dt>Who had received something</dt><dd>nobody</dd>" in page
