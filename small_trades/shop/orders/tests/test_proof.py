"""Showing who one is by a mailed code and by what one knows, and what a wrong answer learns."""

import re
from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.models import MailedCode
from small_trades.shop.account.tests.making import mail, mails, member, waiting_tasks, with_address
from small_trades.shop.account.throttles import Caller, TooManyError
from small_trades.shop.orders.forms import ProofForm
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.on_file import on_file
from small_trades.shop.orders.proof import Claims, Level, Proof, ask_proof, prove
from small_trades.shop.orders.tests.making import Guest, guest, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HERE = "a" * 64
CALLER = Caller("", "192.0.2.1")


@pytest.fixture
def kaori() -> tuple[Guest, str, UUID]:
    """A guest with an order: who, its code, whose."""
    who = guest()
    order = Order.objects.get(pk=placed(by=who))
    mails()
    return who, order.code, order.subject


def asked(subject: UUID) -> tuple[UUID, str]:
    """A code was mailed: its id, and what the mail says."""
    with privacy.acting_as(privacy.Actor.visitor()):
        code_id = ask_proof([subject], holder=HERE, language="en")
    return code_id, mail().code


def shown(code_id: UUID, claims: Claims, *, holder: str = HERE) -> Proof:
    with privacy.acting_as(privacy.Actor.visitor()):
        return prove(code_id, claims, holder=holder, caller=CALLER)


def test_the_code_alone_lets_somebody_look(kaori: tuple[Guest, str, UUID], ledger_rows: LedgerRows) -> None:
    _who, _code, subject = kaori
    code_id, code = asked(subject)
    before = len(ledger_rows())
    proof = shown(code_id, Claims(code))
    assert (proof.level, proof.subject) == (Level.LOOK, subject)
    assert ledger_rows()[before:] == (), "nothing was claimed, so nothing was opened"


def test_postcode_and_telephone_give_access_and_open_one_group(
    kaori: tuple[Guest, str, UUID], ledger_rows: LedgerRows
) -> None:
    who, _code, subject = kaori
    code_id, code = asked(subject)
    before = len(ledger_rows())

    proof = shown(code_id, Claims(code, postal_code="〒150-0001", telephone=f"{who.ship_to.telephone}"))

    assert proof.level == Level.ACCESS
    rows = [(row.event, row.purpose, row.groups) for row in ledger_rows()[before:]]
    assert rows == [("use", "3c-identity", ("DeliveryAddress",))]


def test_three_items_let_somebody_ask_for_erasure(kaori: tuple[Guest, str, UUID]) -> None:
    who, order_code, subject = kaori
    code_id, code = asked(subject)
    claims = Claims(
        code, name=who.name.full_kana, telephone=who.ship_to.telephone, record_code=order_code.lower()
    )
    assert shown(code_id, claims).level == Level.ERASURE


@pytest.mark.parametrize("item", ["name", "postal_code", "telephone", "record_code", "code"])
def test_one_wrong_item_shows_nothing_and_says_not_which(
    kaori: tuple[Guest, str, UUID], item: str, ledger_rows: LedgerRows
) -> None:
    who, order_code, subject = kaori
    code_id, code = asked(subject)
    right = {
        "code": code,
        "name": who.name.full,
        "postal_code": "1500001",
        "telephone": who.ship_to.telephone,
        "record_code": order_code,
    }
    wrong = {
        "code": f"{(int(code) + 1) % 10**8:08}",
        "name": plant("name"),
        "postal_code": "1500002",
        "telephone": "03-0000-0000",
        "record_code": "2222-2222-2222",
    }
    before = len(ledger_rows())

    proof = shown(code_id, Claims(**{**right, item: wrong[item]}))

    assert (proof.level, proof.subject) == (Level.NONE, None)
    assert len(ledger_rows()) - before == 1, "one durable row, whatever was wrong"
    assert MailedCode.objects.get(pk=code_id).used_at is None
    assert shown(code_id, Claims(**right)).level == Level.ERASURE, "and the person can still show it"


