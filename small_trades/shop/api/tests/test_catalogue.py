"""The catalogue for anybody: public, kept, paged by id, in both languages."""

import pytest

from small_trades.shop.api.tests.making import Program, program
from small_trades.shop.orders.tests.making import cup
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.promotions.tests.making import a_campaign, asked_for

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PUBLIC = "public, max-age=0, must-revalidate"


def test_products_are_public_and_revalidated() -> None:
    cup(price=1980, available=2)
    first = Program().get("/api/v1/products")
    assert (first.status_code, first["Cache-Control"], first.cookies) == (200, PUBLIC, {})
    assert first["Content-Type"] == "application/json"
    again = Program().get("/api/v1/products", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    (found,) = first.json()["items"]
    assert (found["name"], found["variants"][0]["price"], found["variants"][0]["stock"]) == (
        "青い器",
        1980,
        "few",
    )


def test_lang_chooses_texts_and_addresses() -> None:
    slug = cup().product.slug
    found = Program().get(f"/api/v1/products/{slug}?lang=en")
    assert (found.json()["name"], found.json()["page"]) == ("Blue cup", f"/en/products/{slug}/")
    assert found["Content-Language"] == "en"
    assert Program().get(f"/api/v1/products/{slug}").json()["page"] == f"/products/{slug}/"
    shelves = Program().get("/api/v1/categories?lang=en").json()["items"]
    assert shelves == [{"slug": "cups", "name": "器", "parent": None}]


def test_pages_follow_each_other_and_nothing_is_missed_or_twice() -> None:
    wanted = [cup().product_id for _ in range(5)]
    seen: list[int] = []
    after: int | None = 0
    while after is not None:
        page = Program().get(f"/api/v1/products?limit=2&after={after}").json()
        seen += [found["id"] for found in page["items"]]
        after = page["next"]
    assert seen == wanted


def test_a_draft_and_an_unknown_product_are_not_there() -> None:
    product = cup().product
    Product.objects.filter(pk=product.pk).update(published_at=None)
    assert Program().get("/api/v1/products").json() == {"items": [], "next": None}
    gone = Program().get(f"/api/v1/products/{product.slug}")
    assert (gone.status_code, gone["Content-Type"]) == (404, "application/problem+json")
    assert gone.json()["type"] == "urn:small-trades:problem:not-found"
    assert gone["Cache-Control"] == "no-store"


def test_a_category_narrows_and_an_unknown_one_is_empty() -> None:
    cup()
    assert len(Program().get("/api/v1/products?category=cups").json()["items"]) == 1
    assert Program().get("/api/v1/products?category=cars").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("lang=fr", "lang"),
        ("limt=1", "limt"),
        ("after=1&after=2", "after"),
    ],
)
def test_what_does_not_fit_is_named(query: str, name: str) -> None:
    answer = Program().get(f"/api/v1/products?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert [wrong["parameter"] for wrong in answer.json()["errors"]] == [name]


def test_other_methods_and_unknown_addresses_are_answered_in_json() -> None:
    wrong = Program().post("/api/v1/products")
    assert (wrong.status_code, wrong["Allow"]) == (405, "GET, HEAD")
    assert wrong["Content-Type"] == "application/problem+json"
    nowhere = Program().get("/api/v2/nothing")
    assert (nowhere.status_code, nowhere["Content-Type"]) == (404, "application/problem+json")


def test_what_a_signed_call_reads_is_never_kept() -> None:
    cup()
    assert program().get("/api/v1/products")["Cache-Control"] == "no-store"


def test_what_is_asked_now_stands_beside_the_regular_price() -> None:
    variant = cup(price=2000)
    Variant.objects.update(gtin="4901234567894", reference_price=2500)
    asked_for(variant, days=60)
    a_campaign(percent=10, products=[variant.product])
    (found,) = Program().get("/api/v1/products").json()["items"]
    told = found["variants"][0]
    names = ("price", "asked_price", "usual_price", "suggested_price", "reference_price", "gtin")
    assert [told[name] for name in names] == [2000, 1800, 2000, None, 2500, "4901234567894"]
