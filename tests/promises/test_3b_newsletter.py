"""Clause 3b, the newsletter: only to who asked and confirmed; stopped by one click, for ever; with proof.

特定電子メール法 3–4 (consent, sender, how to refuse), 特定商取引法 12-3 (consent, proof for three years).
"""

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from small_trades import privacy
from small_trades.config.doors import DOORS
from small_trades.doors.mail.messages import AddressRefusedError, NewsletterIssue
from small_trades.policy.declaration import IDENTITY, NEWSLETTER, POLICY
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, member, waiting_tasks
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.marketing.actions import run
from small_trades.shop.marketing.actions.write import IssueWords, write
from small_trades.shop.marketing.models import Issue, Subscription
from small_trades.shop.marketing.tests.making import (
    PLACE,
    SELLER,
    Subscriber,
    a_shop,
    ask,
    letters,
    path_in,
    subscriber,
)
from small_trades.shop.marketing.wording import CONSENT
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import cup, guest, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _a_shop() -> Iterator[None]:
    a_shop()
    yield
    letters()


def send_an_issue() -> Issue:
    words = IssueWords("冬の器", "新しい湯のみが届きました。", "Winter cups", "New cups have arrived.")
    issue = Issue.objects.get(pk=write(words, staff_id=privacy.uuid7()))
    run.start(issue.pk)
    return issue


def reached() -> list[str]:
    """Whom the newsletters that left have reached."""
    return [letter["To"] for letter in letters() if letter["List-Unsubscribe"]]


def one_click(who: Subscriber) -> str:
    """The link behind the button of a mail program, from an issue they got."""
    send_an_issue()
    (letter,) = [letter for letter in letters() if letter["To"] == who.email]
    return path_in(letter, "stop")


def test_nothing_is_sent_to_who_bought_registered_or_did_not_confirm(ledger_rows: LedgerRows) -> None:
    placed(by=guest())
    member()
    ask(plant("email"))
    letters()
    before = len(ledger_rows())
    send_an_issue()
    assert reached() == []
    assert "disclosure" not in {row.event for row in ledger_rows()[before:]}


def test_the_confirmed_consent_is_on_record_with_the_words_that_were_shown() -> None:
    address = plant("email")
    ask(address, language="en")
    (letter,) = letters()
    assert "newsletter" in letter["Subject"]
    assert letter["List-Unsubscribe"] is None, "the question is no advertising"
    Browser().post(path_in(letter, "confirm"))

    (consent,) = privacy.consents_of(Subscriber(address).row.subject)
    assert (consent.text, consent.language) == (CONSENT, "en")
    assert (consent.purpose_id, consent.channel) == ("3b-newsletter", "newsletter-confirmed")
    assert consent.policy_version == POLICY.version
    assert consent.is_standing


def test_every_issue_says_who_sends_it_and_how_to_stop_it() -> None:
    subscriber()
    send_an_issue()
    (letter,) = letters()
    for said in (SELLER, PLACE, "配信の停止", path_in(letter, "stop"), "help@shop.example"):
        assert said in letter.get_content()


def test_one_click_stops_it_and_nothing_comes_again() -> None:
    who = subscriber()
    path = one_click(who)
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}, secure=True)
    assert answer.status_code == 200
    send_an_issue()
    assert reached() == []


def test_also_not_when_it_is_stopped_while_an_issue_is_being_sent() -> None:
    who = subscriber()
    path = one_click(who)
    send_an_issue()
    Browser().post(path)
    assert reached() == []


def test_the_address_is_gone_and_the_proof_stays_for_three_years() -> None:
    who = subscriber()
    row = who.row
    Browser().post(one_click(who))

    assert Subscription.objects.count() == 0
    with privacy.acting_as(privacy.Actor.visitor()), pytest.raises(privacy.Erased):
        privacy.use(row.email, purpose=IDENTITY)
    (consent,) = privacy.consents_of(row.subject)
    assert (consent.is_standing, consent.withdrawn_channel, consent.text) == (False, "link-in-mail", CONSENT)
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        privacy.retention.run(now=timezone.now() + timedelta(days=3 * 365 - 2))
        assert privacy.consents_of(row.subject) == (consent,)


