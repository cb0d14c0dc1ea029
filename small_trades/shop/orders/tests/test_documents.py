"""Invoices, receipts and return invoices: what stands on them, read back from the PDF."""

import io
import random
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from pypdf import PdfReader

from small_trades import privacy
from small_trades.policy.declaration import BILLING
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.orders import queries
from small_trades.shop.orders.access import SESSION_KEY
from small_trades.shop.orders.actions import refund as refunds
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.place import NewLine
from small_trades.shop.orders.models import IssuedDocument, Order, Payment, Refund
from small_trades.shop.orders.states import CancelReason, PaymentMethod, PaymentState, RefundReason
from small_trades.shop.orders.tests.making import cup, guest, line, placed
from small_trades.shop.pricing.giving_back import given_back
from small_trades.shop.pricing.price import price
from small_trades.shop.pricing.shapes import Charge, Coupon, Line, Off, Points, Purchase, Quote
from small_trades.shop.promotions.tests.making import give_points
from small_trades.shop.site.actions import ShopDetails, save_shop

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NUMBER = "T7000012050002"


@pytest.fixture(autouse=True)
def _shop() -> None:
    save_shop(
        ShopDetails(
            name_ja="小商い",
            name_en="Small Trades",
            inquiry_email="shop@example.com",
            seller_ja="小商い合同会社",
            address_ja="東京都渋谷区神南1-1",
            telephone="03-1234-5678",
            invoice_number=NUMBER,
        )
    )


