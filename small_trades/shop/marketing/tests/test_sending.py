"""Sending an issue: to whom, what stands in it, at most once, and what keeps a mail back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.config.doors import DOORS
from small_trades.policy.declaration import NEWSLETTER
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, run_tasks, waiting_tasks
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.marketing import queries
from small_trades.shop.marketing.actions import run
from small_trades.shop.marketing.actions.letter import SenderMissingError
from small_trades.shop.marketing.actions.send import BATCH, send_some
from small_trades.shop.marketing.actions.write import IssueWords, discard, rewrite, write
from small_trades.shop.marketing.models import Delivery, Issue, Subscription
from small_trades.shop.marketing.states import DeliveryState
from small_trades.shop.marketing.tests.making import (
    PLACE,
    SELLER,
    Subscriber,
    a_shop,
    letters,
    path_in,
    subscriber,
)
from small_trades.shop.site.actions import ShopDetails, save_shop

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
BOTH = IssueWords("冬の器", "新しい湯のみが届きました。", "Winter cups", "New cups have arrived.")
SYSTEM = privacy.Actor.system("test.newsletter")


@pytest.fixture(autouse=True)
def _a_shop() -> Iterator[None]:
    a_shop()
    yield
    letters()


def an_issue(words: IssueWords = BOTH) -> Issue:
    return Issue.objects.get(pk=write(words, staff_id=privacy.uuid7()))


def started(words: IssueWords = BOTH) -> Issue:
    issue = an_issue(words)
    run.start(issue.pk)
    return issue


def counts(issue: Issue) -> dict[str, int]:
    found = queries.issue(issue.pk)
    assert found is not None
    return {state.value: count for state, count in found.counts.items()}


def state(issue: Issue) -> str:
    issue.refresh_from_db()
    return issue.state


class _Away:
    """A mail server that refuses so many mails, and takes those after them."""

    def __init__(self, real: Any, *, times: int, permanent: bool) -> None:
        self.left, self.permanent, self.real = times, permanent, real

    def __call__(self, message: Any, opened: Any) -> Any:
        if self.left:
            self.left -= 1
            raise privacy.DoorError(permanent=self.permanent)
        return self.real(message, opened)


def test_each_reads_it_in_their_language_with_what_the_law_asks(ledger_rows: LedgerRows) -> None:
    japanese, english = subscriber(), subscriber(language="en")
    before = len(ledger_rows())
    issue = started()
    found = {letter["To"]: letter for letter in letters()}
    assert set(found) == {japanese.email, english.email}
    ours = found[japanese.email]
    assert ours["Subject"] == "冬の器"
    assert "新しい湯のみが届きました。" in ours.get_content()
    assert found[english.email]["Subject"] == "Winter cups"
    for letter in found.values():
        for asked in (SELLER, PLACE, "help@shop.example"):
            assert asked in letter.get_content()
    assert "配信の停止" in ours.get_content()
    assert (state(issue), counts(issue)) == ("sent", {"sent": 2})
    told = [(row.event.value, row.purpose, row.recipient) for row in ledger_rows()[before:]]
    assert told.count(("disclosure", "3b-newsletter", "5b-mail")) == 2


def test_mail_programs_find_the_button() -> None:
    who, other = subscriber(), subscriber()
    started()
    first, second = sorted(letters(), key=lambda letter: letter["To"] != who.email)
    path = path_in(first, "stop")
    link, by_mail = (part.strip() for part in first["List-Unsubscribe"].split(","))
    assert link.endswith(f"{path}>")
    assert link.startswith("<https://")
    assert by_mail == "<mailto:help@shop.example?subject=unsubscribe>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert path_in(second, "stop") != path
    Browser().post(path, {"List-Unsubscribe": "One-Click"})
    assert (who.is_subscribed, other.is_subscribed) == (False, True)


def test_a_language_it_is_not_written_in_gets_nothing() -> None:
    subscriber()
    english = subscriber(language="en")
    issue = started(IssueWords(subject_en="Winter cups", body_en="New."))
    assert [letter["To"] for letter in letters()] == [english.email]
    assert counts(issue) == {"sent": 1}


def test_nobody_to_send_to_is_done_at_once() -> None:
    issue = started()
    assert letters() == []
    assert (state(issue), counts(issue)) == ("sent", {})


def test_who_did_not_confirm_is_not_chosen() -> None:
    Browser().post("/newsletter/", {"email": "wish@mail.example"})
    letters()
    issue = started()
    assert letters() == []
    assert counts(issue) == {}


def test_who_stops_while_it_is_sent_gets_none(ledger_rows: LedgerRows) -> None:
    who = subscriber()
    issue = started()
    row = who.row
    with privacy.acting_as(privacy.Actor.visitor()):
        privacy.withdraw_consent(row.subject, purpose=NEWSLETTER, channel="my-page")
    assert letters() == []
    assert (state(issue), counts(issue)) == ("sent", {"withheld": 1})
    assert not who.is_subscribed, "nothing is left to send to, next time either"
    assert ("refusal", "no-consent") in {(found.event, found.outcome) for found in ledger_rows()}


def test_a_subscription_that_is_gone_is_counted_and_not_sent() -> None:
    who = subscriber()
    issue = started()
    Subscription.objects.filter(pk=who.row.pk).delete()
    assert letters() == []
    assert (state(issue), counts(issue)) == ("sent", {"withheld": 1})


def test_an_erased_person_gets_none() -> None:
    who = subscriber()
    issue = started()
    privacy.destroy(who.row.subject)
    assert letters() == []
    assert (counts(issue), Subscription.objects.count()) == ({"withheld": 1}, 0)


def test_without_the_sellers_name_or_address_nothing_begins() -> None:
    subscriber()
    save_shop(ShopDetails(name_ja="小商い", name_en="Small Trades", inquiry_email="h@shop.example"))
    issue = an_issue()
    with pytest.raises(SenderMissingError):
        run.start(issue.pk)
    assert (state(issue), counts(issue), letters()) == ("draft", {}, [])


# ---- at most once ----


def test_it_is_started_once_and_then_its_words_stand() -> None:
    who = subscriber()
    issue = started()
    for verb in (lambda: run.start(issue.pk), lambda: rewrite(issue.pk, BOTH), lambda: discard(issue.pk)):
        with pytest.raises(WrongStateError):
            verb()
    assert [letter["To"] for letter in letters()] == [who.email]
    with pytest.raises(WrongStateError):
        run.resume(issue.pk)
    assert letters() == []


def test_more_than_a_batch_is_sent_in_several() -> None:
    people = [subscriber() for _ in range(3)]
    Subscription.objects.update(asked_at=timezone.now())
    issue = started()
    extra = [Delivery(issue=issue, subscription=None) for _ in range(BATCH)]
    Delivery.objects.bulk_create(extra)
    run_tasks()
    assert state(issue) == "sending"
    assert [name for name, _ids in waiting_tasks()] == ["send_batch"]
    assert len(letters()) == len(people)
    assert (state(issue), counts(issue)) == ("sent", {"sent": 3, "withheld": BATCH})


def test_two_workers_send_each_mail_once() -> None:
    for _ in range(3):
        subscriber()
    issue = started()
    with privacy.acting_as(SYSTEM):
        send_some(issue.pk)
        send_some(issue.pk)
    assert len(letters()) == 3
    assert counts(issue) == {"sent": 3}


def test_a_process_that_ended_is_taken_over_and_nobody_gets_two() -> None:
    sent_to, cut, waits = subscriber(), subscriber(), subscriber()
    issue = started()
    mails = {mail.subscription_id: mail.pk for mail in Delivery.objects.all()}

    def became(who: Subscriber, now: DeliveryState) -> None:
        long_ago = timezone.now() - run.STALE
        Delivery.objects.filter(pk=mails[who.row.pk]).update(state=now, at=long_ago)

    became(sent_to, DeliveryState.SENT)
    became(cut, DeliveryState.HANDED)
    # The task went with its process.
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - this test alone

    DBTaskResult.objects.all().delete()
    run.revive()
    assert waiting_tasks() == [], "somebody may still be at work"
    Issue.objects.update(worked_at=timezone.now() - run.STALE)
    run.revive()
    assert [letter["To"] for letter in letters()] == [waits.email]
    assert (state(issue), counts(issue)) == ("sent", {"sent": 2, "unclear": 1})


def test_paused_nothing_leaves_until_it_goes_on() -> None:
    subscriber()
    issue = started()
    run.pause(issue.pk)
    assert letters() == []
    assert (state(issue), counts(issue)) == ("paused", {"waiting": 1})
    with pytest.raises(WrongStateError):
        run.pause(issue.pk)
    run.revive()
    assert letters() == []
    run.resume(issue.pk)
    assert len(letters()) == 1
    assert state(issue) == "sent"


def test_a_mail_server_that_is_away_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    subscriber()
    issue = started()
    door = DOORS["mail"]
    monkeypatch.setattr(door, "send", _Away(door.send, times=1, permanent=False))
    run_tasks()
    assert (state(issue), counts(issue)) == ("sending", {"waiting": 1})
    assert issue.worked_at is not None
    assert issue.worked_at > timezone.now(), "nobody need revive it meanwhile"
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - this test alone

    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))
    assert len(letters()) == 1
    assert (state(issue), counts(issue)) == ("sent", {"sent": 1})


def test_an_address_that_is_refused_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    subscriber()
    subscriber()
    issue = started()
    door = DOORS["mail"]
    monkeypatch.setattr(door, "send", _Away(door.send, times=1, permanent=True))
    assert len(letters()) == 1
    assert (state(issue), counts(issue)) == ("sent", {"sent": 1, "failed": 1})
