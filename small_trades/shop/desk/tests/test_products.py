"""Products and stock at the desk: what is typed, what is refused, and where it is said."""

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.products.models import Product, StockMovement, Variant
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("catalogue"))


@pytest.fixture
def cup() -> Product:
    return a_product()


def texts(**changes: str) -> dict[str, str]:
    return {
        "name_ja": "赤い湯のみ",
        "name_en": "Red cup",
        "slug": "red-cup",
        "code": "RED",
        "maker": "kiln",
        "category": "cups",
        "is_published": "on",
        **changes,
    }


def facts(**changes: str) -> dict[str, str]:
    return {"sku": "RED-1", "price": "2750", "tax_rate": "10", "weight_g": "300", "is_sold": "on", **changes}


def without_times(model: type[Product | Variant]) -> list[dict[str, object]]:
    """Every row, but for when it was last touched."""
    return [
        {name: value for name, value in row.items() if name != "changed_at"}
        for row in model.objects.order_by("pk").values()
    ]


def test_a_new_product_with_its_variant_is_in_the_shop(desk: Browser, cup: Product) -> None:
    made = desk.post("/desk/products/new/", texts())
    product = Product.objects.exclude(pk=cup.pk).get()
    assert made["Location"] == f"/desk/products/{product.pk}/"
    added = desk.post(f"/desk/products/{product.pk}/variants/", facts())
    variant = variant_of(product)
    assert added["Location"] == f"/desk/variants/{variant.pk}/"
    assert (variant.price, variant.tax_rate, variant.available, variant.is_sold) == (2750, 10, 0, True)
    assert "Saved." in desk.get(f"/en/desk/variants/{variant.pk}/").content.decode()

    page = Browser().get("/products/red-cup/").content.decode()
    assert "赤い湯のみ" in page
    assert "2,750" in page


def test_a_draft_is_not_in_the_shop(desk: Browser, cup: Product) -> None:
    assert Browser().get("/products/blue-cup/").status_code == 200
    typed = texts(slug="blue-cup", code=cup.code)
    del typed["is_published"]
    desk.post(f"/desk/products/{cup.pk}/", typed)
    assert Browser().get("/products/blue-cup/").status_code == 404
    assert "赤い湯のみ" in desk.get("/desk/products/").content.decode()


def test_a_changed_text_is_on_the_public_page_at_once(desk: Browser, cup: Product) -> None:
    before = Browser().get("/products/blue-cup/")
    desk.post(f"/desk/products/{cup.pk}/", texts(slug="blue-cup", code=cup.code))
    after = Browser().get("/products/blue-cup/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "赤い湯のみ" in after.content.decode()
    assert after["Cache-Control"] == before["Cache-Control"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_ja": ""}, "name_ja"),
        ({"name_ja": "長" * 201}, "name_ja"),
        ({"slug": ""}, "slug"),
        ({"slug": "Red Cup"}, "slug"),
        ({"slug": "red--cup"}, "slug"),
        ({"slug": "red_cup"}, "slug"),
        ({"slug": "green-cup"}, "slug"),
        ({"code": ""}, "code"),
        ({"code": "GREEN-CUP"}, "code"),
        ({"maker": "nobody"}, "maker"),
        ({"category": ""}, "category"),
        ({"description_ja": "長" * 20_001}, "description_ja"),
    ],
)
def test_what_cannot_be_stored_is_said_at_its_field(
    desk: Browser, cup: Product, changes: dict[str, str], field: str
) -> None:
    a_product("green-cup")
    before = without_times(Product)
    for path in ("/en/desk/products/new/", f"/en/desk/products/{cup.pk}/"):
        answer = desk.post(path, texts(**changes))
        assert answer.status_code == 200
        assert set(problems(answer.content.decode())) == {field}
    assert without_times(Product) == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sku": ""}, "sku"),
        ({"sku": "-RED"}, "sku"),
        ({"sku": "BLUE-CUP-2"}, "sku"),
        ({"price": ""}, "price"),
        ({"price": "0"}, "price"),
        ({"price": "-1"}, "price"),
        ({"price": "10000000"}, "price"),
        ({"price": "2750.5"}, "price"),
        ({"reference_price": "2750"}, "reference_price"),
        ({"tax_rate": "9"}, "tax_rate"),
        ({"weight_g": "-1"}, "weight_g"),
    ],
)
def test_a_variants_mistakes_are_said_at_their_field(
    desk: Browser, cup: Product, changes: dict[str, str], field: str
) -> None:
    a_variant(cup, sku="BLUE-CUP-2")
    before = without_times(Variant)
    for path in (f"/en/desk/products/{cup.pk}/variants/", f"/en/desk/variants/{variant_of(cup).pk}/"):
        answer = desk.post(path, facts(**changes))
        assert answer.status_code == 200
        assert set(problems(answer.content.decode())) == {field}
    assert without_times(Variant) == before