def text_of(pdf: bytes) -> str:
    """Everything on all pages, without spaces."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def paid(*lines: NewLine, quote: Quote | None = None, **changes: Any) -> Order:
    """An order that was placed and paid by bank transfer."""
    more: dict[str, Any] = {"quote": quote} if quote else {}
    order_id = placed(*lines, payment_method=PaymentMethod.BANK_TRANSFER, **more, **changes)
    Payment.objects.filter(order=order_id).update(state=PaymentState.PAID, paid_at=timezone.now())
    Order.objects.filter(pk=order_id).update(state="paid")
    return Order.objects.get(pk=order_id)


def browser_of(order: Order) -> Browser:
    """The browser that placed it."""
    browser = Browser()
    session = browser.session
    session[SESSION_KEY] = [str(order.pk)]
    session.save()
    browser.come_with(session.session_key)
    return browser


def get(order: Order, kind: str, *, lang: str = "", **more: str) -> str:
    """The text of a document as its customer gets it."""
    answer = browser_of(order).post(f"{lang}/orders/{order.code}/document/", {"kind": kind, **more})
    assert answer["Content-Type"] == "application/pdf", answer
    assert answer["Cache-Control"] == "no-store"
    return text_of(answer.content)


def give_back(order: Order, *amounts: int) -> list[UUID]:
    """Refunds that were made by hand."""
    made = []
    with privacy.acting_as(privacy.Actor.system("test")):
        for amount in amounts:
            made.append(refunds.refund(order.pk, amount=amount, reason=RefundReason.GOODS))
            refunds.confirm_refund(order.pk, made[-1])
    return made


def test_an_invoice_holds_all_that_the_law_asks_for() -> None:
    buyer = guest()
    tea = cup(price=1080, rate=TaxRate.REDUCED)
    order = paid(line(cup(price=2200)), line(tea, 2), by=buyer)
    text = get(order, "invoice")
    day = timezone.localdate(order.placed_at)
    for part in (
        "適格請求書",
        "小商い合同会社",
        f"登録番号{NUMBER}",
        f"取引年月日{day.year}年{day.month}月{day.day}日",
        "青い器2,200円12,200円",
        "青い器※1,080円22,160円",
        "10%2,970円270円",
        "8%※2,160円160円",
        "5,130円",
        "軽減税率",
        "".join(f"{buyer.name.full}様".split()),
    ):
        assert part in text, part
    assert buyer.ship_to.street not in text
    use = privacy.uses_of(order.subject)[0]
    assert (use.purpose_id, use.role) == (BILLING.id, "")
    assert IssuedDocument.objects.get().kind == "invoice"


def test_a_second_receipt_says_that_it_is_one_and_keeps_what_it_was_for() -> None:
    order = paid(line(cup()))
    first, second = get(order, "receipt", proviso="food"), get(order, "receipt", proviso="gifts")
    assert "再発行" not in first
    assert "再発行" in second
    assert "食品代" in first
    assert "食品代" in second
    assert "2,970円" in second
    assert IssuedDocument.objects.get().copies == 2


def test_without_a_number_that_can_be_one_the_invoice_is_no_qualified_one() -> None:
    save_shop(
        ShopDetails(name_ja="小商い", name_en="", inquiry_email="a@example.com", invoice_number="T1" * 7)
    )
    text = get(paid(line(cup())), "invoice")
    assert "適格請求書ではありません" in text
    assert "T1T1" not in text
    assert not text.startswith("適格")


def test_in_english() -> None:
    text = get(paid(line(cup())), "invoice", lang="/en")
    assert text.startswith("Qualifiedinvoice")
    assert "10%¥2,970¥270" in text


def _random_quote(dice: random.Random) -> tuple[list[NewLine], Quote]:
    """Lines of both rates with coupon, points and charges, priced by the one function."""
    rates = [TaxRate.STANDARD, TaxRate.REDUCED]
    lines = [
        line(cup(price=dice.randint(1, 9000), rate=dice.choice(rates)), dice.randint(1, 3))
        for _ in range(dice.randint(1, 4))
    ]
    asked = tuple(
        Line(key=at, unit_price=one.unit_price, quantity=one.quantity, rate=one.tax_rate)
        for at, one in enumerate(lines)
    )
    coupon = Coupon(code="X", off=Off(percent=dice.randint(1, 99))) if dice.random() < 0.6 else None
    shipping = Charge(amount=dice.randint(500, 1500))
    points = dice.randint(0, 300) if dice.random() < 0.6 else 0
    purchase = Purchase(lines=asked, coupon=None, points=Points(used=points, held=points), shipping=shipping)
    if coupon and sum(one.unit_price * one.quantity for one in lines) > 100:
        purchase = Purchase(lines=asked, coupon=coupon, points=purchase.points, shipping=shipping)
    return lines, price(purchase).quote


def _yen(amount: int) -> str:
    return f"{amount:,}円"


def _rates(parts: Iterable[object]) -> list[str]:
    return [
        f"{int(part.rate)}%{'※' if part.rate == 8 else ''}{_yen(part.amount)}{_yen(part.tax)}"  # type: ignore[attr-defined] # RateTotals
        for part in parts
    ]


@pytest.mark.parametrize("seed", range(12))
def test_every_figure_is_the_one_that_was_agreed(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    lines, quote = _random_quote(dice)
    subject = privacy.new_subject()
    if quote.points:
        give_points(subject, quote.points)
    order = paid(*lines, quote=quote, subject=subject)
    invoice = get(order, "invoice")
    for part in (*_rates(quote.by_rate), f"合計(税込){_yen(quote.total)}"):
        assert part in invoice, part
    for name, yen in (("値引き", -quote.discount), ("ポイント利用", -quote.points)):
        assert (f"{name}−{_yen(-yen)}" in invoice) == bool(yen)
    first = dice.randint(1, quote.total - 1) if quote.total > 1 else quote.total
    amounts = [first, quote.total - first] if quote.total > first else [first]
    parts = given_back(quote, amounts)
    for refund, amount, split in zip(give_back(order, *amounts), amounts, parts, strict=True):
        text = get(order, "return", refund=str(refund))
        assert text.startswith("適格返還請求書")
        assert _yen(amount) in text
        for part in _rates(split):
            assert part in text, part
    for rate in quote.by_rate:
        back = [part.amount for split in parts for part in split if part.rate == rate.rate]
        assert sum(back) == rate.amount


@pytest.mark.parametrize("kind", ["invoice", "receipt", "return"])
def test_what_was_given_up_has_no_documents(kind: str, ledger_rows: LedgerRows) -> None:
    order = paid(line(cup()))
    with privacy.acting_as(privacy.Actor.system("test")):
        cancel(order.pk, reason=CancelReason.CUSTOMER)
    rows = len(ledger_rows())
    refund = {"refund": str(Refund.objects.get().pk)} if kind == "return" else {}
    browser = browser_of(order)
    answer = browser.post(f"/orders/{order.code}/document/", {"kind": kind, **refund})
    assert answer["Location"] == f"/orders/{order.code}/"
    assert not IssuedDocument.objects.exists()
    assert len(ledger_rows()) == rows


def test_an_unpaid_order_has_none_and_shows_none() -> None:
    order = Order.objects.get(pk=placed(line(cup())))
    browser = browser_of(order)
    assert "document/" not in browser.get(f"/orders/{order.code}/").content.decode()
    assert browser.post(f"/orders/{order.code}/document/", {"kind": "receipt"}).status_code == 302
    assert not IssuedDocument.objects.exists()


def test_a_stranger_gets_nothing(ledger_rows: LedgerRows) -> None:
    order = paid(line(cup()))
    rows = len(ledger_rows())
    answer = Browser().post(f"/orders/{order.code}/document/", {"kind": "invoice"})
    assert answer["Location"] == f"/orders/{order.code}/"
    assert len(ledger_rows()) == rows
    assert not IssuedDocument.objects.exists()


def test_what_is_no_document_is_a_404() -> None:
    order = paid(line(cup()))
    for sent in ({}, {"kind": "passport"}, {"kind": "return", "refund": "x"}):
        assert browser_of(order).post(f"/orders/{order.code}/document/", sent).status_code == 404
    for sent in ({"kind": "return"}, {"kind": "return", "refund": str(privacy.uuid7())}):
        assert browser_of(order).post(f"/orders/{order.code}/document/", sent).status_code == 302


def test_a_member_finds_them_in_my_page() -> None:
    person, customer = member()
    browser = Browser()
    browser.sign_in(person)
    order = paid(line(cup()), customer_id=customer.pk)
    page = browser.get(f"/mypage/orders/{order.code}/").content.decode()
    assert f'action="/orders/{order.code}/document/"' in page
    answer = browser.post(f"/orders/{order.code}/document/", {"kind": "receipt"})
    assert "領収書" in text_of(answer.content)


def test_a_sign_the_font_lacks_and_a_thousand_lines_are_all_there() -> None:
    order = paid(*[line(cup(price=10)) for _ in range(120)])
    order.lines.update(product_name_ja="𠮷" * 60)
    text = get(order, "invoice")
    assert text.count("10円110円") == 120
    assert "U+20BB7" in text
    assert queries.order_by_id(order.pk) is not None
