"""The heart: who marks what, where it shows, and what the public page never holds."""

import json

import pytest

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.products.models import Product
from small_trades.shop.products.tests.goods import a_product
from small_trades.shop.wishes import subject_data
from small_trades.shop.wishes.actions import favourites as actions
from small_trades.shop.wishes.models import Favourite
from small_trades.shop.wishes.queries import favourites_page

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MARK, STATE = "/wishes/favourite/", "/wishes/favourite/state/"
HERE = {"origin": "https://testserver", "accept": "application/json"}


@pytest.fixture
def anna() -> Browser:
    who, _customer = member()
    browser = Browser()
    browser.sign_in(who)
    return browser


def marked() -> list[str]:
    return list(Favourite.objects.values_list("product__slug", flat=True))


def test_a_member_marks_a_product_and_takes_the_mark_off(anna: Browser) -> None:
    a_product("blue-cup")
    for _press in range(2):
        answer = anna.post(MARK, {"product": "blue-cup", "wanted": "1"}, headers=HERE)
        assert json.loads(answer.content) == {"is_favourite": True}
    assert marked() == ["blue-cup"]
    assert json.loads(anna.get(STATE, {"product": "blue-cup"}).content) == {"is_favourite": True}
    page = anna.get("/mypage/favourites/").content.decode()
    assert "青い湯のみ" in page
    answer = anna.post(MARK, {"product": "blue-cup", "wanted": "0"}, headers=HERE)
    assert json.loads(answer.content) == {"is_favourite": False}
    assert marked() == []
    assert "お気に入りはまだありません" in anna.get("/mypage/favourites/").content.decode()


def test_without_a_script_the_form_leads_to_the_list(anna: Browser) -> None:
    a_product("blue-cup")
    answer = anna.post(MARK, {"product": "blue-cup", "wanted": "1"}, headers={"origin": "https://testserver"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mypage/favourites/")
    assert marked() == ["blue-cup"]


def test_the_product_page_is_the_same_for_a_member_as_for_everybody(anna: Browser) -> None:
    a_product("blue-cup")
    for_all = Browser().get("/products/blue-cup/")
    anna.post(MARK, {"product": "blue-cup", "wanted": "1"}, headers=HERE)
    for_anna = anna.get("/products/blue-cup/")
    assert for_anna.content == for_all.content
    assert for_anna.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert anna.get(STATE, {"product": "blue-cup"}).headers["Cache-Control"] == "no-store"


def test_a_visitor_is_asked_to_sign_in_and_nothing_is_kept() -> None:
    a_product("blue-cup")
    visitor = Browser()
    answer = visitor.post(MARK, {"product": "blue-cup"}, headers=HERE)
    assert answer.status_code == 401
    login = json.loads(answer.content)["login"]
    assert login == "/account/login/?next=%2Fproducts%2Fblue-cup%2F"
    plain = visitor.post(MARK, {"product": "blue-cup"}, headers={"origin": "https://testserver"})
    assert (plain.status_code, plain.headers["Location"]) == (302, login)
    assert json.loads(visitor.get(STATE, {"product": "blue-cup"}).content) == {"is_favourite": False}
    assert marked() == []


def test_another_sites_form_is_refused(anna: Browser) -> None:
    a_product("blue-cup")
    answer = anna.post(MARK, {"product": "blue-cup"}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert marked() == []


@pytest.mark.parametrize("slug", ["", "unknown", "draft", "a" * 5000, "\u0000", "お茶"])
def test_what_nobody_may_see_cannot_be_marked(anna: Browser, slug: str) -> None:
    a_product("draft", published_at=None)
    answer = anna.post(MARK, {"product": slug}, headers=HERE)
    assert answer.status_code == 404
    assert json.loads(answer.content)["problem"] == "こちらの商品は販売を終了しました。"
    assert marked() == []


def test_there_is_an_end_to_it(anna: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    a_product("blue-cup")
    a_product("teapot")
    assert anna.post(MARK, {"product": "blue-cup"}, headers=HERE).status_code == 200
    assert anna.post(MARK, {"product": "teapot"}, headers=HERE).status_code == 422
    assert marked() == ["blue-cup"]


def test_one_does_not_see_what_another_marked() -> None:
    a_product("blue-cup")
    hers, theirs = privacy.new_subject(), privacy.new_subject()
    actions.mark(hers, "blue-cup")
    page = favourites_page(theirs, None, path="/mypage/favourites/")
    assert (page.cards, page.paging.total, subject_data.held(theirs)) == ((), 0, [])
    actions.unmark(theirs, "blue-cup")
    assert marked() == ["blue-cup"]


def test_a_withdrawn_product_is_counted_and_a_deleted_one_gone() -> None:
    product, subject = a_product("blue-cup"), privacy.new_subject()
    actions.mark(subject, "blue-cup")
    Product.objects.filter(pk=product.pk).update(published_at=None)
    page = favourites_page(subject, None, path="/mypage/favourites/")
    assert (page.cards, page.hidden) == ((), 1)
    product.delete()
    assert marked() == []


def test_hundreds_are_paged() -> None:
    subject = privacy.new_subject()
    for number in range(30):
        a_product(f"cup-{number}")
        actions.mark(subject, f"cup-{number}")
    page = favourites_page(subject, "2", path="/mypage/favourites/")
    assert (page.paging.total, page.paging.last, len(page.cards)) == (30, 2, 6)
    assert page.cards[-1].slug == "cup-0"
