"""Pictures, the grid of variants, stock history and copies at the desk."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.products.actions.stock import set_stock
from small_trades.shop.products.models import Product, ProductImage, StockMovement, Tag, Variant
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of
from small_trades.shop.products.tests.test_pictures import drawn, sent
from small_trades.shop.promotions.models import AskedSpan
from small_trades.shop.promotions.tests.making import asked_for

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
COLOURS = {"axes-name_0": "色 / Colour", "axes-values_0": "白 / White\n黒 / Black\n\n白 / White"}


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined] # pytest-django's settings


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("catalogue"))


@pytest.fixture
def cup() -> Product:
    return a_product()


def file(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0001.JPG", sent(drawn(40, 40)) if content is None else content)


def row(variant: Variant, **changes: str) -> dict[str, str]:
    """A row of the grid as the page would send it."""
    typed = {
        "sku": variant.sku,
        "price": str(variant.price),
        "available": str(variant.available),
        "seen": str(variant.available),
        "weight_g": "0",
        "tax_rate": "10",
        "is_sold": "on",
        **changes,
    }
    return {f"v{variant.pk}-{name}": value for name, value in typed.items()}


def test_a_picture_is_added_described_moved_and_removed(desk: Browser, cup: Product) -> None:
    there = f"/en/desk/products/{cup.pk}/pictures/"
    added = desk.post(there, {"picture": file(), "alt_ja": "湯のみ", "alt_en": ""})
    assert added["Location"] == there
    page = desk.get(there).content.decode()
    assert "The picture was added." in page
    assert 'alt="湯のみ"' in page
    picture = ProductImage.objects.get(alt_ja="湯のみ")
    desk.post(f"/desk/pictures/{picture.pk}/", {"up": "1"})
    assert cup.images.first() == picture
    desk.post(f"/desk/pictures/{picture.pk}/", {f"{picture.pk}-alt_ja": "新しい説明"})
    assert ProductImage.objects.get(pk=picture.pk).alt_ja == "新しい説明"
    first, second = cup.images.values_list("pk", flat=True)
    desk.post(f"/desk/products/{cup.pk}/pictures/order/", {"picture": [str(second), str(first), "x", "²"]})
    assert list(cup.images.values_list("pk", flat=True)) == [second, first]
    desk.post(f"/desk/pictures/{picture.pk}/", {"remove": "1"})
    assert not ProductImage.objects.filter(pk=picture.pk).exists()


def test_a_picture_that_is_none_is_refused_at_its_field(desk: Browser, cup: Product) -> None:
    there = f"/en/desk/products/{cup.pk}/pictures/"
    for content, words in ((b"<svg/>", "WebP"), (sent(drawn())[:1500], "壊れて")):
        answer = desk.post(there.removeprefix("/en"), {"picture": file(content), "alt_ja": "湯のみ"})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert desk.post(there, {"alt_ja": "湯のみ"}).status_code == 422
    assert desk.post(there, {"picture": file(), "alt_ja": " "}).status_code == 422
    picture = cup.images.get()
    assert desk.post(f"/desk/pictures/{picture.pk}/", {f"{picture.pk}-alt_ja": ""}).status_code == 422
    assert cup.images.get().alt_ja == "湯のみの絵"


def test_combinations_become_variants(desk: Browser, cup: Product) -> None:
    old = variant_of(cup)
    sizes = {"axes-name_1": "大きさ", "axes-values_1": "小\n大", "axes-price": "1500"}
    answer = desk.post(f"/desk/products/{cup.pk}/axes/", COLOURS | sizes)
    assert answer["Location"] == f"/desk/products/{cup.pk}/grid/"
    sold = cup.variants.filter(is_sold=True)
    assert [(one.name_ja, one.name_en, one.price, one.available) for one in sold] == [
        ("白 / 小", "White / 小", 1500, 0),
        ("白 / 大", "White / 大", 1500, 0),
        ("黒 / 小", "Black / 小", 1500, 0),
        ("黒 / 大", "Black / 大", 1500, 0),
    ]
    assert len({one.sku for one in sold}) == 4
    assert not Variant.objects.get(pk=old.pk).is_sold
    white_small = sold[0].pk
    only_small = {"axes-name_1": "大きさ", "axes-values_1": "小", "axes-price": "1700"}
    desk.post(f"/desk/products/{cup.pk}/axes/", COLOURS | only_small)
    assert [one.name_ja for one in cup.variants.filter(is_sold=True)] == ["白 / 小", "黒 / 小"]
    assert Variant.objects.get(pk=white_small).price == 1500
    assert cup.variants.count() == 5


def test_two_hundred_variants_are_combined_and_saved_at_once(desk: Browser, cup: Product) -> None:
    values = "\n".join(f"色{number}" for number in range(20))
    others = "\n".join(f"型{number}" for number in range(10))
    axes = {"axes-name_0": "色", "axes-values_0": values, "axes-name_1": "型", "axes-values_1": others}
    desk.post(f"/desk/products/{cup.pk}/axes/", axes | {"axes-price": "900"})
    variants = list(cup.variants.all())
    assert len(variants) == 201
    typed = {name: value for one in variants for name, value in row(one, available="3").items()}
    answer = desk.post(f"/desk/products/{cup.pk}/grid/", typed | {"fill": "1", "all-price": "950"})
    assert answer["Location"] == f"/desk/products/{cup.pk}/grid/"
    assert set(cup.variants.values_list("price", "available")) == {(950, 3)}
    too_many = desk.post(
        f"/en/desk/products/{cup.pk}/axes/", axes | {"axes-values_1": others + "\n型10", "axes-price": "900"}
    )
    assert "These make more than 200 variants" in too_many.content.decode()
    assert cup.variants.count() == 201


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"axes-name_0": "", "axes-values_0": "白"}, "Name each thing"),
        ({"axes-name_0": "色", "axes-values_0": " \n"}, "Name each thing"),
        ({"axes-name_0": "色", "axes-values_0": "白" * 41}, "40 characters"),
        (COLOURS | {"axes-name_1": "色", "axes-values_1": "赤"}, "same name"),
    ],
)
def test_what_cannot_be_combined_changes_nothing(
    typed: dict[str, str], words: str, desk: Browser, cup: Product
) -> None:
    answer = desk.post(f"/en/desk/products/{cup.pk}/axes/", typed | {"axes-price": "900"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert list(Product.objects.values_list("axes", flat=True)) == [[]]
    assert Variant.objects.get().is_sold


def test_the_grid_is_stored_whole_or_not_at_all(desk: Browser, cup: Product) -> None:
    small, large = variant_of(cup), a_variant(cup, sku="LARGE")
    there = f"/en/desk/products/{cup.pk}/grid/"
    good = row(small, price="1800", available="12", reference_price="2500", tax_rate="8")
    for wrong in (
        {"sku": small.sku},
        {"price": "0"},
        {"reference_price": "1"},
        {"seen": "9", "available": "8"},
    ):
        answer = desk.post(there, good | row(large, **wrong))
        assert answer.status_code == 422
        assert "1 row has a problem" in answer.content.decode()
        assert list(cup.variants.values_list("price", "available")) == [(2200, 10), (2200, 10)]
    assert StockMovement.objects.count() == 0
    desk.post(there, good | row(large))
    changed = Variant.objects.get(pk=small.pk)
    assert (changed.price, changed.reference_price, changed.tax_rate, changed.available) == (
        1800,
        2500,
        8,
        12,
    )
    assert StockMovement.objects.get().change == 2
    assert Product.objects.get().price_from == 1800


def test_stock_history_tells_reasons_and_pages(desk: Browser, cup: Product) -> None:
    for number in range(1, 56):
        set_stock(variant_of(cup).pk, number + 10)
    first = desk.get(f"/en/desk/products/{cup.pk}/stock/").content.decode()
    assert first.count("Counted") == 50
    assert desk.get(f"/en/desk/products/{cup.pk}/stock/?page=2").content.decode().count("Counted") == 5
    empty = a_product("plate")
    assert "It has not moved yet." in desk.get(f"/en/desk/products/{empty.pk}/stock/").content.decode()


def test_a_copy_is_a_draft_without_stock(desk: Browser, cup: Product) -> None:
    a_variant(cup, sku="LARGE", available=7)
    cup.tags.add(Tag.objects.create(slug="gift", name_ja="贈り物"))
    for ending in ("-copy", "-copy2"):
        answer = desk.post(f"/desk/products/{cup.pk}/duplicate/")
        copy = Product.objects.get(slug=f"blue-cup{ending}")
        assert answer["Location"] == f"/desk/products/{copy.pk}/"
        assert (copy.name_ja, copy.published_at, copy.price_from) == ("青い湯のみ", None, 2200)
        assert list(copy.variants.values_list("sku", "available")) == [
            (f"BLUE-CUP-1{ending}", 0),
            (f"LARGE{ending}", 0),
        ]
        assert (copy.images.count(), copy.tags.count()) == (1, 1)
    assert [one.available for one in cup.variants.all()] == [10, 7]


def test_window_limit_and_pre_order_are_typed_and_shown_again(desk: Browser, cup: Product) -> None:
    typed = {
        "name_ja": "湯のみ",
        "slug": "blue-cup",
        "code": "BLUE-CUP",
        "maker": "kiln",
        "category": "cups",
        "is_published": "on",
        "published_at": "2026-01-02T09:30",
        "published_until": "2027-12-31T18:00",
        "most_per_order": "3",
        "ships_on": "2027-06-01",
    }
    there = f"/en/desk/products/{cup.pk}/"
    assert desk.post(there, typed)["Location"] == there
    page = desk.get(there).content.decode()
    for value in ("2026-01-02T09:30", "2027-12-31T18:00", 'value="3"', "2027-06-01"):
        assert value in page
    backwards = desk.post(there, typed | {"published_until": "2025-01-01T00:00"})
    assert "The end must be later than the beginning" in backwards.content.decode()
    for field, value in (("most_per_order", "100"), ("ships_on", "soon"), ("published_until", "0000")):
        assert 'class="error-summary"' in desk.post(there, typed | {field: value}).content.decode()
    stored = Product.objects.get()
    assert (stored.most_per_order, str(stored.ships_on)) == (3, "2027-06-01")


def facts(variant: Variant, **changes: str) -> dict[str, str]:
    """A variant's form as the page would send it."""
    typed = {"sku": variant.sku, "price": "2200", "tax_rate": "10", "weight_g": "0", "is_sold": "on"}
    return typed | changes