def test_a_code_works_once_and_only_where_it_was_asked_for(kaori: tuple[Guest, str, UUID]) -> None:
    _who, order_code, subject = kaori
    code_id, code = asked(subject)
    assert shown(code_id, Claims(code), holder="b" * 64).level == Level.NONE
    assert shown(code_id, Claims(code, record_code=order_code)).level == Level.LOOK
    assert shown(code_id, Claims(code)).level == Level.NONE
    assert shown(privacy.uuid7(), Claims("00000000")).level == Level.NONE


def test_after_five_tries_and_after_ten_minutes_a_code_is_dead(kaori: tuple[Guest, str, UUID]) -> None:
    _who, _order_code, subject = kaori
    code_id, code = asked(subject)
    for _try in range(5):
        assert shown(code_id, Claims("00000000" if code != "00000000" else "1" * 8)).level == Level.NONE
    assert shown(code_id, Claims(code)).level == Level.NONE
    code_id, code = asked(subject)
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(minutes=11)):
        assert shown(code_id, Claims(code)).level == Level.NONE


def test_a_network_address_that_tries_on_and_on_is_stopped(kaori: tuple[Guest, str, UUID]) -> None:
    _who, _order_code, subject = kaori
    code_id, code = asked(subject)
    for _try in range(10):
        shown(code_id, Claims("x"))
    with pytest.raises(TooManyError):
        shown(code_id, Claims(code))


def test_for_nobody_the_same_row_is_made_and_nothing_is_mailed() -> None:
    with privacy.acting_as(privacy.Actor.visitor()):
        code_id = ask_proof([], holder=HERE, language="ja")
    assert MailedCode.objects.get(pk=code_id).code_hash == ""
    assert [name for name, _ids in waiting_tasks()] == ["send_code"]
    assert mails() == []
    assert shown(code_id, Claims("")).level == Level.NONE


def test_a_member_shows_it_by_their_address_book() -> None:
    anna, customer = member()
    with_address(anna, customer)
    code_id, code = asked(customer.subject)
    proof = shown(code_id, Claims(code, name=f"{anna.given} {anna.family}", postal_code="150-0001"))
    assert (proof.level, proof.subject) == (Level.ACCESS, customer.subject)


def test_who_is_hardly_on_file_loses_no_right() -> None:
    anna, customer = member()
    assert on_file(customer.subject).kinds == 1
    code_id, code = asked(customer.subject)
    assert shown(code_id, Claims(code, name=f"{anna.family}{anna.given}")).level == Level.ERASURE


def test_a_forgotten_guest_cannot_be_proved_and_is_not_mailed(kaori: tuple[Guest, str, UUID]) -> None:
    _who, _code, subject = kaori
    privacy.destroy(subject)
    with privacy.acting_as(privacy.Actor.visitor()):
        ask_proof([subject], holder=HERE, language="ja")
    assert mails() == []


def test_nothing_that_was_claimed_or_mailed_is_stored(kaori: tuple[Guest, str, UUID]) -> None:
    who, _code, subject = kaori
    _id, code = asked(subject)
    stored = repr(list(MailedCode.objects.values_list("code_hash", "holder_hash", "purpose")))
    assert code not in stored
    assert who.email.address not in stored


@pytest.mark.parametrize(
    ("needed", "fields"), [(0, {"code"}), (2, {"code", "name", "postal-code", "tel", "record-code"})]
)
def test_the_fields_of_a_proof_ask_for_what_it_takes(needed: int, fields: set[str]) -> None:
    macro = engines["jinja2"].from_string(
        '{% from "orders/proof.html" import proof_fields with context %}{{ proof_fields(form, needed) }}'
    )
    page = macro.render({"form": ProofForm(), "needed": needed}, RequestFactory().get("/"))
    assert set(re.findall(r'name="([\w-]+)"', page)) == fields


def test_the_form_makes_claims_of_what_was_typed() -> None:
    form = ProofForm({"code": "1234 5678", "postal-code": "１５０-0001", "name": " 綾  小路 "})
    assert form.is_valid()
    assert form.claims().code == "12345678"
    assert form.claims().items() == {"name": "綾小路", "postal_code": "1500001"}
