"""Clause 6 (個人情報保護法 33): a copy of everything is of everything; what was planted is counted in it."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from django.apps import apps

from small_trades import privacy
from small_trades.policy.declaration import (
    INCIDENTS,
    MAKER,
    NEWSLETTER,
    PROVISIONS,
    RIGHTS,
    STAFF,
)
from small_trades.policy.groups import (
    EmailAddress,
    OrderWords,
    PasskeyCredential,
    PaymentReference,
    PointsReason,
)
from small_trades.privacy.rights import Channel, RequestKind
from small_trades.privacy.testing import plant
from small_trades.shop.account.models import Customer, Passkey, PasskeyLabel
from small_trades.shop.account.tests.making import Browser, mails
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.inquiries.tests.making import inquiry
from small_trades.shop.marketing.models import Subscription
from small_trades.shop.marketing.tests.making import a_shop, letters, path_in
from small_trades.shop.misuse.tests.making import refused
from small_trades.shop.orders.models import Order, OrderLineOption, Payment
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, cup, guest, placed
from small_trades.shop.promotions.actions import points
from small_trades.shop.provisions.consent import MAKER_WORDS
from small_trades.shop.reviews.actions import write as write_review
from small_trades.shop.reviews.queries import Receipt
from small_trades.shop.reviews.tests.making import words
from small_trades.shop.rights.copies import as_html
from small_trades.shop.rights.queries import copy_of
from small_trades.shop.rights.tests.making import TRACKING, Manifest, everything

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NOT_OF_CUSTOMERS = {STAFF.id, INCIDENTS.id}
SYSTEM = privacy.Actor.system("test")
WORDS = privacy.ConsentText(ja="新着のお知らせを受け取ります。", en="I want to have news.")


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def agreed(browser: Browser, order: Order) -> None:
    """The person agrees that the maker contacts them, and the maker is told."""
    browser.post(f"/provisions/maker/{order.code}/", {"answer": "agree"})
    desk = desk_of(colleague("orders"))
    assert desk.post(f"/desk/orders/{order.code}/maker/", {"maker": "窯"}).status_code == 200


def subscribed(browser: Browser) -> None:
    """The member confirms the newsletter by its link."""
    letters()
    browser.post("/mypage/newsletters/")
    (letter,) = letters()
    assert browser.post(path_in(letter, "confirm")).status_code == 200


def with_passkey(customer: Customer) -> str:
    """What a passkey of theirs is called where it is kept."""
    key = Passkey(customer=customer, subject=customer.subject, label=PasskeyLabel.PHONE)
    planted = plant()
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        privacy.collect(key, notice="registration", credential=PasskeyCredential(planted, "key", "handle"))
    key.save()
    return planted


def with_review(order: Order) -> dict[str, str]:
    """The person of the order reviews a cup; what they wrote."""
    said = words()
    with privacy.acting_as(privacy.Actor.visitor()):
        write_review(Receipt(order.subject, order.pk, cup().product_id, "", ""), said)
    return {"review": said.text, "title of the review": said.title, "pen name": said.pen_name}


@pytest.fixture
def member() -> tuple[Manifest, dict[str, str]]:
    """A member who did everything one can do here, and every value that was planted on the way."""
    a_shop()
    with privacy.acting_as(SYSTEM):
        manifest = everything()
    browser = Browser()
    browser.sign_in(manifest.who)
    evidence = plant("text")
    refused(guest(), person=manifest.subject, evidence=evidence)
    order = Order.objects.get(pk=manifest.order_id)
    agreed(browser, order)
    subscribed(browser)
    browser.post(f"/mypage/information/stop/{NEWSLETTER.id}/")
    browser.post(f"/wishes/restock/{cup(available=0).pk}/")
    with privacy.acting_as(SYSTEM):
        privacy.rights.open_request(manifest.subject, RequestKind.RECTIFY, channel=Channel.LETTER)
        privacy.rights.open_request(manifest.subject, RequestKind.ACCESS, channel=Channel.TELEPHONE)
    kindness, engraved = plant("text"), plant("text")
    option = OrderLineOption(
        line=order.lines.all()[0],
        subject=order.subject,
        position=1,
        name_ja="名入れ",
        name_en="Engraving",
        surcharge=0,
    )
    with privacy.acting_as(SYSTEM):
        privacy.collect(option, notice="checkout-words", words=OrderWords(engraved))
    option.save()
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")):
        points.change(manifest.subject, 50, reason=PointsReason(kindness), staff_id=privacy.uuid7())
    planted = {
        **manifest.values,
        "evidence": evidence,
        "passkey": with_passkey(manifest.customer),
        "why points were given": kindness,
        "what was engraved": engraved,
        **with_review(order),
    }
    return manifest, planted


@pytest.fixture
def buyer() -> tuple[Guest, Order, dict[str, str]]:
    """Somebody without an account, of whom everything is held that can be of such a person."""
    who, evidence, reference = guest(), plant("text"), plant()
    with privacy.acting_as(SYSTEM):
        order = Order.objects.get(pk=placed(by=who, payment_method=PaymentMethod.BANK_TRANSFER))
        payment = Payment.objects.get(order=order)
        privacy.collect(payment, notice="checkout-payment", reference=PaymentReference("sandbox", reference))
        payment.save()
        privacy.rights.open_request(order.subject, RequestKind.RESTRICT, channel=Channel.LETTER)
        privacy.give_consent(
            order.subject, purpose=NEWSLETTER, text=WORDS, language="ja", channel="newsletter-confirmed"
        )
        wish = Subscription(subject=order.subject, language="ja")
        news = plant("email")
        privacy.collect(wish, notice="newsletter", email=EmailAddress(news))
        wish.save()
    refused(who, person=order.subject, evidence=evidence)
    return (
        who,
        order,
        {
            "name": who.name.family,
            "kana": who.name.family_kana,
            "email": who.email.address,
            "street": who.ship_to.street,
            "telephone": who.ship_to.telephone,
            "reference": reference,
            "evidence": evidence,
            "newsletter": news,
            **with_review(order),
        },
    )


def document(subject: Any) -> tuple[dict[str, Any], str]:
    with privacy.acting_as(SYSTEM):
        text = copy_of(subject, reason="test").json()
    made: dict[str, Any] = json.loads(text)
    jsonschema.validate(made, privacy.rights.export_schema())
    return made, text


def missing(planted: dict[str, str], text: str) -> list[str]:
    return [where for where, value in planted.items() if value not in text]


def test_of_a_member_who_did_everything_nothing_is_missing(member: tuple[Manifest, dict[str, str]]) -> None:
    manifest, planted = member
    made, text = document(manifest.subject)
    assert missing(planted, text) == []
    assert TRACKING in text
    told = {thing["what"]["en"].partition(" ")[0] for thing in made["held"]}
    assert told >= {
        "Your",
        "Address",
        "Passkey:",
        "Order",
        "Inquiry",
        "Unfinished",
        "Refusal",
        "Newsletter",
        "Provision",
        "Record",
        "Sign-ins",
    }
    assert privacy.rights.unmapped(manifest.subject) == []


def test_every_consent_in_its_words_every_request_and_every_provision_are_in_it(
    member: tuple[Manifest, dict[str, str]],
) -> None:
    manifest, _planted = member
    made, _text = document(manifest.subject)
    with privacy.acting_as(SYSTEM):
        consents = privacy.consents_of(manifest.subject)
    assert [one["text"] for one in made["consents"]] == [
        {"ja": one.text.ja, "en": one.text.en} for one in consents
    ]
    assert MAKER_WORDS.ja in {one["text"]["ja"] for one in made["consents"]}
    assert {one["purpose"]["id"] for one in made["consents"]} >= {NEWSLETTER.id}
    assert {one["kind"] for one in made["requests"]} == {"rectify", "access"}
    assert MAKER.id in {one["recipient"]["id"] for one in made["provisions"]}
    with privacy.acting_as(SYSTEM):
        rows = privacy.uses_of(manifest.subject, limit=10_000)
    assert [one["number"] for one in made["uses"]] == [row.seq for row in rows]


def test_every_category_that_is_held_of_a_customer_anywhere_is_in_it(
    member: tuple[Manifest, dict[str, str]],
) -> None:
    manifest, _planted = member
    made, _text = document(manifest.subject)
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    kept = {field.category.id for field in fields if isinstance(field, privacy.SealedField)}
    shown = {value["category"]["id"] for thing in made["held"] for value in thing["values"]}
    # The records of provision are kept for the authorities; their person reads them as a list of their own.
    assert kept - shown - NOT_OF_CUSTOMERS == {PROVISIONS.id}
    assert made["provisions"]
    # What is bought is no sealed value: it stands beside the order.
    facts = {fact["what"]["en"] for thing in made["held"] for fact in thing["facts"]}
    assert facts >= {"Ordered on", "Total (yen, tax included)", "Product"}


def test_the_page_to_read_says_the_same(member: tuple[Manifest, dict[str, str]]) -> None:
    manifest, planted = member
    with privacy.acting_as(SYSTEM):
        page = "".join(as_html(copy_of(manifest.subject, reason="test"), language="ja"))
    assert missing(planted, page) == []
    assert MAKER_WORDS.ja in page
    for heading in ("同意の記録", "ご請求の記録", "商品の作り手", "ご利用のお断り", "メールマガジンの送り先"):
        assert heading in page, heading


def test_of_a_guest_nothing_is_missing_either(buyer: tuple[Guest, Order, dict[str, str]]) -> None:
    _who, order, planted = buyer
    made, text = document(order.subject)
    assert missing(planted, text) == []
    assert [one["text"]["ja"] for one in made["consents"]] == [WORDS.ja]
    assert [one["kind"] for one in made["requests"]] == ["restrict"]
    labels = {thing["what"]["en"] for thing in made["held"]}
    assert labels == {
        f"Order {order.code}",
        "Refusal",
        "Review",
        "A newsletter wish that waits for its link",
        "Record of your request",
    }
    assert privacy.rights.unmapped(order.subject) == []


def test_what_somebody_else_did_is_in_nobody_elses_copy(
    member: tuple[Manifest, dict[str, str]], buyer: tuple[Guest, Order, dict[str, str]]
) -> None:
    manifest, _planted = member
    _who, order, planted = buyer
    other = inquiry()
    _made, text = document(manifest.subject)
    assert [value for value in planted.values() if value in text] == []
    assert (str(order.subject) in text, str(other.subject) in text) == (False, False)


def test_making_the_copy_is_itself_the_newest_line_of_it(buyer: tuple[Guest, Order, dict[str, str]]) -> None:
    _who, order, _planted = buyer
    made, _text = document(order.subject)
    assert (made["uses"][0]["event"], made["uses"][0]["purpose"]["id"]) == ("use", RIGHTS.id)
    assert made["uses"][0]["reason"] == "test"