def test_the_desk_says_why_a_price_to_compare_with_is_not_shown(desk: Browser, cup: Product) -> None:
    variant = variant_of(cup)
    there = f"/en/desk/variants/{variant.pk}/"
    assert "price to compare with is" not in desk.get(there).content.decode()
    desk.post(there, facts(variant, reference_price="2800"))
    assert "no record of having asked it" in desk.get(there).content.decode()
    asked_for(variant, price=2800, days=20, until=0)
    assert "less than half of the last eight weeks" in desk.get(there).content.decode()
    assert "過半に満たない" in desk.get(there.removeprefix("/en")).content.decode()
    AskedSpan.objects.all().delete()
    asked_for(variant, price=2800, days=40, until=0)
    assert "is shown, struck through" in desk.get(there).content.decode()
    desk.post(there, facts(variant, reference_price="2800", is_suggested="on"))
    assert "suggested retail price is named beside" in desk.get(there).content.decode()


def test_a_barcode_is_checked_kept_by_the_grid_and_belongs_to_one_variant(
    desk: Browser, cup: Product
) -> None:
    variant, other = variant_of(cup), a_variant(cup, sku="OTHER")
    there = f"/en/desk/variants/{variant.pk}/"
    assert desk.post(there, facts(variant, gtin="49-01234-567894"))["Location"] == there
    assert "check its digits" in desk.post(there, facts(variant, gtin="4901234567890")).content.decode()
    desk.post(f"/desk/products/{cup.pk}/grid/", row(variant, price="2100") | row(other))
    variant.refresh_from_db()
    assert (variant.gtin, variant.price) == ("4901234567894", 2100)
    second = desk.post(f"/en/desk/variants/{other.pk}/", facts(other, gtin="4901234567894"))
    assert "Another variant has this barcode" in second.content.decode()
    desk.post(f"/desk/products/{cup.pk}/duplicate/")
    assert sorted(Variant.objects.values_list("gtin", flat=True)) == ["", "", "", "4901234567894"]


