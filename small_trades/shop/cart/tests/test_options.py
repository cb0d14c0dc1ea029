"""Options in the cart: lines of their own, one stock, prices with surcharges, and changes that are told."""

import pytest

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.cart import actions, queries
from small_trades.shop.cart.forms import QuantitiesForm
from small_trades.shop.cart.models import CartLine
from small_trades.shop.options.actions import edit
from small_trades.shop.options.actions.edit import ChoiceFacts, OptionFacts
from small_trades.shop.options.kinds import Kind
from small_trades.shop.options.models import OptionChoice
from small_trades.shop.options.tests.making import an_engraving, an_option
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.products.tests.goods import a_product, variant_of
from small_trades.shop.promotions.tests.making import a_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup() -> Variant:
    return variant_of(a_product("cup", price=2200))


def test_other_options_are_another_line_and_equal_ones_are_added_up(cup: Variant) -> None:
    wrapping = an_option()
    paper = f"{wrapping.id}={wrapping.choices[0].id}"
    cart = actions.add_line(None, variant=cup.pk, quantity=1)
    for _time in range(2):
        actions.add_line(cart, variant=cup.pk, quantity=1, options=paper)
    page = queries.cart_page(cart)
    assert [(line.options, line.quantity, line.unit_price, line.amount) for line in page.lines] == [
        ("", 1, 2200, 2200),
        (paper, 2, 2530, 5060),
    ]
    assert (page.quote.subtotal, page.can_check_out) == (7260, True)


def test_what_takes_words_stands_for_itself(cup: Variant) -> None:
    engraving = an_engraving()
    cart = actions.add_line(None, variant=cup.pk, quantity=1, options=str(engraving.id))
    actions.add_line(cart, variant=cup.pk, quantity=1, options=str(engraving.id))
    assert [line.quantity for line in queries.cart_page(cart).lines] == [1, 1]


def test_lines_of_one_variant_share_its_stock(cup: Variant) -> None:
    Variant.objects.filter(pk=cup.pk).update(available=3)
    wrapping = an_option()
    paper = f"{wrapping.id}={wrapping.choices[0].id}"
    cart = actions.add_line(None, variant=cup.pk, quantity=2)
    with pytest.raises(actions.CannotPut) as refused:
        actions.add_line(cart, variant=cup.pk, quantity=2, options=paper)
    assert (refused.value.reason, refused.value.most, refused.value.held) == ("not-enough", 3, 2)
    assert CartLine.objects.count() == 1
    actions.add_line(cart, variant=cup.pk, quantity=1, options=paper)
    Variant.objects.filter(pk=cup.pk).update(available=2)
    page = queries.cart_page(cart)
    assert [line.problem for line in page.lines] == ["short", "short"]
    actions.set_quantities(cart, {page.lines[0].id: 1})
    assert queries.cart_page(cart).can_check_out


def test_two_lines_of_one_variant_may_change_places(cup: Variant) -> None:
    Variant.objects.filter(pk=cup.pk).update(available=5)
    wrapping = an_option()
    cart = actions.add_line(None, variant=cup.pk, quantity=3)
    paper = f"{wrapping.id}={wrapping.choices[0].id}"
    actions.add_line(cart, variant=cup.pk, quantity=2, options=paper)
    plain, wrapped = queries.cart_page(cart).lines
    form = QuantitiesForm(
        queries.cart_page(cart), {f"quantity-{plain.id}": "2", f"quantity-{wrapped.id}": "3"}
    )
    assert form.is_valid(), form.errors
    actions.set_quantities(cart, form.quantities())
    assert [line.quantity for line in queries.cart_page(cart).lines] == [2, 3]
    form = QuantitiesForm(
        queries.cart_page(cart), {f"quantity-{plain.id}": "2", f"quantity-{wrapped.id}": "4"}
    )
    assert dict(form.errors) == {f"quantity-{wrapped.id}": ["残り3点です"]}


