"""Files of products: what is right comes in, what is wrong is named, a second time changes nothing.

Four hundred products; `IMPORTED_PRODUCTS=10000` in the environment makes it more, one of fifty broken.
"""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from small_trades.shop.options.models import Option
from small_trades.shop.options.tests.making import an_engraving, an_option
from small_trades.shop.products.actions import import_products as actions
from small_trades.shop.products.actions.import_products import Given
from small_trades.shop.products.importing.formats import source
from small_trades.shop.products.importing.reasons import FileFlaw
from small_trades.shop.products.importing.shape import NOTES
from small_trades.shop.products.models import (
    Category,
    ImportProblem,
    Maker,
    Product,
    ProductImage,
    ProductImport,
    SearchEntry,
    StockMovement,
    Variant,
)
from small_trades.shop.products.queries.export_products import export_chunks
from small_trades.shop.products.tests import csv_files
from small_trades.shop.products.tests.goods import a_product

pytestmark = pytest.mark.django_db

PRODUCTS = int(os.environ.get("IMPORTED_PRODUCTS", "400"))
BROKEN = max(24, PRODUCTS // 50)  # three of each way to be broken, at least
TABLES: tuple[Any, ...] = (
    Product,
    Variant,
    ProductImage,
    StockMovement,
    Maker,
    Category,
    SearchEntry,
    Option,
    Option.products.through,
)


def a_file(tmp_path: Path, data: bytes | str) -> Path:
    path = tmp_path / "products.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def imported(given: Given) -> ProductImport:
    run = actions.begin(given)
    for _reached in actions.go_on(run.pk, given):
        pass
    run.refresh_from_db()
    return run


def problems(run: ProductImport) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.reason) for one in run.problems.all() if one.reason not in NOTES]


def counts(run: ProductImport) -> tuple[int, int, int, int]:
    return run.created, run.updated, run.unchanged, run.refused


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


@pytest.mark.parametrize("make", [csv_files.shopify, csv_files.ec_cube])
def test_the_good_ones_come_in_each_broken_one_is_named_and_again_changes_nothing(
    tmp_path: Path, make: Callable[..., csv_files.Made]
) -> None:
    made = make(PRODUCTS, broken=BROKEN)
    given = Given(
        a_file(tmp_path, made.data), csv_files.write_pictures(tmp_path / "pictures.zip", made.pictures)
    )
    good = PRODUCTS - BROKEN
    run = imported(given)
    assert counts(run) == (good, 0, 0, BROKEN)
    assert problems(run) == made.broken
    assert (Product.objects.count(), ProductImage.objects.count(), run.pictures) == (good, good, good)
    assert run.state == "done"

    before = everything()
    again = imported(given)
    assert again.pk != run.pk
    assert counts(again) == (0, 0, good, BROKEN)
    assert again.pictures == 0
    assert everything() == before


def test_a_shopify_product_comes_with_everything(tmp_path: Path) -> None:
    made = csv_files.shopify(2)
    imported(Given(a_file(tmp_path, made.data), csv_files.write_pictures(tmp_path / "p.zip", made.pictures)))
    product = Product.objects.get(slug="cup-1")
    assert (product.name_ja, product.maker.name_ja, product.category.name_ja, product.price_from) == (
        "青い湯のみ 1番",
        "月待窯 1",
        "茶器",
        1500,
    )
    assert product.description_ja == '手で**ひねった**、"1"番の器。\n\n- 高さ 8 cm'
    assert sorted(tag.name_ja for tag in product.tags.all()) == ["新着", "贈りもの"]
    large, small = product.variants.all()
    assert (
        large.sku,
        large.price,
        large.reference_price,
        large.available,
        large.weight_g,
        large.tax_rate,
    ) == (
        "CUP-1-L",
        2001,
        3500,
        1,
        300,
        10,
    )
    assert (small.name_ja, small.reference_price, small.available) == ("小", None, 3)
    axis = product.axes[0]
    assert (axis["name_ja"], [value["name_ja"] for value in axis["values"]]) == ("大きさ", ["大", "小"])
    assert small.axis == {axis["slug"]: axis["values"][1]["slug"]}
    assert [image.alt_ja for image in product.images.all()] == ["青い湯のみの写真"]
    assert list(StockMovement.objects.filter(variant=small).values_list("change", "reason")) == [(3, "first")]


