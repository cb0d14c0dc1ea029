"""Limits for each order, pre-orders and publish windows: in the shop, in the cart, on the way to an order."""

import datetime as dt

import pytest
from django.utils import timezone

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.cart import actions
from small_trades.shop.cart.actions import CannotPut, Refusal
from small_trades.shop.cart.models import CartLine
from small_trades.shop.cart.queries import cart_page
from small_trades.shop.products.models import Product
from small_trades.shop.products.queries import product_page, sellables
from small_trades.shop.products.queries.cards import cards
from small_trades.shop.products.structured import product_data
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HERE = {"origin": "https://testserver"}


def quantities() -> dict[str, int]:
    return dict(CartLine.objects.values_list("variant__sku", "quantity"))


def test_a_limit_counts_all_variants_of_a_product() -> None:
    cup = a_product(most_per_order=3)
    large = a_variant(cup, sku="LARGE")
    cart = actions.add_line(None, variant=variant_of(cup).pk, quantity=2)
    actions.add_line(cart, variant=large.pk, quantity=1)
    with pytest.raises(CannotPut) as refused:
        actions.add_line(cart, variant=large.pk, quantity=1)
    assert (refused.value.reason, refused.value.most) == (Refusal.LIMIT, 3)
    assert quantities() == {"BLUE-CUP-1": 2, "LARGE": 1}
    small, big = CartLine.objects.order_by("pk")
    actions.set_quantities(cart, {big.pk: 3, small.pk: 0})
    assert quantities() == {"LARGE": 3}


def test_a_limit_is_told_at_the_field_and_nothing_is_put_in() -> None:
    cup = variant_of(a_product(most_per_order=2))
    answer = Browser().post("/en/cart/add/", {"variant": cup.pk, "quantity": 3}, headers=HERE)
    assert answer.status_code == 422
    assert "You can order up to 2 of this at once" in answer.content.decode()
    assert quantities() == {}
    assert "Up to 2 for each order" in Browser().get("/en/products/blue-cup/").content.decode()


def test_a_limit_that_came_later_stops_the_line_and_the_checkout() -> None:
    cup = a_product()
    visitor = Browser()
    visitor.post("/cart/add/", {"variant": variant_of(cup).pk, "quantity": 5}, headers=HERE)
    Product.objects.update(most_per_order=4)
    (line,) = CartLine.objects.all()
    page = cart_page(line.cart_id)
    assert [one.problem for one in page.lines] == ["limit"]
    assert not page.can_check_out
    assert "You can order up to 4 of this at once." in visitor.get("/en/cart/").content.decode()
    assert visitor.get("/en/checkout/details/")["Location"] == "/en/cart/"
    more = visitor.post("/en/cart/update/", {f"quantity-{line.pk}": 6})
    assert more.status_code == 422
    assert quantities() == {"BLUE-CUP-1": 5}
    visitor.post("/en/cart/update/", {f"quantity-{line.pk}": 4})
    assert cart_page(line.cart_id).can_check_out


def test_a_pre_order_says_when_it_is_sent() -> None:
    today = timezone.localdate()
    day = today + dt.timedelta(days=40)
    cup = a_product(ships_on=day)
    page = product_page(cup.slug)
    assert page is not None
    offer = product_data(page, "https://testserver/", str)["offers"][0]
    assert offer["availability"] == "https://schema.org/PreOrder"
    assert offer["availabilityStarts"] == day.isoformat()
    assert cards([cup.pk])[0].is_preorder
    visitor = Browser()
    assert "Pre-order" in visitor.get("/en/products/blue-cup/").content.decode()
    visitor.post("/cart/add/", {"variant": variant_of(cup).pk, "quantity": 1}, headers=HERE)
    assert "Pre-order: sent on" in visitor.get("/en/cart/").content.decode()
    [bought] = cart_page(CartLine.objects.get().cart_id).lines
    assert bought.item.ships_on == day


def test_from_the_day_it_is_sent_on_it_is_no_pre_order_any_more() -> None:
    cup = variant_of(a_product(ships_on=timezone.localdate()))
    assert sellables([cup.pk])[cup.pk].ships_on is None


def test_outside_its_window_a_product_is_nowhere() -> None:
    now, hour = timezone.now(), dt.timedelta(hours=1)
    over = a_product("over", published_until=now - hour)
    early = a_product("early", published_at=now + hour)
    shown = a_product("shown", published_until=now + hour)
    listed = Browser().get("/products/").content.decode()
    sitemap = Browser().get("/sitemap.xml").content.decode()
    for product, is_there in ((over, False), (early, False), (shown, True)):
        path = f"/products/{product.slug}/"
        assert Browser().get(path).status_code == (200 if is_there else 404)
        assert (path in listed, path in sitemap) == (is_there, is_there)
        assert sellables([variant_of(product).pk])[variant_of(product).pk].is_on_sale is is_there


def test_what_left_the_shop_meanwhile_cannot_be_ordered() -> None:
    cup = a_product()
    cart = actions.add_line(None, variant=variant_of(cup).pk, quantity=1)
    Product.objects.update(published_until=timezone.now())
    assert [line.problem for line in cart_page(cart).lines] == ["gone"]
    assert not cart_page(cart).can_check_out
