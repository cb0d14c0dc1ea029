"""Clause 2r: words that go with an order: an engraving, a noshi, a message.

They are sealed from the moment they are typed, masked at the desk until somebody says why, in the copy their
person asks for, and gone with them. They are never given to a carrier, in no mail, and in nothing that is
kept in a browser or on a page for everybody.
"""

from collections.abc import Callable, Iterator

import pytest

from small_trades import privacy
from small_trades.policy.declaration import (
    AUTHORITY,
    CARRIER,
    DELIVERY,
    MAIL_SERVICE,
    NOTICE,
    ORDER_WORDS,
    POLICY,
    TAX_RECORDS,
)
from small_trades.policy.groups import GiftWords, OrderWords
from small_trades.shop.account.tests.making import mails, run_tasks
from small_trades.shop.cart.actions import add_line
from small_trades.shop.cart.models import CartLine
from small_trades.shop.checkout import subject_data
from small_trades.shop.checkout.models import DraftWords
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.desk.actions.parcels import packing_slips
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.options.actions.edit import set_gift_rules
from small_trades.shop.options.tests.making import an_engraving
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.queries import order_by_id
from small_trades.shop.products.tests.goods import a_product, variant_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ENGRAVED, NAME, MESSAGE = "彫刻ノ文字7k3", "熨斗ノ名9q2", "祝辞ノ文面4w8"
PLANTED = (ENGRAVED, NAME, MESSAGE)


@pytest.fixture
def buyer() -> Iterator[Shopper]:
    """A guest who typed all three, before the last step."""
    engraving = an_engraving()
    set_gift_rules(has_message=True, has_noshi=True)
    cup = variant_of(a_product("cup", price=2200))
    shopper = Shopper(cup)
    add_line(shopper.cart_id, variant=cup.pk, quantity=1, options=str(engraving.id))
    shopper.details()
    line = CartLine.objects.get(takes_words=True)
    shopper.post(
        "delivery",
        **{
            "delivery-date": "",
            "delivery-slot": "",
            f"words-{line.pk}-{engraving.id}": ENGRAVED,
            "noshi-front": "御祝",
            "noshi-name": NAME,
            "message": MESSAGE,
        },
    )
    shopper.post("payment", **{"payment-method": "card"})
    yield shopper
    mails()


@pytest.fixture
def order(buyer: Shopper) -> Order:
    buyer.place(buyer.shown())
    return buyer.order


def test_only_those_who_make_it_ready_and_the_person_may_read_them() -> None:
    using = {purpose.id for purpose in POLICY.purposes if ORDER_WORDS in purpose.uses}
    assert using == {
        "3a-account",
        "3b-delivery",
        "3e-prefill",
        "3g-inquiry",
        "3h-order-care",
        "3-lawful-exception",
        "6-rights",
    }
    assert [one for one in POLICY.recipients if ORDER_WORDS in one.receives] == [AUTHORITY]
    assert ORDER_WORDS not in (*CARRIER.receives, *MAIL_SERVICE.receives)


def test_they_are_sealed_from_the_moment_they_are_typed(buyer: Shopper) -> None:
    (row,) = DraftWords.objects.all()
    assert repr(row.words) == "‹OrderWords›"
    kept = [
        value
        for table in (DraftWords, CartLine)
        for values in table.objects.values_list()
        for value in values
    ]
    assert not any(word in str(value) for word in PLANTED for value in kept)
    assert not any(word in str(cookie) for word in PLANTED for cookie in buyer.browser.cookies.values())
    assert not any(word in str(dict(buyer.browser.session)) for word in PLANTED)


@pytest.mark.usefixtures("buyer")
def test_what_was_typed_and_never_ordered_is_in_the_copy_and_goes() -> None:
    (row,) = DraftWords.objects.all()
    (held,) = subject_data.held(row.subject)
    assert sorted(map(repr, held.sealed))[-2:] == ["‹OrderWords›", "‹PersonName›"]
    assert "‹GiftWords›" in map(repr, held.sealed)
    with privacy.acting_as(privacy.Actor.system("test")):
        subject_data.forget(row.subject)
    assert not DraftWords.objects.exists()


def test_they_are_in_the_copy_of_an_order(order: Order) -> None:
    held = [repr(sealed) for one in privacy.held(order.subject) for sealed in one.sealed]
    assert {"‹OrderWords›", "‹GiftWords›"} <= set(held)


def test_no_mail_and_no_public_page_holds_them(buyer: Shopper, order: Order) -> None:
    assert not any(word in str(order.confirmation) for word in PLANTED)
    run_tasks()
    assert not any(word in str(mail) for word in PLANTED for mail in mails())
    public = buyer.browser.get("/products/cup/", secure=True)
    assert "public" in public.headers["Cache-Control"]
    assert not any(word in public.content.decode() for word in PLANTED)


def test_the_desk_sees_them_masked_until_it_says_why(order: Order) -> None:
    browser = desk_of(colleague("orders"))
    masked = browser.get(f"/desk/orders/{order.code}/").content.decode()
    assert "名入れ" in masked
    assert not any(word in masked for word in PLANTED)
    told = {"what": ["words", "gift"], "purpose": DELIVERY.id, "reason": "名入れの文字を確かめるため"}
    opened = browser.post(f"/desk/orders/{order.code}/reveal/", told).content.decode()
    assert all(word in opened for word in PLANTED)
    (use, *_others) = privacy.uses_of(order.subject)
    assert (use.purpose_id, use.reason) == (DELIVERY.id, "名入れの文字を確かめるため")


@pytest.mark.parametrize("purpose", [NOTICE, TAX_RECORDS])
def test_they_open_for_no_other_purpose(order: Order, purpose: privacy.Purpose) -> None:
    page = order_by_id(order.pk)
    assert page is not None
    staff = privacy.Actor.staff(privacy.uuid7(), role="owner")
    for sealed in (page.gift, *page.words.values()):
        assert sealed is not None
        with privacy.acting_as(staff), pytest.raises((privacy.Refused, privacy.Undeclared)):
            privacy.use(sealed, purpose=purpose, reason="確かめるため")


def test_who_packs_reads_them_on_the_slip(order: Order, acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.staff(privacy.uuid7(), role="orders"))
    page = order_by_id(order.pk)
    assert page is not None
    assert packing_slips([page], reason="荷造りのため").startswith(b"%PDF")
    groups = privacy.uses_of(order.subject)[0].groups
    assert {"OrderWords", "GiftWords"} <= set(groups)


def test_an_opened_group_does_not_print_itself() -> None:
    assert ENGRAVED not in repr(OrderWords(ENGRAVED))
    assert MESSAGE not in repr(GiftWords(message=MESSAGE))
