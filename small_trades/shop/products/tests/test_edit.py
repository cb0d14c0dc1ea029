import dataclasses

import pytest

from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.products.actions.edit import ProductTexts, VariantFacts, save_product, save_variant
from small_trades.shop.products.models import Product, StockMovement, Variant
from small_trades.shop.products.queries import ListFilters, editable_product, list_page
from small_trades.shop.products.tests.goods import a_category, a_maker, a_product, variant_of
from small_trades.shop.site.models import ContentGeneration

pytestmark = pytest.mark.django_db
TEXTS = ProductTexts(
    slug="red-cup", code="RED-1", maker="kiln", category="cups", name_ja="赤い湯のみ", name_en="Red cup"
)
FACTS = VariantFacts(sku="RED-1-S", price=1980)


def refused(texts: ProductTexts, *, product_id: int | None = None) -> dict[str, str]:
    with pytest.raises(BadInput) as problem:
        save_product(texts, product_id=product_id)
    return {field: str(sentence) for field, sentence in problem.value.problems.items()}


def test_a_new_product_is_a_draft_without_variants() -> None:
    a_maker()
    a_category()
    product = editable_product(save_product(TEXTS))
    assert product is not None
    assert (product.slug, product.maker, product.published_at, product.variants) == (
        "red-cup",
        "kiln",
        None,
        (),
    )


def test_edited_texts_are_tidied_and_found() -> None:
    cup = a_product(code="BLUE-CUP")
    texts = ProductTexts(
        slug="blue-cup",
        code="ＢＬＵＥ",
        maker="kiln",
        category="cups",
        name_ja=" 藍の\u0000湯のみ ",
        published_at=cup.published_at,
    )
    assert save_product(texts, product_id=cup.pk) == cup.pk
    saved = Product.objects.get(pk=cup.pk)
    assert (saved.name_ja, saved.code) == ("藍の湯のみ", "BLUE")
    assert [card.slug for card in list_page(ListFilters(typed="藍の")).cards] == ["blue-cup"]


def test_every_problem_is_named_and_nothing_is_stored() -> None:
    a_product("blue-cup", code="B-1")
    bad = ProductTexts(slug="Blue Cup!", code="B-1", maker="nobody", category="nothing", name_ja=" ")
    assert refused(bad) == {
        "slug": "英小文字・数字・ハイフンで入力してください",
        "code": "この商品番号は別の商品で使われています",
        "maker": "作り手を選んでください",
        "category": "カテゴリーを選んでください",
        "name_ja": "日本語の名前を入力してください",
    }
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name_ja", "あ" * 201),
        ("slug", "a" * 81),
        ("summary_en", "x" * 401),
        ("description_ja", "x" * 20_001),
    ],
)
def test_what_is_too_long_is_refused(column: str, value: str) -> None:
    a_maker()
    a_category()
    assert set(refused(dataclasses.replace(TEXTS, **{column: value}))) == {column}  # type: ignore[arg-type]  # text columns only
    assert Product.objects.count() == 0


def test_an_address_in_use_is_refused() -> None:
    a_product("blue-cup")
    assert set(refused(dataclasses.replace(TEXTS, slug="blue-cup"))) == {"slug"}


def test_a_new_variant_starts_without_stock_and_sets_the_lowest_price() -> None:
    cup = a_product(price=2200)
    variant_id = save_variant(FACTS, product_id=cup.pk)
    variant = Variant.objects.get(pk=variant_id)
    assert (variant.available, variant.price, variant.order) == (0, 1980, 1)
    assert Product.objects.get(pk=cup.pk).price_from == 1980
    assert StockMovement.objects.filter(variant=variant).values_list("change", "reason").get() == (0, "first")


def test_editing_a_variant_leaves_its_stock_alone() -> None:
    cup = a_product(available=7)
    save_variant(FACTS, product_id=cup.pk, variant_id=variant_of(cup).pk)
    assert (variant_of(cup).sku, variant_of(cup).price, variant_of(cup).available) == ("RED-1-S", 1980, 7)
    assert [card.price for card in list_page(ListFilters(typed="RED-1-S")).cards] == [1980]


def test_a_variant_of_another_product_is_not_found() -> None:
    cup, bowl = a_product("cup"), a_product("bowl")
    with pytest.raises(Variant.DoesNotExist):
        save_variant(FACTS, product_id=cup.pk, variant_id=variant_of(bowl).pk)
    assert variant_of(bowl).sku == "BOWL-1"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"price": 0}, "price"),
        ({"price": 10_000_000}, "price"),
        ({"reference_price": 1980}, "reference_price"),
        ({"tax_rate": 5}, "tax_rate"),
        ({"weight_g": -1}, "weight_g"),
        ({"sku": ""}, "sku"),
        ({"sku": "BLUE-CUP-1"}, "sku"),
        ({"name_ja": "あ" * 121}, "name_ja"),
    ],
)
def test_impossible_variants_are_refused(change: dict[str, object], field: str) -> None:
    cup = a_product()
    with pytest.raises(BadInput) as problem:
        save_variant(dataclasses.replace(FACTS, **change), product_id=cup.pk)  # type: ignore[arg-type]  # wrong values are the point
    assert set(problem.value.problems) == {field}
    assert Variant.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_public_pages_follow_an_edit() -> None:
    cup = a_product()
    save_variant(FACTS, product_id=cup.pk)
    assert ContentGeneration.objects.get().number == 1
