"""Categories, makers and tags at the desk, and prices and stock over many products."""

import pytest

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.products.models import Category, Maker, Product, SearchEntry, Tag, Variant
from small_trades.shop.products.tests.goods import a_category, a_maker, a_product, a_variant, variant_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("catalogue"))


def names(**changes: str) -> dict[str, str]:
    return {"name_ja": "皿", "name_en": "Plates", "slug": "plates", **changes}


def test_a_category_is_made_placed_renamed_and_removed(desk: Browser) -> None:
    cups = a_category()
    made = desk.post("/desk/catalogue/categories/new/", names(parent="cups"))
    assert made["Location"] == "/desk/catalogue/categories/"
    plates = Category.objects.get(slug="plates")
    assert (plates.parent, plates.order) == (cups, 1)
    desk.post(f"/desk/catalogue/categories/{plates.pk}/", names(name_ja="小皿", parent=""))
    plates.refresh_from_db()
    assert (plates.name_ja, plates.parent) == ("小皿", None)
    assert "小皿" in Browser().get("/categories/plates/").content.decode()
    desk.post(f"/desk/catalogue/categories/{plates.pk}/change/", {"up": "1"})
    assert [one.slug for one in Category.objects.all()] == ["plates", "cups"]
    desk.post(f"/desk/catalogue/categories/{plates.pk}/change/", {"remove": "1"})
    assert [one.slug for one in Category.objects.all()] == ["cups"]


def test_what_is_used_is_not_removed(desk: Browser) -> None:
    cup = a_product(published_at=None)
    top = a_category("tableware")
    Category.objects.filter(slug="cups").update(parent=top)
    for kind, number, words in (
        ("categories", cup.category_id, "1 product needs it."),
        ("makers", cup.maker_id, "1 product needs it."),
        ("categories", top.pk, "Categories stand below it."),
    ):
        answer = desk.post(f"/en/desk/catalogue/{kind}/{number}/change/", {"remove": "1"})
        assert answer.status_code == 409
        assert words in answer.content.decode()
    assert (Category.objects.count(), Maker.objects.count(), Product.objects.count()) == (2, 1, 1)


def test_a_maker_has_a_story_and_its_goods_are_found_by_its_new_name(desk: Browser) -> None:
    cup = a_product()
    typed = names(slug="kiln", name_ja="朝霧窯", reading="あさぎりがま", place_ja="備前", story_ja="一\r\n二")
    desk.post(f"/desk/catalogue/makers/{cup.maker_id}/", typed)
    assert Maker.objects.get().story_ja == "一\n二"
    assert "朝霧窯" in SearchEntry.objects.get(product=cup).text
    assert "青い湯のみ" in Browser().get("/products/?q=朝霧窯").content.decode()


def test_makers_are_put_in_order(desk: Browser) -> None:
    for place, slug in enumerate(("one", "two", "three")):
        a_maker(slug, order=place)
    third = Maker.objects.get(slug="three")
    desk.post(f"/desk/catalogue/makers/{third.pk}/change/", {"up": "1"})
    desk.post(f"/desk/catalogue/makers/{Maker.objects.get(slug='one').pk}/change/", {"up": "1"})
    assert list(Maker.objects.values_list("slug", flat=True)) == ["one", "three", "two"]


def test_a_tag_leaves_its_products(desk: Browser) -> None:
    cup = a_product()
    desk.post("/desk/catalogue/tags/new/", names(name_ja="贈り物", slug="gift"))
    tag = Tag.objects.get()
    cup.tags.add(tag)
    assert "贈り物" in desk.get(f"/desk/products/{cup.pk}/").content.decode()
    desk.post(f"/desk/catalogue/tags/{tag.pk}/change/", {"remove": "1"})
    assert (Tag.objects.count(), cup.tags.count(), Product.objects.count()) == (0, 0, 1)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (names(name_ja=" "), "Name in Japanese"),
        (names(slug="Bad Slug"), "Address"),
        (names(slug="UPPER"), "Use small letters"),
        (names(slug="cups"), "Something else has this address"),
        (names(name_ja="皿" * 121), "Name in Japanese"),
        (names(parent="nowhere"), "Below"),
    ],
)
def test_what_cannot_be_stored_is_said_at_its_field(typed: dict[str, str], words: str, desk: Browser) -> None:
    a_category()
    page = desk.post("/en/desk/catalogue/categories/new/", typed).content.decode()
    assert 'class="error-summary"' in page
    assert words in page
    assert Category.objects.count() == 1


def test_a_category_never_stands_below_itself(desk: Browser) -> None:
    top = a_category()
    below = a_category("below", parent=top)
    typed = names(slug="cups", parent="below")
    page = desk.post(f"/en/desk/catalogue/categories/{top.pk}/", typed).content.decode()
    assert "A category cannot stand below itself" in page
    assert (Category.objects.get(pk=top.pk).parent, Category.objects.get(pk=below.pk).parent) == (None, top)


def test_empty_lists_and_kinds_that_are_none(desk: Browser) -> None:
    assert "There are none yet" in desk.get("/en/desk/catalogue/tags/").content.decode()
    assert desk.get("/desk/catalogue/staff/").status_code == 404
    assert desk.post("/desk/catalogue/staff/new/", names()).status_code == 404
    assert "No products found" in desk.get("/en/desk/products/bulk/?q=nothing").content.decode()


def test_prices_and_stock_of_many_products_are_stored_at_once(desk: Browser) -> None:
    cup, plate = variant_of(a_product()), variant_of(a_product("plate"))

    def row(variant: Variant, price: str) -> dict[str, str]:
        typed = {"sku": variant.sku, "price": price, "available": "4", "seen": "10", "tax_rate": "10"}
        return {f"v{variant.pk}-{name}": value for name, value in {**typed, "is_sold": "on"}.items()}

    refused = desk.post("/en/desk/products/bulk/?q=&page=1", row(cup, "1000") | row(plate, "0"))
    assert refused.status_code == 422
    assert list(Variant.objects.values_list("price", "available")) == [(2200, 10), (2200, 10)]
    stored = desk.post("/en/desk/products/bulk/?q=&page=1", row(cup, "1000") | row(plate, "3000"))
    assert stored["Location"] == "/en/desk/products/bulk/?q=&page=1"
    assert sorted(Variant.objects.values_list("price", "available")) == [(1000, 4), (3000, 4)]
    assert sorted(Product.objects.values_list("price_from", flat=True)) == [1000, 3000]


def test_only_what_was_shown_is_stored_and_long_lists_have_pages(desk: Browser) -> None:
    cup = a_product()
    for number in range(60):
        a_variant(cup, sku=f"V-{number}")
    first = desk.get("/en/desk/products/bulk/").content.decode()
    assert first.count('type="hidden" name="v') == 50
    assert desk.get("/en/desk/products/bulk/?page=2").content.decode().count('type="hidden" name="v') == 11
    one = variant_of(cup)
    typed = {
        "sku": one.sku,
        "price": "1500",
        "available": "10",
        "seen": "10",
        "tax_rate": "10",
        "is_sold": "on",
    }
    desk.post("/en/desk/products/bulk/", {f"v{one.pk}-{name}": value for name, value in typed.items()})
    assert sorted(set(cup.variants.values_list("price", flat=True))) == [1500, 2200]
    assert cup.variants.filter(price=1500).count() == 1
