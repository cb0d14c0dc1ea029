"""Words for goods and presents at the delivery step: asked, checked, sealed, carried into the order."""

from typing import Any

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ORDER_CARE
from small_trades.policy.groups import GiftWords, OrderWords
from small_trades.shop.cart.actions import add_line
from small_trades.shop.checkout.models import DraftWords
from small_trades.shop.checkout.queries import AskedWords
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.checkout.words_form import WordsForm
from small_trades.shop.options.actions.edit import set_gift_rules
from small_trades.shop.options.models import Option
from small_trades.shop.options.queries import GiftWishes
from small_trades.shop.options.tests.making import an_engraving, an_option
from small_trades.shop.orders.actions.take_in import take_in
from small_trades.shop.orders.models import Order, OrderLineOption, Refund
from small_trades.shop.orders.queries import order_by_id
from small_trades.shop.orders.states import OrderState, PaymentState
from small_trades.shop.products.models import Variant
from small_trades.shop.products.tests.goods import a_product, variant_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PLANTED = "彫刻ノ文字7k3"
DELIVERY = {"delivery-date": "", "delivery-slot": ""}
ASKED = (AskedWords(4, 9, "青い湯のみ", "名入れ", 12, 2),)


@pytest.fixture
def cup() -> Variant:
    return variant_of(a_product("cup", price=2200))


def shopper(variant: Variant, options: str, quantity: int = 1) -> Shopper:
    """Somebody with this in the cart, after the first step."""
    buyer = Shopper(variant)
    assert buyer.cart_id is not None
    if options:
        add_line(buyer.cart_id, variant=variant.pk, quantity=quantity, options=options)
    buyer.details()
    return buyer


def field(buyer: Shopper, at: int = 1) -> str:
    """The name of the field for the words of a line."""
    page = buyer.get("delivery").content.decode()
    names = sorted({part.split('"')[0] for part in page.split('name="')[1:] if part.startswith("words-")})
    return str(names[at - 1])


def test_what_is_to_be_written_is_asked_and_comes_with_the_order(cup: Variant) -> None:
    wrapping, engraving = an_option(), an_engraving()
    buyer = shopper(cup, f"{wrapping.id}={wrapping.choices[0].id} {engraving.id}", quantity=2)
    name = field(buyer)
    answer = buyer.post("delivery", **DELIVERY, **{name: ""})
    assert answer.status_code == 422
    assert not DraftWords.objects.exists()
    buyer.post("delivery", **DELIVERY, **{name: PLANTED})
    assert PLANTED in buyer.get("delivery").content.decode()
    buyer.post("payment", **{"payment-method": "card"})
    confirmed = buyer.get("confirm").content.decode()
    assert PLANTED in confirmed
    assert "和紙の包み" in confirmed
    buyer.place(buyer.shown())
    order = buyer.order
    plain, with_options = order.lines.all()
    assert (plain.unit_price, with_options.unit_price, with_options.amount) == (2200, 3410, 6820)
    assert order.subtotal == 9020
    assert [(one.name_en, one.choice_name_en, one.surcharge) for one in with_options.options.all()] == [
        ("Gift wrapping", "Washi paper", 330),
        ("Engraving", "", 880),
    ]
    assert PLANTED not in str(order.confirmation)
    assert not DraftWords.objects.exists()
    page = buyer.browser.get(f"/orders/{order.code}/", secure=True)
    assert PLANTED in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"


def test_a_line_that_came_later_is_asked_for_before_the_order(cup: Variant) -> None:
    engraving = an_engraving()
    buyer = Shopper(cup)
    buyer.until_confirmation(method="card")
    add_line(buyer.cart_id, variant=cup.pk, quantity=1, options=str(engraving.id))
    answer = buyer.get("confirm")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/checkout/delivery/")
    assert not Order.objects.exists()


def test_a_present_goes_with_the_order_where_the_shop_offers_it(cup: Variant) -> None:
    buyer = shopper(cup, "")
    assert "noshi-front" not in buyer.get("delivery").content.decode()
    set_gift_rules(has_message=True, has_noshi=True)
    typed = {"noshi-front": "御祝", "noshi-name": "佐藤", "message": "おめでとう\nございます"}
    buyer.post("delivery", **DELIVERY, **typed)
    buyer.post("payment", **{"payment-method": "card"})
    assert "おめでとう" in buyer.get("confirm").content.decode()
    buyer.place(buyer.shown())
    gift = buyer.order.gift
    assert gift is not None
    staff = privacy.Actor.staff(privacy.uuid7(), role="orders")
    with privacy.acting_as(staff):
        opened = privacy.use(gift, purpose=ORDER_CARE, reason="のしを確かめるため")
    assert opened == GiftWords("御祝", "佐藤", "おめでとう\nございます")