def test_ec_cube_prices_are_without_tax_and_come_in_with_it(tmp_path: Path) -> None:
    imported(Given(a_file(tmp_path, csv_files.ec_cube(6).data)))
    spoon = Product.objects.get(slug="product-6")
    assert (spoon.code, spoon.name_ja, spoon.category.name_ja) == ("EC-6", "木のさじ~5号", "さじ")
    variant = spoon.variants.get()
    # 905 yen and 10 % are 995.5.
    assert (variant.sku, variant.price, variant.reference_price, variant.available) == (
        "SAJI-5",
        996,
        2200,
        5,
    )


def test_an_address_is_not_fetched_and_the_note_says_so(tmp_path: Path) -> None:
    run = imported(Given(a_file(tmp_path, csv_files.shopify(1).data)))
    assert counts(run) == (1, 0, 0, 0)
    assert [(one.line, one.column, one.reason, one.value) for one in run.problems.all()] == [
        (2, "Image Src", "picture-outside", "cup-0.png")
    ]
    assert not ProductImage.objects.exists()


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    made = csv_files.shopify(300, broken=16)
    before = everything()
    outcomes = list(actions.dry_run(Given(a_file(tmp_path, made.data))))
    assert sum(outcome.created for outcome in outcomes) == 284
    found = [p for outcome in outcomes for p in outcome.problems if not p.is_note]
    assert [(p.line, p.column, p.reason) for p in found] == made.broken
    assert everything() == before
    assert not ProductImport.objects.exists()


def test_what_was_interrupted_goes_on_where_it_stopped(tmp_path: Path) -> None:
    made = csv_files.shopify(350, broken=8)
    given = Given(a_file(tmp_path, made.data))
    first = actions.begin(given)
    going = actions.go_on(first.pk, given)
    assert next(going).done == 100
    going.close()
    assert Product.objects.count() == 97

    run = imported(given)
    assert run.pk == first.pk
    assert counts(run) == (342, 0, 0, 8)
    assert problems(run) == made.broken


def test_two_at_once_do_not_store_a_batch_twice(tmp_path: Path) -> None:
    given = Given(a_file(tmp_path, csv_files.shopify(150).data))
    run = actions.begin(given)
    stale = ProductImport.objects.get(pk=run.pk)
    next(actions.go_on(run.pk, given))
    before = everything()
    batch = list(source(given.path).products())[:100]
    with pytest.raises(actions.Overtaken):
        actions._store(stale, batch, 100, {})
    assert everything() == before


def test_what_differs_is_changed_and_the_rest_is_left_alone(tmp_path: Path) -> None:
    made = csv_files.shopify(3).data.decode()
    imported(Given(a_file(tmp_path, made)))
    changed = made.replace("青い湯のみ 1番", "赤い湯のみ").replace("CUP-1-S,200,3,1500", "CUP-1-S,200,9,1200")
    run = imported(Given(a_file(tmp_path, changed)))
    assert counts(run) == (0, 1, 2, 0)
    product = Product.objects.get(slug="cup-1")
    assert (product.name_ja, product.price_from) == ("赤い湯のみ", 1200)
    small = product.variants.get(sku="CUP-1-S")
    assert list(small.movements.values_list("change", "available_after", "reason")) == [
        (6, 9, "counted"),
        (3, 3, "first"),
    ]
    assert "赤イ湯ノミ" in SearchEntry.objects.get(product=product).names


