"""Clause 6, on the pages: a copy, a stop, a consent withdrawn and a deletion, by the person alone."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import jsonschema
import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import BILLING, DELIVERY, IDENTITY, MISUSE, NEWSLETTER, PREFILL, RIGHTS
from small_trades.privacy.rights import (
    Channel,
    Decision,
    Identified,
    RequestKind,
    RequestState,
    export_schema,
)
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, mail, mails, member
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import Guest, cup, guest, placed
from small_trades.shop.rights.tests.making import Manifest, everything
from small_trades.shop.wishes.models import RestockWait

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MINE = "/mypage/information"
REQUEST = "/inquiries/request/"
STAFF = privacy.Actor.staff(privacy.uuid7(), "owner")
WORDS = privacy.ConsentText(ja="新着のお知らせを受け取ります。", en="I want to have news.")


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def signed_in() -> tuple[Person, Customer, Browser]:
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    mails()
    return who, customer, browser


def opens(value: privacy.Sealed[object], purpose: privacy.Purpose, actor: privacy.Actor) -> bool:
    with privacy.acting_as(actor):
        return isinstance(privacy.decide(value, purpose=purpose, reason="a test"), privacy.Allowed)


def used_by_everybody(manifest: Manifest) -> Browser:
    browser = Browser()
    browser.sign_in(manifest.who)
    mails()
    return browser


def text_of(answer: Any) -> str:
    """What was sent, streamed or not."""
    return b"".join(answer).decode()


# -- A copy of everything (個人情報保護法 33) ------------------------------------------------------------


def test_a_member_downloads_all_that_is_held_in_three_forms_and_each_is_recorded(
    ledger_rows: LedgerRows,
) -> None:
    with privacy.acting_as(privacy.Actor.system("test")):
        manifest = everything()
    browser = used_by_everybody(manifest)
    before = len(ledger_rows())

    files = {form: browser.post(f"{MINE}/copy/{form}/") for form in ("json", "html", "pdf")}

    text, page = text_of(files["json"]), text_of(files["html"])
    jsonschema.validate(json.loads(text), export_schema())
    for what, value in manifest.values.items():
        assert value in text, what
        assert value in page, what
    assert files["pdf"].content.startswith(b"%PDF-")
    for form, answer in files.items():
        assert answer["Cache-Control"] == "no-store"
        assert answer["Content-Disposition"] == f'attachment; filename="my-information.{form}"'
    uses = [row for row in ledger_rows()[before:] if row.event == "use" and row.purpose == RIGHTS.id]
    # Its file is opened by itself: in the copy to read on and the one for programs, not in the one to print.
    assert len(uses) == 5


def test_a_copy_is_made_for_its_person_alone() -> None:
    _anna, _customer, _browser = signed_in()
    stranger = Browser()
    assert stranger.post(f"{MINE}/copy/json/").status_code == 302
    assert stranger.post(f"{REQUEST}copy/json/")["Location"] == REQUEST
    _beth, _other, browser = signed_in()
    assert browser.get(f"{MINE}/copy/json/").status_code == 405
    assert browser.post(f"{MINE}/copy/xml/").status_code == 404


# -- Deletion (個人情報保護法 22, 35) --------------------------------------------------------------------


def choose(browser: Browser, when: str) -> str:
    """Choose, and read the mailed code."""
    answer = browser.post(f"{MINE}/delete/", {"when": when})
    assert answer["Location"] == f"{MINE}/delete/code/"
    return mail().code


def test_the_preview_says_what_goes_what_is_kept_until_when_and_by_which_law() -> None:
    with privacy.acting_as(privacy.Actor.system("test")):
        manifest = everything()
        shown = privacy.rights.preview_erasure(manifest.subject)
    browser = used_by_everybody(manifest)

    page = browser.get(f"{MINE}/delete/").content.decode()

    assert "会員登録" in page
    assert shown.last_day is not None
    assert f"{shown.last_day.year}年{shown.last_day.month}月{shown.last_day.day}日" in page
    assert "法人税法施行規則第59条" in page
    with privacy.acting_as(privacy.Actor.customer(manifest.customer.pk, manifest.subject)):
        assert privacy.rights.erasure_of(manifest.subject) is None, "looking deletes nothing"


def test_72_hours_can_be_undone_and_everything_is_as_it_was() -> None:
    _anna, customer, browser = signed_in()
    code = choose(browser, "later")
    assert browser.post(f"{MINE}/delete/code/", {"code": code})["Location"] == f"{MINE}/delete/"
    planned = privacy.rights.erasure_of(customer.subject)
    assert planned is not None
    hours = (planned.due_at - planned.asked_at) / timedelta(hours=1)
    assert round(hours, 3) == 72
    assert "消去のお手続き" in browser.get(f"{MINE}/delete/").content.decode()

    browser.post(f"{MINE}/delete/undo/")

    assert privacy.rights.erasure_of(customer.subject) is None
    (request,) = privacy.rights.requests_of(customer.subject)
    assert (request.kind, request.state) == (RequestKind.ERASE, RequestState.WITHDRAWN)
    assert opens(customer.name, IDENTITY, privacy.Actor.system("test"))


def test_it_cannot_be_undone_once_it_has_begun() -> None:
    _anna, customer, browser = signed_in()
    browser.post(f"{MINE}/delete/code/", {"code": choose(browser, "later")})
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(hours=73)):
        browser.sign_in(_anna)
        browser.post(f"{MINE}/delete/undo/")
    assert privacy.rights.erasure_of(customer.subject) is not None


def test_now_is_now_the_session_ends_and_the_goodbye_says_what_happened() -> None:
    anna, customer, browser = signed_in()
    goodbye = browser.post(f"{MINE}/delete/code/", {"code": choose(browser, "now")})

    assert not opens(customer.name, IDENTITY, privacy.Actor.system("test"))
    assert not opens(customer.name, RIGHTS, STAFF)
    page = browser.get(goodbye["Location"]).content.decode()
    assert "お客様の情報を消去しました" in page
    for value in anna.planted():
        assert value not in page
    assert browser.get(f"{MINE}/").status_code == 302, "nobody is signed in any more"
    told = mails()
    assert [letter.to for letter in told] == [anna.email]
    (request,) = privacy.rights.requests_of(customer.subject)
    assert (request.identified_how, request.decision) == (Identified.SIGNED_IN, Decision.GRANTED)
    assert request.state == RequestState.DONE


def test_without_the_right_code_nothing_is_deleted() -> None:
    _anna, customer, browser = signed_in()
    code = choose(browser, "now")
    wrong = f"{(int(code) + 1) % 10**8:08}"

    assert browser.post(f"{MINE}/delete/code/", {"code": wrong}).status_code == 200
    other = Browser()
    other.sign_in(member()[0])
    assert other.post(f"{MINE}/delete/code/", {"code": code})["Location"] == f"{MINE}/delete/"

    assert privacy.rights.erasure_of(customer.subject) is None
    assert privacy.rights.requests_of(customer.subject) == ()
    assert opens(customer.name, IDENTITY, privacy.Actor.system("test"))


def test_no_choice_is_no_deletion() -> None:
    _anna, customer, browser = signed_in()
    answer = browser.post(f"{MINE}/delete/", {"when": "some day"})
    assert answer.status_code == 200
    assert mails() == []
    assert privacy.rights.erasure_of(customer.subject) is None


def test_a_receipt_nobody_has_is_not_found() -> None:
    assert Browser().get(f"{REQUEST}receipts/AAAA2222BBBB3333/").status_code == 404


# -- Stop of use and objection (個人情報保護法 35) ----------------------------------------------------------


def test_a_stop_closes_everything_to_staff_and_programs_but_the_law_and_can_be_lifted() -> None:
    _anna, customer, browser = signed_in()
    system = privacy.Actor.system("test")
    browser.post(f"{MINE}/stop/all/")
    assert not opens(customer.name, IDENTITY, system)
    assert not opens(customer.name, DELIVERY, STAFF)
    assert opens(customer.name, RIGHTS, STAFF), "a law asks for it"
    assert browser.get(f"{MINE}/").status_code == 200, "the person still sees everything"

    browser.post(f"{MINE}/stop/all/", {"go-on": "1"})
    assert opens(customer.name, DELIVERY, STAFF)


def test_who_stopped_everything_can_still_be_deleted() -> None:
    _anna, customer, browser = signed_in()
    browser.post(f"{MINE}/stop/all/")
    browser.post(f"{MINE}/delete/code/", {"code": choose(browser, "now")})
    assert not opens(customer.name, RIGHTS, STAFF)


def test_one_purpose_is_stopped_and_goes_on_again() -> None:
    _anna, customer, browser = signed_in()
    browser.post(f"{MINE}/stop/{DELIVERY.id}/")
    assert not opens(customer.name, DELIVERY, STAFF)
    assert opens(customer.name, IDENTITY, privacy.Actor.system("test")), "another purpose"
    browser.post(f"{MINE}/stop/{DELIVERY.id}/", {"go-on": "1"})
    assert opens(customer.name, DELIVERY, STAFF)


def test_who_objected_to_prefill_finds_empty_forms() -> None:
    anna, _customer, browser = signed_in()
    browser.post(f"{MINE}/stop/{PREFILL.id}/")
    for page in ("/inquiries/", "/mypage/", f"{MINE}/"):
        answer = browser.get(page)
        assert answer.status_code == 200, page
    assert anna.email not in browser.get("/inquiries/").content.decode()
    assert browser.get("/mypage/addresses/new/").status_code == 200


def test_where_a_stopped_use_is_needed_the_page_says_so_and_leads_back() -> None:
    _anna, _customer, browser = signed_in()
    shopper = Shopper()
    shopper.browser = browser
    shopper.put(cup())
    shopper.details()
    shopper.post("delivery", **{"delivery-date": "", "delivery-slot": "18-20"})
    shopper.post("payment", **{"payment-method": "card"})
    assert shopper.get("confirm").status_code == 200
    browser.post(f"{MINE}/stop/{BILLING.id}/")
    stopped = shopper.get("confirm")
    assert stopped.status_code == 409
    assert f'href="{MINE}/stop/"' in stopped.content.decode()
    assert shopper.get("details").status_code == 200
    browser.post(f"{MINE}/stop/{BILLING.id}/", {"go-on": "1"})
    assert shopper.get("confirm").status_code == 200


def test_an_objection_to_the_watch_for_misuse_is_decided_by_somebody() -> None:
    _anna, customer, browser = signed_in()
    browser.post(f"{MINE}/stop/{MISUSE.id}/")
    browser.post(f"{MINE}/stop/{MISUSE.id}/")
    (request,) = privacy.rights.requests_of(customer.subject)
    assert (request.kind, request.state) == (RequestKind.OBJECT, RequestState.IDENTIFIED)
    assert request.channel == Channel.MY_PAGE
    assert opens(customer.name, MISUSE, STAFF)


@pytest.mark.parametrize("purpose", [RIGHTS.id, IDENTITY.id, "3a-account", "9-unheard-of"])
def test_what_cannot_be_stopped_is_not_stopped(purpose: str) -> None:
    _anna, customer, browser = signed_in()
    assert browser.post(f"{MINE}/stop/{purpose}/").status_code == 404
    assert privacy.restrictions_of(customer.subject) == ()


# -- Consents (clauses 3b, 5a, 8) -------------------------------------------------------------------------


def test_a_consent_is_shown_word_for_word_withdrawn_by_one_click_and_has_a_receipt() -> None:
    _anna, customer, browser = signed_in()
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        given = privacy.give_consent(
            customer.subject, purpose=NEWSLETTER, text=WORDS, language="ja", channel="my-page"
        )
    assert WORDS.ja in browser.get(f"{MINE}/consents/").content.decode()
    receipt = json.loads(browser.get(f"{MINE}/consents/{given.id}/receipt/").content)
    assert receipt["@type"] == "dpv:ConsentReceipt"
    assert receipt["dpv:hasRecordOfActivity"]["dpv:hasDataController"]["dpv:hasName"]

    browser.post(f"{MINE}/consents/{NEWSLETTER.id}/withdraw/")

    assert not privacy.has_consent(customer.subject, NEWSLETTER)
    assert "撤回済み" in browser.get(f"{MINE}/consents/").content.decode()


def test_the_receipt_of_somebody_else_is_not_found() -> None:
    _anna, customer, _browser = signed_in()
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        given = privacy.give_consent(
            customer.subject, purpose=NEWSLETTER, text=WORDS, language="ja", channel="my-page"
        )
    _beth, _other, browser = signed_in()
    assert browser.get(f"{MINE}/consents/{given.id}/receipt/").status_code == 404
    browser.post(f"{MINE}/consents/{NEWSLETTER.id}/withdraw/")
    assert privacy.has_consent(customer.subject, NEWSLETTER)


# -- Without an account -------------------------------------------------------------------------------------


def ordered() -> tuple[Guest, UUID, str]:
    who = guest()
    order = Order.objects.get(pk=placed(by=who))
    mails()
    return who, order.subject, order.code


def shown(browser: Browser, email: str, right: str, **known: str) -> str:
    """Ask for a right and show who it is; where that leads."""
    answer = browser.post(REQUEST, {"right": right, "email": email})
    assert answer["Location"] == f"{REQUEST}code/"
    proved = browser.post(f"{REQUEST}code/", {"code": mail().code, **known})
    return str(proved.headers.get("Location", ""))


def test_a_guest_shows_who_they_are_and_gets_a_copy() -> None:
    who, _subject, code = ordered()
    browser = Browser()
    onward = shown(browser, who.email.address, "copy", **{"record-code": code, "name": who.name.full})
    assert onward == f"{REQUEST}copy/"
    copy = text_of(browser.post(f"{REQUEST}copy/json/"))
    assert who.ship_to.street in copy
    assert browser.post(f"{REQUEST}copy/json/").status_code == 200


def ordered_twice() -> tuple[Guest, list[Order]]:
    who = guest()
    first, second = (Order.objects.get(pk=placed(by=who)) for _time in range(2))
    mails()
    assert first.subject != second.subject, "a guest is somebody new with each order"
    return who, [first, second]


def test_a_guest_shows_once_that_all_their_orders_are_theirs() -> None:
    who, orders = ordered_twice()
    browser = Browser()
    known = {"name": who.name.full, "postal-code": "1500001", "tel": who.ship_to.telephone}
    assert shown(browser, who.email.address, "delete", **known) == f"{REQUEST}records/"
    page = browser.get(f"/en{REQUEST}records/").content.decode()
    for order in orders:
        assert order.code in page
        answer = browser.post(f"{REQUEST}records/", {"record": str(order.subject), "page": "copy"})
        assert answer["Location"] == f"{REQUEST}copy/"
        assert order.code in text_of(browser.post(f"{REQUEST}copy/json/"))


def test_each_of_them_is_deleted_by_itself() -> None:
    who, orders = ordered_twice()
    browser = Browser()
    known = {"name": who.name.full, "postal-code": "1500001", "tel": who.ship_to.telephone}
    shown(browser, who.email.address, "delete", **known)
    first, second = orders
    for order, other in ((first, second), (second, first)):
        browser.post(f"{REQUEST}records/", {"record": str(order.subject), "page": "delete"})
        goodbye = browser.post(f"{REQUEST}delete/", {"when": "now"})
        assert privacy.rights.erasure_of(order.subject) is not None
        assert ("他のご注文・お問い合わせ" in browser.get(goodbye["Location"]).content.decode()) == (
            order == first
        )
        assert (privacy.rights.erasure_of(other.subject) is None) == (order == first)
    assert browser.get(f"{REQUEST}records/")["Location"] == REQUEST, "the proof ended with the last of them"


def test_the_code_of_an_order_shows_that_order_alone() -> None:
    who, (first, second) = ordered_twice()
    browser = Browser()
    onward = shown(browser, who.email.address, "copy", **{"record-code": first.code, "name": who.name.full})
    assert onward == f"{REQUEST}records/"
    browser.post(f"{REQUEST}records/", {"record": str(second.subject), "page": "copy"})
    assert browser.post(f"{REQUEST}copy/json/").status_code == 404, (
        "one item is not enough for the other order"
    )
    browser.post(f"{REQUEST}records/", {"record": str(first.subject), "page": "copy"})
    assert first.code in text_of(browser.post(f"{REQUEST}copy/json/"))


def test_who_shows_too_little_shows_more_with_the_same_code() -> None:
    who, _subject, code = ordered()
    browser = Browser()
    browser.post(REQUEST, {"right": "copy", "email": who.email.address})
    typed = {"code": mail().code, "name": who.name.full}
    assert browser.post(f"{REQUEST}code/", typed).status_code == 200
    assert browser.post(f"{REQUEST}copy/json/")["Location"] == REQUEST, "one item shows nothing"
    answer = browser.post(f"{REQUEST}code/", {**typed, "record-code": code})
    assert answer["Location"] == f"{REQUEST}copy/"


def test_what_is_known_of_one_record_alone_hides_no_other() -> None:
    who, subject, _code = ordered()
    variant = cup(available=0)
    Browser().post(f"/wishes/restock/{variant.pk}/", {"email": who.email.address})
    mails()
    wait = RestockWait.objects.get()
    browser = Browser()
    known = {"name": who.name.full, "postal-code": "1500001", "tel": who.ship_to.telephone}
    assert shown(browser, who.email.address, "delete", **known) == f"{REQUEST}records/"
    browser.post(f"{REQUEST}records/", {"record": str(wait.subject), "page": "delete"})
    browser.post(f"{REQUEST}delete/", {"when": "now"})
    assert privacy.rights.erasure_of(wait.subject) is not None
    assert privacy.rights.erasure_of(subject) is None


def test_a_record_is_shown_by_everything_on_it_or_not_at_all() -> None:
    who, _subject, _code = ordered()
    Browser().post(f"/wishes/restock/{cup(available=0).pk}/", {"email": who.email.address})
    mails()
    browser = Browser()
    known = {"name": guest().name.full, "postal-code": "1500001", "tel": who.ship_to.telephone}
    assert shown(browser, who.email.address, "delete", **known) == ""
    assert browser.get(f"{REQUEST}records/")["Location"] == REQUEST


@pytest.mark.parametrize(("on_file", "told"), [("髙橋", "高橋"), ("渡辺", "渡邉"), ("さいとう", "サイトウ")])
def test_a_name_is_right_in_every_form_of_its_characters(on_file: str, told: str) -> None:
    who = guest()
    who = replace(who, name=replace(who.name, family=on_file))
    code = Order.objects.get(pk=placed(by=who)).code
    mails()
    known = {"name": f"{told}{who.name.given}", "record-code": code}
    assert shown(Browser(), who.email.address, "copy", **known) == f"{REQUEST}copy/"


def test_who_shares_an_address_is_not_shown_by_it() -> None:
    kaori, other = guest(), guest()
    mine = Order.objects.get(pk=placed(by=kaori))
    theirs = Order.objects.get(pk=placed(by=replace(other, email=kaori.email)))
    mails()
    browser = Browser()
    known = {"name": kaori.name.full, "postal-code": "1500001", "tel": kaori.ship_to.telephone}
    assert shown(browser, kaori.email.address, "copy", **known) == f"{REQUEST}copy/"
    assert mine.code in text_of(browser.post(f"{REQUEST}copy/json/"))
    answer = browser.post(f"{REQUEST}records/", {"record": str(theirs.subject), "page": "copy"})
    assert answer.status_code == 200, "not among those that can be chosen"
    assert theirs.code not in text_of(browser.post(f"{REQUEST}copy/json/"))


def test_a_copy_does_not_take_what_deletion_takes_and_says_so() -> None:
    who, subject, code = ordered()
    browser = Browser()
    shown(browser, who.email.address, "copy", **{"record-code": code, "name": who.name.full})
    assert browser.post(f"{REQUEST}delete/", {"when": "now"}).status_code == 200
    assert privacy.rights.erasure_of(subject) is None


def test_somebody_who_only_wrote_once_is_deleted() -> None:
    who = asker()
    thread = inquiry(who)
    mails()
    browser = Browser()
    known = {"record-code": thread.code, "name": who.name}
    assert shown(browser, who.email, "delete", **known) == f"{REQUEST}delete/"
    goodbye = browser.post(f"{REQUEST}delete/", {"when": "now"})
    assert re.fullmatch(rf"{REQUEST}receipts/[2-9A-Z]{{16}}/", goodbye["Location"])
    assert not opens(thread.name, RIGHTS, STAFF)
    assert browser.get(f"{REQUEST}copy/")["Location"] == REQUEST, "the proof ended with the person"


def test_a_stranger_learns_nothing_and_gets_nothing() -> None:
    who, subject, _code = ordered()
    browser = Browser()
    browser.post(REQUEST, {"right": "delete", "email": who.email.address})
    mails()
    wrong = browser.post(f"{REQUEST}code/", {"code": "12345678", "name": who.name.full})
    assert wrong.status_code == 200
    nobody = Browser().post(REQUEST, {"right": "delete", "email": "nobody@example.jp"})
    assert nobody["Location"] == f"{REQUEST}code/", "the same answer as for somebody"
    assert mails() == []
    assert browser.post(f"{REQUEST}copy/json/")["Location"] == REQUEST
    assert privacy.rights.erasure_of(subject) is None


def test_a_proof_lasts_half_an_hour() -> None:
    who, _subject, code = ordered()
    browser = Browser()
    shown(browser, who.email.address, "copy", **{"record-code": code, "name": who.name.full})
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(minutes=31)):
        assert browser.post(f"{REQUEST}copy/json/")["Location"] == REQUEST


@pytest.mark.parametrize("page", ["", "code/"])
def test_the_pages_open_in_both_languages(page: str) -> None:
    browser = Browser()
    browser.post(REQUEST, {"right": "copy", "email": "nobody@example.jp"})
    assert browser.get(f"{REQUEST}{page}").status_code == 200
    assert browser.get(f"/en{REQUEST}{page}").status_code == 200