def test_an_objection_wins_over_a_consent(ledger_rows: LedgerRows) -> None:
    who = subscriber()
    with privacy.acting_as(privacy.Actor.visitor()):
        privacy.object_to(who.row.subject, purpose=NEWSLETTER, channel="my-page")
    before = len(ledger_rows())
    send_an_issue()
    assert reached() == []
    told = {(row.event, row.outcome) for row in ledger_rows()[before:]}
    assert ("refusal", "objected") in told
    assert "disclosure" not in {event for event, _outcome in told}


def test_a_newer_policy_without_the_newsletter_stops_it_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    subscriber()
    issue = send_an_issue()
    folder = shutil.copytree(settings.PRIVACY["PUBLISHED"], tmp_path / "published")
    newer = json.loads((folder / f"{POLICY.version}.json").read_text("utf-8"))
    newer["version"] = POLICY.version + 1
    del newer["purposes"][NEWSLETTER.id]
    (folder / f"{POLICY.version + 1}.json").write_text(json.dumps(newer), encoding="utf-8")
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", folder)
    before = len(ledger_rows())

    assert reached() == []
    issue.refresh_from_db()
    assert (issue.state, issue.paused_because) == ("paused", "policy")
    told = {(row.event, row.outcome) for row in ledger_rows()[before:]}
    assert ("refusal", "not-in-force") in told
    assert "disclosure" not in {event for event, _outcome in told}


def links() -> list[str]:
    """The paths behind mails that ask to confirm. A task that mails one may itself come from a task."""
    asked = [letter for letter in (*letters(), *letters()) if "/newsletter/confirm/" in letter.get_content()]
    return [path_in(letter, "confirm") for letter in asked]


@pytest.mark.parametrize("is_member", [False, True])
def test_the_box_with_an_order_mails_the_link_and_no_more(*, is_member: bool) -> None:
    shopper = Shopper()
    who, customer = member() if is_member else (None, None)
    if who:
        shopper.browser.post(
            "/account/login/", {"email": who.email, "current-password": who.password}, secure=True
        )
        letters()
    shopper.put(cup())
    shown = shopper.until_confirmation()
    assert 'name="newsletter"' in shopper.get("confirm").content.decode()
    shopper.post("confirm", shown=shown, newsletter="on")
    (confirm,) = links()
    wish = Subscription.objects.get()
    assert (wish.confirmed_at, wish.asked_on) == (None, "checkout")
    assert wish.customer_id == (customer.pk if customer else None)
    order = Order.objects.get()
    assert (wish.subject == order.subject) is is_member, "a guest's wish may go without the order"
    assert Browser().post(confirm).status_code == 200
    assert [consent.channel for consent in privacy.consents_of(wish.subject)] == ["checkout-confirmed"]


def test_an_order_without_the_box_asks_nothing() -> None:
    shopper = Shopper(cup())
    shopper.place(shopper.until_confirmation())
    assert "ask_with_order" not in {name for name, _ids in waiting_tasks()}
    assert Subscription.objects.count() == 0


def test_an_address_that_no_longer_exists_is_unsubscribed_and_the_desk_sees_a_number_and_no_name() -> None:
    who = subscriber()
    real = DOORS["mail"].send

    def refuses(message: Any, opened: Any) -> Any:
        if isinstance(message, NewsletterIssue):
            raise AddressRefusedError("SMTP 550", permanent=True, is_gone=True)
        return real(message, opened)

    with patch.object(DOORS["mail"], "send", refuses):
        send_an_issue()
        letters()
        assert who.is_subscribed, "once may be a mistake of the mail server"
        Subscription.objects.update(refused_at=timezone.now() - timedelta(days=1))
        issue = send_an_issue()
        letters()
    assert not who.is_subscribed
    desk = desk_of(colleague("owner"))
    page = desk.get(f"/en/desk/newsletters/{issue.pk}/").content.decode()
    assert "No such address, said again: subscription ended" in page
    assert "1 subscription ended" in desk.get("/en/desk/newsletters/").content.decode()
    assert who.email not in page