def test_stock_is_set_as_counted(desk: Browser, cup: Product) -> None:
    variant = variant_of(cup)
    path = f"/en/desk/variants/{variant.pk}/"
    assert '<input type="hidden" name="seen" value="10">' in desk.get(path).content.decode()

    answer = desk.post(f"{path}stock/", {"available": "7", "seen": "10"})

    assert answer["Location"] == path
    assert "The stock was set." in desk.get(path).content.decode()
    moved = StockMovement.objects.get()
    assert (moved.change, moved.available_after, moved.reason) == (-3, 7, "counted")


def test_what_was_sold_while_counting_is_not_lost(desk: Browser, cup: Product) -> None:
    variant = variant_of(cup)
    Variant.objects.filter(pk=variant.pk).update(available=8)

    page = desk.post(
        f"/en/desk/variants/{variant.pk}/stock/", {"available": "7", "seen": "10"}
    ).content.decode()

    assert problems(page) == {
        "available": "There are 8 now: something was sold since this page was shown. Please count again."
    }
    assert '<input type="hidden" name="seen" value="8">' in page
    assert variant_of(cup).available == 8
    assert not StockMovement.objects.exists()


@pytest.mark.parametrize("typed", [{"available": "-1"}, {"available": "1000000"}, {"available": "many"}, {}])
def test_a_number_that_is_none_changes_nothing(desk: Browser, cup: Product, typed: dict[str, str]) -> None:
    variant = variant_of(cup)
    answer = desk.post(f"/en/desk/variants/{variant.pk}/stock/", {**typed, "seen": "10"})
    assert set(problems(answer.content.decode())) == {"available"}
    assert variant_of(cup).available == 10


@pytest.mark.parametrize("seen", ["", "x", "-1"])
def test_stock_is_not_set_unseen(desk: Browser, cup: Product, seen: str) -> None:
    variant = variant_of(cup)
    answer = desk.post(f"/en/desk/variants/{variant.pk}/stock/", {"available": "7", "seen": seen})
    assert answer.status_code == 200
    assert variant_of(cup).available == 10
    assert not StockMovement.objects.exists()


def test_the_catalogue_needs_nobodys_information(
    desk: Browser, cup: Product, ledger_rows: LedgerRows
) -> None:
    rows = len(ledger_rows())
    for path in ("products/", f"products/{cup.pk}/", f"variants/{variant_of(cup).pk}/", "products/new/"):
        assert desk.get(f"/desk/{path}").status_code == 200
    assert len(ledger_rows()) == rows


def test_the_list_is_narrowed_by_times_category_and_what_is_left(desk: Browser, cup: Product) -> None:
    now = timezone.now()
    day = dt.timedelta(days=1)
    windows: tuple[tuple[str, dict[str, Any]], ...] = (
        ("DRAFT", {"published_at": None}),
        ("AHEAD", {"published_at": now + day}),
        ("OVER", {"published_at": now - 2 * day, "published_until": now - day}),
        ("ENDS-LATER", {"published_at": now - day, "published_until": now + day}),
    )
    for code, window in windows:
        a_product(code.lower(), available=50, **window)
    Variant.objects.filter(product=cup).update(available=50)

    def listed(query: str) -> list[str]:
        page = desk.get(f"/en/desk/products/?{query}").content.decode()
        return sorted(re.findall(r'data-label="Code">([^<]+)<', page))

    assert listed("window=shown") == sorted([cup.code, "ENDS-LATER"])
    assert listed("window=draft") == ["DRAFT"]
    assert listed("window=ahead") == ["AHEAD"]
    assert listed("window=over") == ["OVER"]
    assert (
        listed("window=nonsense") == listed("") == sorted([cup.code, "DRAFT", "AHEAD", "OVER", "ENDS-LATER"])
    )
    assert listed("category=cups&window=over") == ["OVER"]
    assert listed("is_low=on") == []
    Variant.objects.filter(sku="ENDS-LATER-1").update(available=0)
    assert listed("is_low=on") == ["ENDS-LATER"]
    assert listed("is_low=on&window=draft") == []
    page = desk.get("/en/desk/products/?window=over").content.decode()
    assert '<span class="badge badge-quiet">No longer shown</span>' in page
