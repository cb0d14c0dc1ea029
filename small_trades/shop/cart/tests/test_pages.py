import json

import pytest
from django.http.response import HttpResponse, HttpResponseBase
from django.test import Client

from small_trades.shop.cart.models import Cart, CartLine
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of

pytestmark = pytest.mark.django_db(databases="__all__")
HERE = {"origin": "https://localhost"}


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"}, enforce_csrf_checks=True)


def add(browser: Client, variant: object, quantity: object = 1, **headers: str) -> HttpResponseBase:
    fields = {"variant": variant, "quantity": quantity}
    answer: HttpResponseBase = browser.post("/cart/add/", fields, secure=True, headers=HERE | headers)
    return answer


def update(browser: Client, fields: dict[str, object]) -> HttpResponseBase:
    browser.get("/cart/", secure=True)
    token = browser.cookies["csrf"].value
    answer: HttpResponseBase = browser.post(
        "/cart/update/", {**fields, "csrfmiddlewaretoken": token}, secure=True, headers=HERE
    )
    return answer


def text(answer: HttpResponseBase) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def the_line() -> CartLine:
    return CartLine.objects.get()


def test_add_leads_to_the_cart_without_script(browser: Client) -> None:
    cup = variant_of(a_product())
    answer = add(browser, cup.pk, 2)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cart/")
    assert answer.cookies["cart_count"].value == "2"
    assert not answer.cookies["cart_count"]["httponly"]
    assert answer.cookies["cart_count"]["secure"]
    cart = browser.get("/cart/", secure=True)
    assert cart.headers["Cache-Control"] == "no-store"
    for words in ("カートに入れました。", "青い湯のみ", "4,400", "10%対象", "うち消費税 400円"):
        assert words in text(cart)


def test_the_session_holds_the_cart_s_id_and_nothing_else(browser: Client) -> None:
    add(browser, variant_of(a_product()).pk)
    assert set(browser.session.keys()) == {"cart", "flash"}
    assert browser.session["cart"] == str(Cart.objects.get().pk)


def test_count_and_add_answer_scripts_with_the_count(browser: Client) -> None:
    cup = variant_of(a_product())
    answer = add(browser, cup.pk, 3, accept="application/json")
    assert (answer.status_code, json.loads(text(answer))) == (200, {"count": 3})
    assert browser.get("/cart/count/", secure=True).json() == {"count": 3}


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
def test_add_refuses_another_site_s_form_and_puts_nothing_in(
    browser: Client, headers: dict[str, str]
) -> None:
    cup = variant_of(a_product())
    answer = add(browser, cup.pk, **headers)
    assert answer.status_code == 403
    assert CartLine.objects.count() == 0
    assert not answer.cookies


