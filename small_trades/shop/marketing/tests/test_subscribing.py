"""Asking for the newsletter, confirming it, and stopping it."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import NEWSLETTER
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.marketing import subject_data
from small_trades.shop.marketing.actions.stop import stop_address
from small_trades.shop.marketing.models import StopLink, Subscription
from small_trades.shop.marketing.tests.making import (
    a_shop,
    ask,
    letters,
    path_in,
    subscriber,
)
from small_trades.shop.marketing.wording import CONSENT

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _a_shop() -> Iterator[None]:
    a_shop()
    yield
    letters()


def forget_due(*, after: timedelta) -> None:
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        privacy.retention.run(now=timezone.now() + after)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_form_says_what_it_is_for_and_is_never_kept(language: str) -> None:
    answer = Browser().get("/newsletter/" if language == "ja" else "/en/newsletter/")
    page = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert 'name="email"' in page
    assert f"#{NEWSLETTER.id}" in page


@pytest.mark.parametrize("typed", ["", "x", "a@b", "4242424242424242", "x" * 250 + "@example.jp"])
def test_what_is_no_address_is_said_and_nothing_is_kept(typed: str, ledger_rows: LedgerRows) -> None:
    before = len(ledger_rows())
    answer = ask(typed)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert Subscription.objects.count() == 0
    assert len(ledger_rows()) == before
    assert letters() == []


def test_looking_at_the_link_subscribes_nobody() -> None:
    address = plant("email")
    ask(address)
    (letter,) = letters()
    path = path_in(letter, "confirm")
    for _ in range(2):
        page = Browser().get(path).content.decode()
        assert CONSENT.ja in page
    wish = Subscription.objects.get()
    assert wish.confirmed_at is None
    assert privacy.consents_of(wish.subject) == ()


def test_the_link_works_once_and_for_a_day() -> None:
    ask(plant("email"))
    path = path_in(letters()[0], "confirm")
    Subscription.objects.update(asked_at=timezone.now() - timedelta(hours=24))
    assert Browser().get(path).status_code == 410
    assert Browser().post(path).status_code == 410
    Subscription.objects.update(asked_at=timezone.now())
    assert Browser().post(path).status_code == 200
    assert Browser().get(path).status_code == 410
    assert Browser().post(path).status_code == 410
    assert Browser().get("/newsletter/confirm/forged/").status_code == 410
    assert len(privacy.consents_of(Subscription.objects.get().subject)) == 1


def test_the_page_and_the_record_are_in_the_language_of_the_reader() -> None:
    ask(plant("email"), language="en")
    (letter,) = letters()
    assert letter["Subject"] == "Please confirm the newsletter of Small Trades"
    path = path_in(letter, "confirm")
    assert path.startswith("/en/newsletter/confirm/")
    assert CONSENT.en in unescape(Browser().get(path).content.decode())
    assert "You are subscribed" in Browser().post(path).content.decode()
    row = Subscription.objects.get()
    assert (row.language, privacy.consents_of(row.subject)[0].language) == ("en", "en")


def test_the_answer_is_the_same_for_an_address_that_is_subscribed() -> None:
    who = subscriber()
    row = who.row
    new, known = ask(plant("email")), ask(who.email.upper())
    assert (new.status_code, new["Location"]) == (known.status_code, known["Location"])
    first, second = letters()
    assert "お申し込みのご確認" in first["Subject"]
    assert "登録済み" in second["Subject"]
    assert (second["To"], who.row) == (who.email, row)
    assert Subscription.objects.count() == 2, "the second wish is gone"
    Browser().post(path_in(second, "stop"))
    assert not who.is_subscribed


def test_two_wishes_of_one_address_become_one_subscription() -> None:
    address = plant("email")
    ask(address)
    ask(address)
    first, second = (path_in(letter, "confirm") for letter in letters())
    assert Browser().post(first).status_code == 200
    assert Browser().post(second).status_code == 200
    row = Subscription.objects.get()
    assert row.confirmed_at is not None
    assert privacy.has_consent(row.subject, NEWSLETTER)


def test_five_wishes_an_hour_for_one_address() -> None:
    address = plant("email")
    answers = [ask(address).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert Subscription.objects.count() == 5


def test_what_nobody_confirms_is_gone_after_a_day() -> None:
    ask(plant("email"))
    wish = Subscription.objects.get()
    forget_due(after=timedelta(hours=23))
    assert Subscription.objects.count() == 1
    forget_due(after=timedelta(hours=24))
    assert Subscription.objects.count() == 0
    with privacy.acting_as(privacy.Actor.visitor()), pytest.raises(privacy.Erased):
        privacy.use(wish.email, purpose=NEWSLETTER)
    assert letters() == [], "the mail that had not left finds nothing to send"


def test_a_subscription_is_never_due() -> None:
    who = subscriber()
    forget_due(after=timedelta(days=800))
    assert who.is_subscribed


# ---- stopping ----


def test_a_stop_link_is_a_page_with_one_button() -> None:
    who = subscriber()
    ask(who.email)
    path = path_in(letters()[0], "stop")
    answer = Browser().get(path)
    assert answer["Cache-Control"] == "no-store", "the link is in its address: no outside service sees it"
    assert who.is_subscribed, "looking stops nothing"
    subject = who.row.subject
    assert "停止しました" in Browser().post(path).content.decode()
    assert not who.is_subscribed
    assert (Subscription.objects.count(), StopLink.objects.count()) == (0, 0)
    assert privacy.consents_of(subject)[0].withdrawn_channel == "link-in-mail"
    again = Browser().post(path)
    assert (again.status_code, "停止しました" in again.content.decode()) == (200, True)
    assert Browser().get(path).status_code == 200
    assert Browser().post("/newsletter/stop/forged/").status_code == 200


def test_a_mail_program_stops_it_without_cookie_token_or_sign_in() -> None:
    who = subscriber()
    ask(who.email)
    path = path_in(letters()[0], "stop")
    subject = who.row.subject
    program = Client(enforce_csrf_checks=True)
    answer = program.post(path, {"List-Unsubscribe": "One-Click"}, secure=True)
    assert answer.status_code == 200, "RFC 8058, 3.1: no redirect"
    assert not answer.cookies
    assert privacy.consents_of(subject)[0].withdrawn_channel == "one-click"


def test_it_stops_the_subscriber_of_the_link_whoever_is_signed_in() -> None:
    who = subscriber()
    anna, customer = member()
    ask(who.email)
    path = path_in(letters()[0], "stop")
    browser = Browser()
    browser.sign_in(anna)
    assert browser.post(path).status_code == 200
    assert not who.is_subscribed
    assert privacy.consents_of(customer.subject) == ()


def test_the_desk_stops_an_address_that_wrote_to_the_shop() -> None:
    who, other = subscriber(), subscriber()
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "manager")):
        stop_address(who.email)
        stop_address(plant("email"))
    assert (who.is_subscribed, other.is_subscribed) == (False, True)


def test_who_stopped_can_come_back_by_the_same_two_steps() -> None:
    who = subscriber()
    ask(who.email)
    Browser().post(path_in(letters()[0], "stop"))
    ask(who.email)
    (letter,) = letters()
    assert "お申し込みのご確認" in letter["Subject"]
    Browser().post(path_in(letter, "confirm"))
    assert who.is_subscribed


def test_a_consent_withdrawn_elsewhere_leaves_no_subscription_behind() -> None:
    who = subscriber()
    with privacy.acting_as(privacy.Actor.visitor()):
        privacy.withdraw_consent(who.row.subject, purpose=NEWSLETTER, channel="my-page")
    ask(who.email)
    (letter,) = letters()
    assert "お申し込みのご確認" in letter["Subject"]
    assert not who.is_subscribed


# ---- members ----


def test_a_member_asks_confirms_and_stops_on_my_page() -> None:
    anna, customer = member()
    browser = Browser()
    browser.sign_in(anna)
    letters()
    page = browser.get("/mypage/newsletters/").content.decode()
    assert CONSENT.ja in page
    assert browser.post("/mypage/newsletters/").status_code == 302
    assert "確認待ち" in browser.get("/mypage/newsletters/").content.decode()
    (letter,) = letters()
    assert letter["To"] == anna.email
    assert browser.post(path_in(letter, "confirm")).status_code == 200
    page = browser.get("/mypage/newsletters/").content.decode()
    assert anna.email in page
    assert "登録中" in page
    (held,) = subject_data.held(customer.subject)
    assert held.label_en == "Newsletter address"
    assert browser.post("/mypage/newsletters/stop/").status_code == 302
    assert "登録していません" in browser.get("/mypage/newsletters/").content.decode()
    assert subject_data.held(customer.subject) == []
    (consent,) = privacy.consents_of(customer.subject)
    assert (consent.channel, consent.withdrawn_channel) == ("my-page-confirmed", "my-page")
    assert anna.email in browser.get("/mypage/registration/").content.decode(), (
        "only the newsletter's copy went"
    )


def test_a_members_wish_is_taken_back_or_runs_out() -> None:
    anna, customer = member()
    browser = Browser()
    browser.sign_in(anna)
    browser.post("/mypage/newsletters/")
    (held,) = subject_data.held(customer.subject)
    assert held.kept_until is not None
    browser.post("/mypage/newsletters/stop/")
    assert Subscription.objects.count() == 0
    browser.post("/mypage/newsletters/")
    forget_due(after=timedelta(days=1))
    assert Subscription.objects.count() == 0
    assert browser.get("/mypage/registration/").status_code == 200


def test_a_member_who_objected_is_told_so() -> None:
    anna, customer = member()
    browser = Browser()
    browser.sign_in(anna)
    browser.post("/mypage/newsletters/")
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        privacy.object_to(customer.subject, purpose=NEWSLETTER, channel="my-page")
    assert "異議" in browser.get("/mypage/newsletters/").content.decode()


def test_a_stranger_is_asked_to_sign_in() -> None:
    for path in ("/mypage/newsletters/", "/mypage/newsletters/stop/"):
        answer = Browser().post(path)
        assert answer.status_code == 302
        assert "/account/login/" in answer["Location"]
    assert Subscription.objects.count() == 0