def test_a_line_put_in_from_another_window_stays_as_it_is(cup: Variant) -> None:
    wrapping = an_option()
    cart = actions.add_line(None, variant=cup.pk, quantity=1)
    (seen,) = queries.cart_page(cart).lines
    actions.add_line(cart, variant=cup.pk, quantity=2, options=f"{wrapping.id}={wrapping.choices[0].id}")
    form = QuantitiesForm(queries.cart_page(cart), {f"quantity-{seen.id}": "4"})
    assert form.is_valid(), form.errors
    actions.set_quantities(cart, form.quantities())
    assert [line.quantity for line in queries.cart_page(cart).lines] == [4, 2]
    emptied = QuantitiesForm(queries.cart_page(cart), {f"quantity-{seen.id}": ""})
    assert list(emptied.errors) == [f"quantity-{seen.id}"]


@pytest.mark.parametrize("options", ["999", "999=1", "{option}", "{option}=999"])
def test_what_is_not_offered_is_refused(cup: Variant, options: str) -> None:
    option = an_option()
    with pytest.raises(actions.CannotPut) as refused:
        actions.add_line(None, variant=cup.pk, quantity=1, options=options.format(option=option.id))
    assert refused.value.reason == actions.Refusal.OPTIONS
    assert not CartLine.objects.exists()


def test_a_surcharge_that_changed_is_told_like_a_price(cup: Variant) -> None:
    option = an_option()
    picks = f"{option.id}={option.choices[0].id}"
    cart = actions.add_line(None, variant=cup.pk, quantity=1, options=picks)
    OptionChoice.objects.filter(pk=option.choices[0].id).update(surcharge=550)
    (line,) = queries.cart_page(cart).lines
    assert (line.was, line.regular_now, line.amount, line.problem) == (2530, 2750, 2750, None)


def test_an_option_that_went_has_to_be_looked_at(cup: Variant) -> None:
    option = an_option()
    cart = actions.add_line(None, variant=cup.pk, quantity=1, options=f"{option.id}={option.choices[0].id}")
    edit.remove_option(option.id)
    page = queries.cart_page(cart)
    assert [(line.problem, line.unit_price) for line in page.lines] == [("options", 2200)]
    assert not page.can_check_out


def test_a_campaign_lowers_the_price_and_not_the_options(cup: Variant) -> None:
    a_campaign(percent=10)
    option = an_option()
    cart = actions.add_line(None, variant=cup.pk, quantity=2, options=f"{option.id}={option.choices[0].id}")
    (line,) = queries.cart_page(cart).lines
    assert (line.unit_price, line.amount) == (1980 + 330, 4620)


def test_the_form_of_the_product_page_offers_and_takes_options() -> None:
    product = a_product("cup", price=2200)
    variant = variant_of(product)
    wrapping, engraving = an_option(is_required=True), an_engraving()
    browser = Browser()
    page = browser.get("/en/products/cup/")
    assert "public" in page.headers["Cache-Control"]
    text = page.content.decode()
    assert "Washi paper (+¥330)" in text
    assert "Engraving (+¥880)" in text
    typed = {"variant": variant.pk, "quantity": 1, f"option-{engraving.id}": "on"}
    origin = {"sec-fetch-site": "same-origin"}
    answer = browser.post("/en/cart/add/", typed, headers=origin)
    assert answer.status_code == 422
    assert "Choose one" in answer.content.decode()
    assert not CartLine.objects.exists()
    typed[f"option-{wrapping.id}"] = wrapping.choices[1].id
    assert browser.post("/en/cart/add/", typed, headers=origin).status_code == 302
    line = CartLine.objects.get()
    assert line.options == f"{wrapping.id}={wrapping.choices[1].id} {engraving.id}"
    assert (line.takes_words, line.seen_price) == (True, 2200 + 1100 + 880)
    shown = browser.get("/en/cart/").content.decode()
    assert "Gift wrapping: Furoshiki cloth" in shown
    assert "¥4,180" in shown.replace('<span class="price-unit">¥</span><span class="price-amount">', "¥")


def test_an_option_that_needs_a_choice_now_stops_an_older_line(cup: Variant) -> None:
    cart = actions.add_line(None, variant=cup.pk, quantity=1)
    edit.save_option(
        OptionFacts(
            name_ja="箱",
            kind=Kind.CHOICE,
            is_required=True,
            choices=(ChoiceFacts(name_ja="紙箱"),),
            products=(Product.objects.get().pk,),
        )
    )
    assert [line.problem for line in queries.cart_page(cart).lines] == ["options"]