@pytest.mark.parametrize(
    ("quantity", "sentence"),
    [
        ("0", "1以上の数を入力してください"),
        ("-1", "1以上の数を入力してください"),
        ("100", "一度にお求めいただけるのは99点までです"),
        ("99999999999999999999999", "一度にお求めいただけるのは99点までです"),
        ("1.5", "数量は「1」のように数字で入力してください"),
        ("二つ", "数量は「1」のように数字で入力してください"),
        ("1\u0000", "数量は「1」のように数字で入力してください"),
        ("", "数量を入力してください"),
        ("11", "残り10点です"),
    ],
)
def test_add_explains_a_wrong_quantity_beside_its_field(
    browser: Client, quantity: str, sentence: str
) -> None:
    cup = variant_of(a_product(available=10))
    answer = add(browser, cup.pk, quantity)
    assert answer.status_code == 422
    assert f"<span>{sentence}</span>" in text(answer)
    assert 'aria-describedby="add-quantity_error"' in text(answer)
    assert "青い湯のみ" in text(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert Cart.objects.count() == 0


def test_the_error_is_in_the_language_of_the_page(browser: Client) -> None:
    cup = variant_of(a_product())
    answer = browser.post("/en/cart/add/", {"variant": cup.pk, "quantity": 0}, secure=True, headers=HERE)
    assert "Enter 1 or more" in answer.content.decode()


@pytest.mark.parametrize("variant", ["", "abc", "-1", "987654", "9" * 30, "１"])
def test_add_explains_an_unknown_variant_in_the_cart(browser: Client, variant: str) -> None:
    answer = add(browser, variant)
    assert answer.status_code == 422
    assert "カートに入れられませんでした" in text(answer)
    assert Cart.objects.count() == 0


def test_a_full_width_number_is_a_number(browser: Client) -> None:
    add(browser, variant_of(a_product()).pk, "２")
    assert the_line().quantity == 2


def test_more_than_is_left_beside_what_is_in_the_cart(browser: Client) -> None:
    cup = variant_of(a_product(available=3))
    add(browser, cup.pk, 2)
    answer = add(browser, cup.pk, 2)
    assert answer.status_code == 422
    assert "お求めいただけるのは3点までで、カートにすでに2点入っています" in text(answer)
    assert the_line().quantity == 2


def test_a_variant_that_sold_out_meanwhile_is_explained(browser: Client) -> None:
    cup = a_product(available=1)
    other = a_variant(cup, sku="OTHER", available=5)
    Variant.objects.filter(pk=other.pk).update(available=0)
    answer = add(browser, other.pk)
    assert answer.status_code == 422
    assert "売り切れました。ほかの種類をお選びください" in text(answer)
    assert Cart.objects.count() == 0


def test_the_address_of_the_form_leads_to_the_cart(browser: Client) -> None:
    answer = browser.get("/en/cart/add/", secure=True)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/cart/")


def test_cart_says_that_it_is_empty(browser: Client) -> None:
    answer = browser.get("/cart/", secure=True)
    assert answer.status_code == 200
    assert "カートは空です" in text(answer)


def test_update_changes_quantities_and_says_so(browser: Client) -> None:
    add(browser, variant_of(a_product()).pk)
    answer = update(browser, {f"quantity-{the_line().pk}": "4"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cart/")
    assert the_line().quantity == 4
    cart = browser.get("/cart/", secure=True)
    assert "カートを更新しました。" in text(cart)
    assert cart.cookies["cart_count"].value == "4"


def test_update_goes_on_to_the_checkout_with_what_was_typed(browser: Client) -> None:
    add(browser, variant_of(a_product()).pk)
    answer = update(browser, {f"quantity-{the_line().pk}": "3", "checkout": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/checkout/details/")
    assert the_line().quantity == 3


def test_update_does_not_go_on_with_what_cannot_be_had(browser: Client) -> None:
    add(browser, variant_of(a_product(available=5)).pk, 4)
    Variant.objects.update(available=2)
    answer = update(browser, {f"quantity-{the_line().pk}": "4", "checkout": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cart/")


def test_update_needs_the_form_s_token(browser: Client) -> None:
    add(browser, variant_of(a_product()).pk)
    fields = {f"quantity-{the_line().pk}": "4"}
    answer = browser.post("/cart/update/", fields, secure=True, headers=HERE)
    assert answer.status_code == 403
    assert the_line().quantity == 1


@pytest.mark.parametrize(
    ("quantity", "sentence"),
    [
        ("-1", "1以上の数を入力するか、商品を外してください"),
        ("many", "数字で入力してください"),
        ("11", "残り10点です"),
        ("", "数量を入力してください"),
    ],
)
def test_update_explains_a_wrong_number_at_its_line_and_changes_nothing(
    browser: Client, quantity: str, sentence: str
) -> None:
    cup = variant_of(a_product("cup"))
    bowl = variant_of(a_product("bowl"))
    add(browser, cup.pk)
    add(browser, bowl.pk)
    first, second = CartLine.objects.order_by("pk")
    answer = update(browser, {f"quantity-{first.pk}": "5", f"quantity-{second.pk}": quantity})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert f'aria-describedby="cart-quantity-{second.pk}_error"' in text(answer)
    assert f'<a href="#cart-quantity-{second.pk}">「青い湯のみ」の数量: ' in text(answer)
    assert sorted(CartLine.objects.values_list("quantity", flat=True)) == [1, 1]


def test_zero_takes_a_line_out(browser: Client) -> None:
    add(browser, variant_of(a_product()).pk)
    update(browser, {f"quantity-{the_line().pk}": "0"})
    assert CartLine.objects.count() == 0


def test_removing_a_line(browser: Client) -> None:
    add(browser, variant_of(a_product()).pk)
    update(browser, {"remove": the_line().pk})
    answer = browser.get("/cart/", secure=True)
    assert "カートから外しました。" in text(answer)
    assert answer.cookies["cart_count"].value == ""
    assert CartLine.objects.count() == 0


def test_cart_says_what_changed_before_the_checkout(browser: Client) -> None:
    add(browser, variant_of(a_product("cup", price=2200, available=5)).pk, 4)
    add(browser, variant_of(a_product("bowl")).pk)
    Variant.objects.filter(sku="CUP-1").update(available=2, price=2500)
    Product.objects.filter(slug="bowl").update(published_at=None)
    answer = text(browser.get("/cart/", secure=True))
    assert "残り2点です。数量を変更してください。" in answer
    assert "価格が2,200円から2,500円に変わりました。" in answer
    assert "販売を終了しました。カートから外してください。" in answer
    assert "ご注文手続きへ進む" not in answer


def test_updating_without_a_cart_leads_to_the_empty_cart(browser: Client) -> None:
    add(browser, variant_of(a_product()).pk)
    browser.get("/cart/", secure=True)
    token = browser.cookies["csrf"].value
    Cart.objects.all().delete()
    fields = {"quantity-1": "2", "csrfmiddlewaretoken": token}
    answer = browser.post("/cart/update/", fields, secure=True, headers=HERE)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cart/")


def test_a_visitor_sees_only_their_own_cart(browser: Client) -> None:
    add(browser, variant_of(a_product()).pk)
    stranger = Client(headers={"host": "localhost"})
    assert "カートは空です" in text(stranger.get("/cart/", secure=True))