def test_a_picture_of_its_product_shows_a_variant(desk: Browser, cup: Product) -> None:
    variant = variant_of(cup)
    blue = cup.images.create(drawing="site/favicon.svg", alt_ja="青", order=5)
    other = a_product("pot").images.get()
    there = f"/desk/variants/{variant.pk}/picture/"
    assert desk.post(there, {"picture": str(blue.pk)})["Location"] == f"/desk/variants/{variant.pk}/"
    page = desk.get(f"/desk/variants/{variant.pk}/").content.decode()
    assert f'id="shown-{blue.pk}" checked' in page
    for wrong in (str(other.pk), "²", "x", "999999999999"):
        desk.post(there, {"picture": wrong})
        assert "この商品の画像から選んで" in desk.get(f"/desk/variants/{variant.pk}/").content.decode()
    variant.refresh_from_db()
    assert variant.picture == blue
    desk.post(f"/desk/products/{cup.pk}/duplicate/")
    copied = Variant.objects.exclude(product__slug__in=("blue-cup", "pot")).get().picture
    assert copied is not None
    assert (copied.alt_ja, copied.product_id == cup.pk) == ("青", False)
    desk.post(there, {"picture": ""})
    variant.refresh_from_db()
    assert variant.picture is None


def test_a_removed_picture_shows_no_variant(desk: Browser, cup: Product) -> None:
    picture = cup.images.get()
    Variant.objects.update(picture=picture)
    desk.post(f"/desk/pictures/{picture.pk}/", {"remove": "1"})
    assert variant_of(cup).picture is None


@pytest.mark.parametrize("screen", ["", "pictures/", "grid/", "options/", "stock/"])
def test_a_products_screens_name_it_in_the_pages_language(desk: Browser, cup: Product, screen: str) -> None:
    a_variant(cup, sku="LARGE", name_ja="大", name_en="Large")
    page = desk.get(f"/en/desk/products/{cup.pk}/{screen}").content.decode()
    assert "Blue cup" in page.partition("</title>")[0]
    assert "<h1>Blue cup</h1>" in page
    if not screen:
        assert '<td data-label="Variant">Large</td>' in page
    if screen == "pictures/":
        assert 'alt="A cup"' in page