@pytest.mark.parametrize("wanted", ["ours", "shopify"])
def test_what_is_exported_comes_in_again_unchanged(tmp_path: Path, wanted: str) -> None:
    made = csv_files.shopify(5)
    imported(Given(a_file(tmp_path, made.data), csv_files.write_pictures(tmp_path / "p.zip", made.pictures)))
    a_product(
        name_ja="=1+1",
        summary_ja="@home",
        description_ja="-3 度まで",
        gtin="4901234567894",
        most_per_order=3,
        published_until=dt.datetime(2099, 1, 1, 3, 4, 5, 678, tzinfo=dt.UTC),
        ships_on=dt.date(2099, 1, 1),
    )
    chosen = tuple(Product.objects.values_list("pk", flat=True)[:2])
    an_option(is_for_all=False, products=chosen)
    an_engraving(is_for_all=False, products=chosen[:1])
    an_engraving(name_ja="のし")
    before = everything()
    exported = b"".join(export_chunks(wanted))
    assert "'=1+1" in exported.decode()
    run = imported(Given(a_file(tmp_path, exported)))
    assert counts(run) == (0, 0, 6, 0)
    assert everything() == before
    assert not ImportProblem.objects.filter(of=run).exists()


def test_ec_cubes_own_products_come_in_again_unchanged(tmp_path: Path) -> None:
    imported(Given(a_file(tmp_path, csv_files.ec_cube(40).data)))
    before = everything()
    run = imported(Given(a_file(tmp_path, b"".join(export_chunks("ec-cube")))))
    assert counts(run) == (0, 0, 40, 0)
    assert everything() == before


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", "file-empty"),
        (b"\r\n\r\n", "file-empty"),
        ("商品ID\r\n".encode("utf-16"), "file-utf-16"),
        (b"a,b\r\n1,2\r\n", "file-format"),
        (b"Handle,Title,Variant Price\r\n", "file-no-lines"),
        (b"Handle,Title,Title\r\n", "file-twice"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(
    tmp_path: Path, data: bytes, flaw: str
) -> None:
    before = everything()
    given = Given(a_file(tmp_path, data))
    with pytest.raises(FileFlaw) as caught:
        imported(given)
    assert caught.value.flaw == flaw
    assert everything() == before


def test_lines_in_another_encoding_are_named_and_the_others_come_in(tmp_path: Path) -> None:
    lines = csv_files.shopify(4).data.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith(b"cup-2"))
    lines[at] = lines[at].decode().encode("cp932")
    run = imported(Given(a_file(tmp_path, b"".join(lines))))
    assert (at + 1, "", "encoding") in problems(run)
    assert sorted(Product.objects.values_list("slug", flat=True)) == ["cup-0", "cup-1", "cup-3"]


HOSTILE = (
    ("name_ja", "あ" * 201, "long"),
    ("slug", "Not A Slug", "slug"),
    ("sku", "a\u202eb c", "sku"),
    ("price", "9999999999", "price"),
    ("tax_rate", "9", "rate"),
    ("stock", "1e9", "number"),
    ("on_sale", "maybe", "choice"),
    ("weight_g", "-1", "weight"),
    ("gtin", "4901234567890", "gtin"),
    ("published_at", "tomorrow", "moment"),
    ("published_until", "2026-13-01", "moment"),
    ("ships_on", "99999-01-01", "moment"),
    ("most_per_order", "0", "limit"),
    ("usual_price_is_suggested", "?", "choice"),
)
TERMS = ("published_at", "published_until", "most_per_order", "ships_on", "gtin", "usual_price_is_suggested")


@pytest.mark.parametrize(("name", "value", "reason"), HOSTILE)
def test_hostile_cells_are_named(tmp_path: Path, name: str, value: str, reason: str) -> None:
    cells = {"slug": "cup", "code": "CUP", "name_ja": "湯のみ", "sku": "CUP-1", "price": "100"} | {
        name: value
    }
    run = imported(Given(a_file(tmp_path, f"{','.join(cells)}\r\n{','.join(cells.values())}\r\n")))
    assert problems(run) == [(2, name, reason)]
    assert not Product.objects.exists()


def test_nul_bytes_emoji_and_script_do_no_harm(tmp_path: Path) -> None:
    body = '"<p>よい<script>alert(1)</script>器 👨\u200d👩\u200d👧</p>"'
    data = f"Handle,Title,Body (HTML),Variant Price\r\ncup,湯\0のみ🍵,{body},100\r\n"
    run = imported(Given(a_file(tmp_path, data)))
    assert counts(run) == (1, 0, 0, 0)
    product = Product.objects.get()
    assert (product.name_ja, product.description_ja) == ("湯のみ🍵", "よい器 👨\u200d👩\u200d👧")