def test_a_present_the_shop_offers_no_longer_is_taken_back_before_the_order(cup: Variant) -> None:
    buyer = shopper(cup, "")
    set_gift_rules(has_message=True, has_noshi=True)
    buyer.post("delivery", **DELIVERY, **{"noshi-front": "御祝", "message": "おめでとう"})
    buyer.post("payment", **{"payment-method": "card"})
    shown = buyer.shown()
    set_gift_rules(has_message=True, has_noshi=False)
    for answer in (buyer.place(shown), buyer.get("confirm")):
        assert (answer.status_code, answer.headers["Location"]) == (302, "/checkout/delivery/")
    assert not Order.objects.exists()
    page = buyer.get("delivery").content.decode()
    assert "おめでとう" in page
    assert "noshi-front" not in page
    set_gift_rules(has_message=False, has_noshi=False)
    buyer.post("delivery", **DELIVERY)
    buyer.place(buyer.shown())
    assert buyer.order.gift is None


def test_words_that_no_longer_fit_are_asked_for_anew(cup: Variant) -> None:
    engraving = an_engraving()
    buyer = shopper(cup, str(engraving.id))
    buyer.post("delivery", **DELIVERY, **{field(buyer): PLANTED})
    buyer.post("payment", **{"payment-method": "card"})
    shown = buyer.shown()
    Option.objects.update(longest=len(PLANTED) - 1)
    for answer in (buyer.place(shown), buyer.get("confirm")):
        assert (answer.status_code, answer.headers["Location"]) == (302, "/checkout/delivery/")
    assert not Order.objects.exists()
    buyer.post("delivery", **DELIVERY, **{field(buyer): PLANTED[:-1]})
    buyer.place(buyer.shown())
    assert buyer.order.lines.count() == 2


def test_pieces_that_come_back_give_their_options_back(cup: Variant) -> None:
    wrapping = an_option()
    buyer = shopper(cup, f"{wrapping.id}={wrapping.choices[1].id}", quantity=2)
    buyer.post("delivery", **DELIVERY)
    buyer.post("payment", **{"payment-method": "card"})
    buyer.place(buyer.shown())
    order = buyer.order
    Order.objects.filter(pk=order.pk).update(state=OrderState.SHIPPED, held_since=None)
    order.payment.state, order.payment.paid_at = PaymentState.PAID, order.placed_at
    order.payment.save()
    with privacy.acting_as(privacy.Actor.system("test")):
        taken = take_in(order.pk, {1: 1}, to_stock=False)
    assert (taken.refund, taken.is_all) == (2200 + 1100, False)
    assert [refund.amount for refund in Refund.objects.all()] == [3300]


def words_form(**typed: str) -> WordsForm:
    given = {"words-4-9": "佐藤"} | {name.replace("_", "-"): value for name, value in typed.items()}
    return WordsForm(given, asked=ASKED, gift=GiftWishes(has_message=True, has_noshi=True))


def test_words_are_kept_as_they_were_typed() -> None:
    form = words_form(words_4_9=" Ａ＆Ｂ ①♡ ")
    assert form.is_valid(), form.errors
    assert form.words() == {(4, 9): OrderWords("Ａ＆Ｂ ①♡")}
    assert form.gift() is None


@pytest.mark.parametrize("typed", ["\ufa19谷", "\ufa45老原", "葛\U000e0100城", "か\u3099\ufa10"])
def test_forms_of_characters_stay_as_they_were_typed(typed: str) -> None:
    form = words_form(words_4_9=typed, message=f"{typed}\n{typed}")
    assert form.is_valid(), form.errors
    kept = typed.replace("か\u3099", "が")
    assert form.words() == {(4, 9): OrderWords(kept)}
    gift = form.gift()
    assert gift is not None
    assert gift.message == f"{kept}\n{kept}"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("words_4_9", ""),
        ("words_4_9", "　 "),
        ("words_4_9", "あ" * 13),
        ("words_4_9", "佐\x00藤"),
        ("words_4_9", "佐\u202e藤"),
        ("words_4_9", "佐藤\n花子"),
        ("message", "4242 4242 4242 4242"),
        ("message", "あ" * 301),
        ("message", "a\x07"),
        ("noshi_name", "あ" * 31),
        ("noshi_front", "御霊前?"),
    ],
)
def test_what_cannot_be_written_is_refused(name: str, typed: str) -> None:
    form = words_form(**{name: typed})
    assert not form.is_valid()
    assert list(form.errors) == [name.replace("_", "-") if name.startswith("words") else name]


def test_a_name_on_a_noshi_needs_the_words_above_it() -> None:
    assert list(words_form(noshi_name="佐藤").errors) == ["noshi_front"]


def test_an_order_page_names_the_options_in_its_language(cup: Variant) -> None:
    wrapping = an_option()
    buyer = shopper(cup, f"{wrapping.id}={wrapping.choices[0].id}")
    buyer.post("delivery", **DELIVERY)
    buyer.post("payment", **{"payment-method": "card"})
    buyer.place(buyer.shown())
    whole: Any = order_by_id(buyer.draft_id)
    assert whole.lines[1].options[0].label == "ギフト包装: 和紙の包み"
    assert OrderLineOption.objects.get().subject == whole.subject
