import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.cart import actions
from small_trades.shop.cart.actions import CannotPut, Refusal
from small_trades.shop.cart.holding import KEPT_DAYS
from small_trades.shop.cart.models import Cart, CartLine
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def lines(cart_id: UUID) -> dict[str, int]:
    return dict(CartLine.objects.filter(cart=cart_id).values_list("variant__sku", "quantity"))


def refusal(cart_id: UUID | None, variant: int, quantity: int) -> CannotPut:
    with pytest.raises(CannotPut) as refused:
        actions.add_line(cart_id, variant=variant, quantity=quantity)
    return refused.value


def test_the_same_variant_is_one_line() -> None:
    cup = variant_of(a_product(available=10))
    cart = actions.add_line(None, variant=cup.pk, quantity=2)
    assert actions.add_line(cart, variant=cup.pk, quantity=3) == cart
    assert lines(cart) == {"BLUE-CUP-1": 5}
    assert Variant.objects.get(pk=cup.pk).available == 10


def test_a_forgotten_cart_becomes_a_new_one() -> None:
    cup = variant_of(a_product())
    forgotten = uuid4()
    cart = actions.add_line(forgotten, variant=cup.pk, quantity=1)
    assert cart != forgotten
    assert lines(cart) == {"BLUE-CUP-1": 1}


def test_more_than_there_is_is_refused_with_what_is_held() -> None:
    cup = variant_of(a_product(available=3))
    cart = actions.add_line(None, variant=cup.pk, quantity=2)
    refused = refusal(cart, cup.pk, 2)
    assert (refused.reason, refused.most, refused.held) == (Refusal.NOT_ENOUGH, 3, 2)
    assert lines(cart) == {"BLUE-CUP-1": 2}


def test_a_line_holds_ninety_nine() -> None:
    cup = variant_of(a_product(available=500))
    cart = actions.add_line(None, variant=cup.pk, quantity=99)
    assert refusal(cart, cup.pk, 1).most == 99
    assert lines(cart) == {"BLUE-CUP-1": 99}


def test_a_cart_holds_fifty_lines() -> None:
    cup = a_product(available=10)
    cart = actions.add_line(None, variant=variant_of(cup).pk, quantity=1)
    more = [a_variant(cup, sku=f"V{number}", available=5) for number in range(50)]
    for variant in more[:49]:
        actions.add_line(cart, variant=variant.pk, quantity=1)
    assert refusal(cart, more[49].pk, 1).reason is Refusal.CART_FULL
    assert len(lines(cart)) == 50
    actions.add_line(cart, variant=more[0].pk, quantity=1)
    assert lines(cart)["V0"] == 2


def test_what_is_not_for_sale_is_refused_and_leaves_no_cart() -> None:
    draft = variant_of(a_product("draft", published_at=None))
    withdrawn = variant_of(a_product("old", is_sold=False))
    sold_out = variant_of(a_product("out", available=0))
    assert refusal(None, draft.pk, 1).reason is Refusal.NOT_SOLD
    assert refusal(None, withdrawn.pk, 1).reason is Refusal.NOT_SOLD
    assert refusal(None, sold_out.pk, 1).reason is Refusal.SOLD_OUT
    assert refusal(None, 987654, 1).reason is Refusal.NOT_SOLD
    assert Cart.objects.count() == 0


@pytest.mark.parametrize("quantity", [0, -1])
def test_quantities_are_positive(quantity: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        actions.add_line(None, variant=1, quantity=quantity)


def test_quantities_are_set_all_or_none() -> None:
    product = a_product(available=3)
    cup, bowl = variant_of(product), a_variant(product, sku="BOWL", available=3)
    cart = actions.add_line(None, variant=cup.pk, quantity=1)
    actions.add_line(cart, variant=bowl.pk, quantity=1)
    ids = {line.variant_id: line.pk for line in CartLine.objects.all()}
    with pytest.raises(CannotPut):
        actions.set_quantities(cart, {ids[cup.pk]: 2, ids[bowl.pk]: 4})
    assert lines(cart) == {"BLUE-CUP-1": 1, "BOWL": 1}
    actions.set_quantities(cart, {ids[cup.pk]: 3, ids[bowl.pk]: 0, 987654: 5})
    assert lines(cart) == {"BLUE-CUP-1": 3}


def test_lowering_is_possible_even_of_what_is_sold_out_or_gone() -> None:
    product = a_product(available=5)
    cup = variant_of(product)
    cart = actions.add_line(None, variant=cup.pk, quantity=5)
    Variant.objects.update(available=0, price=2400)
    Product.objects.update(published_at=None)
    line = CartLine.objects.get()
    actions.set_quantities(cart, {line.pk: 2})
    line.refresh_from_db()
    assert (line.quantity, line.seen_price) == (2, 2400)


def test_another_cart_s_lines_are_out_of_reach() -> None:
    cup = variant_of(a_product())
    mine = actions.add_line(None, variant=cup.pk, quantity=1)
    yours = actions.add_line(None, variant=cup.pk, quantity=1)
    line = CartLine.objects.get(cart=yours)
    actions.set_quantities(mine, {line.pk: 7})
    actions.remove(mine, line.pk)
    assert lines(yours) == {"BLUE-CUP-1": 1}


def test_removing_and_emptying() -> None:
    cup = variant_of(a_product())
    cart = actions.add_line(None, variant=cup.pk, quantity=1)
    actions.remove(cart, CartLine.objects.get().pk)
    actions.remove(cart, 987654)
    assert lines(cart) == {}
    actions.empty(cart)
    assert Cart.objects.count() == 0


def test_carts_nobody_touched_for_two_weeks_are_forgotten() -> None:
    variant = variant_of(a_product())
    old = actions.add_line(None, variant=variant.pk, quantity=1)
    touched = actions.add_line(None, variant=variant.pk, quantity=1)
    fresh = actions.add_line(None, variant=variant.pk, quantity=1)
    past = timezone.now() - dt.timedelta(days=KEPT_DAYS, minutes=1)
    Cart.objects.filter(pk__in=(old, touched)).update(changed_at=past)
    with privacy.acting_as(privacy.Actor.system("test")):
        looked = privacy.retention.run(dry_run=True)
        assert Cart.objects.count() == 3
        assert {found.due for found in looked if found.clock.id == "cart.untouched"} == {2}
        actions.add_line(touched, variant=variant.pk, quantity=1)
        privacy.retention.run()
    assert set(Cart.objects.values_list("pk", flat=True)) == {touched, fresh}