def test_the_same_sku_or_code_of_another_product_is_refused(tmp_path: Path) -> None:
    a_product("there", code="CUP-9")
    heading = "slug,code,name_ja,sku,price"
    data = f"{heading}\r\na,A,甲,S-1,100\r\nb,B,乙,S-1,100\r\nc,CUP-9,丙,S-3,100\r\na,A,甲,S-4,100\r\n"
    run = imported(Given(a_file(tmp_path, data)))
    assert problems(run) == [(3, "sku", "sku-taken"), (4, "code", "code-taken"), (5, "slug", "again")]
    assert counts(run) == (1, 0, 0, 3)
    assert Product.objects.get(slug="there").code == "CUP-9"


def ours(**cells: str) -> str:
    """A file of one cup in our format."""
    told = {"slug": "cup", "code": "CUP", "name_ja": "湯のみ", "sku": "CUP-1", "price": "100"} | cells
    return f"{','.join(told)}\r\n{','.join(told.values())}\r\n"


def terms_of(product: Product) -> list[Any]:
    variant = product.variants.get()
    return [getattr(product if hasattr(product, name) else variant, name) for name in TERMS[:5]]


def test_when_and_how_it_is_sold_comes_in_stays_and_is_emptied(tmp_path: Path) -> None:
    said = {
        "published": "true",
        "published_at": "2026/10/05 09:00",
        "published_until": "2099-01-01",
        "most_per_order": "3",
        "ships_on": "2099-02-03",
        "usual_price": "150",
        "usual_price_is_suggested": "true",
        "gtin": "49 01234 567894",
    }
    imported(Given(a_file(tmp_path, ours(**said))))
    wanted = [
        dt.datetime(2026, 10, 5, tzinfo=dt.UTC),
        dt.datetime(2098, 12, 31, 15, tzinfo=dt.UTC),
        3,
        dt.date(2099, 2, 3),
        "4901234567894",
    ]
    product = Product.objects.get()
    assert (terms_of(product), product.variants.get().is_suggested) == (wanted, True)
    # A file without these columns says nothing about them.
    assert counts(imported(Given(a_file(tmp_path, ours(price="90"))))) == (0, 1, 0, 0)
    assert terms_of(Product.objects.get()) == wanted
    emptied = dict.fromkeys(("published_until", "most_per_order", "ships_on", "gtin"), "")
    imported(Given(a_file(tmp_path, ours(published="true", price="90", **emptied))))
    assert terms_of(Product.objects.get()) == [wanted[0], None, None, None, ""]


def offered() -> list[str]:
    return list(Product.objects.get().options.values_list("name_ja", flat=True))


def test_options_come_in_by_their_names_stay_and_are_emptied(tmp_path: Path) -> None:
    an_option(is_for_all=False)
    an_engraving(is_for_all=False)
    an_engraving(name_ja="のし")  # goes with everything
    assert counts(imported(Given(a_file(tmp_path, ours(options="名入れ|のし"))))) == (1, 0, 0, 0)
    assert offered() == ["名入れ"]
    for file, changed, wanted in (
        (ours(options="名入れ|のし"), 0, ["名入れ"]),
        (ours(options="名入れ|ギフト包装"), 1, ["ギフト包装", "名入れ"]),
        (ours(), 0, ["ギフト包装", "名入れ"]),
        (ours(options=""), 1, []),
    ):
        assert counts(imported(Given(a_file(tmp_path, file)))) == (0, changed, 1 - changed, 0)
        assert offered() == wanted


def test_an_option_that_nobody_made_is_refused_and_named(tmp_path: Path) -> None:
    an_option(is_for_all=False)
    run = imported(Given(a_file(tmp_path, ours(options="ギフト包装|名入れ"))))
    assert problems(run) == [(2, "options", "option")]
    assert (counts(run), Product.objects.exists()) == ((0, 0, 0, 1), False)


def test_the_twenty_first_option_of_a_product_is_refused_at_its_line(tmp_path: Path) -> None:
    an_option()
    names = [f"名入れ{number}" for number in range(20)]
    for name in names:
        an_engraving(name_ja=name, is_for_all=False)
    run = imported(Given(a_file(tmp_path, ours(options="|".join(names)))))
    assert problems(run) == [(2, "options", "options")]
    assert not Product.objects.exists()
    assert counts(imported(Given(a_file(tmp_path, ours(options="|".join(names[1:])))))) == (1, 0, 0, 0)
    assert len(offered()) == 19


def test_of_two_options_of_one_name_the_one_that_is_offered_stays(tmp_path: Path) -> None:
    imported(Given(a_file(tmp_path, ours())))
    product = Product.objects.get()
    an_engraving(is_for_all=False)
    second = an_engraving(is_for_all=False, products=(product.pk,))
    assert counts(imported(Given(a_file(tmp_path, ours(options="名入れ"))))) == (0, 0, 1, 0)
    assert list(product.options.values_list("pk", flat=True)) == [second.id]
    assert counts(imported(Given(a_file(tmp_path, ours(options="名入れ|名入れ"))))) == (0, 1, 0, 0)
    run = imported(Given(a_file(tmp_path, ours(options="名入れ|名入れ|名入れ"))))
    assert problems(run) == [(2, "options", "option")]


def test_a_draft_keeps_its_state_whatever_day_the_file_names(tmp_path: Path) -> None:
    imported(Given(a_file(tmp_path, ours(published="false", published_at="2026-10-05"))))
    assert Product.objects.get().published_at is None


def test_a_window_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    run = imported(Given(a_file(tmp_path, ours(published_at="2026-10-05", published_until="2026-10-04"))))
    assert problems(run) == [(2, "published_until", "window")]
    assert not Product.objects.exists()


def test_one_barcode_is_one_article(tmp_path: Path) -> None:
    a_product("pot", gtin="4901234567894")
    run = imported(Given(a_file(tmp_path, ours(gtin="4901234567894"))))
    assert problems(run) == [(2, "gtin", "gtin-taken")]
    first = ours(gtin="49012347")
    second = first.splitlines()[1].replace("cup,CUP,", "bowl,BOWL,").replace("CUP-1", "BOWL-1")
    run = imported(Given(a_file(tmp_path, f"{first}{second}\r\n")))
    assert problems(run) == [(3, "gtin", "gtin-taken")]
    assert Product.objects.count() == 2


def test_shopifys_barcodes_come_in_and_go_out(tmp_path: Path) -> None:
    cup = a_product(gtin="49012347")
    exported = b"".join(export_chunks("shopify")).decode()
    assert "49012347" in exported.split("Variant Barcode")[1]
    Variant.objects.update(gtin="")
    imported(Given(a_file(tmp_path, exported)))
    assert cup.variants.get().gtin == "49012347"


def shown(sku: str) -> str:
    picture = Variant.objects.get(sku=sku).picture
    return picture.alt_ja if picture else ""


def test_the_picture_of_a_variant_comes_in_and_goes_out(tmp_path: Path) -> None:
    pictures = csv_files.write_pictures(tmp_path / "p.zip", ["a.png", "b.png"])
    rows = [
        "slug,code,name_ja,sku,variant_ja,option1_name_ja,option1_value_ja,price,pictures,variant_picture",
        "cup,CUP,湯のみ,CUP-A,赤,色,赤,100,a.png,a.png",
        "cup,CUP,湯のみ,CUP-B,青,色,青,100,,b.png",
        "cup,CUP,湯のみ,CUP-C,白,色,白,100,,",
    ]
    run = imported(Given(a_file(tmp_path, "\r\n".join(rows)), pictures))
    assert (problems(run), run.pictures) == ([], 2)
    assert [shown(sku) for sku in ("CUP-A", "CUP-B", "CUP-C")] == ["湯のみ", "青", ""]
    before = everything()
    for wanted in ("ours", "shopify"):
        again = imported(Given(a_file(tmp_path, b"".join(export_chunks(wanted)))))
        assert counts(again) == (0, 0, 1, 0)
        assert everything() == before
    emptied = [rows[0], rows[1].removesuffix("a.png"), *rows[2:]]
    imported(Given(a_file(tmp_path, "\r\n".join(emptied)), pictures))
    assert [shown(sku) for sku in ("CUP-A", "CUP-B")] == ["", "青"]
