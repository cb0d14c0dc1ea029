"""The whole catalogue as CSV, in any format that can be imported, a few hundred products at a time."""

import csv
import datetime as dt
import decimal
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.utils import timezone

from small_trades.shop.products.importing import ec_cube, ours
from small_trades.shop.products.importing.rows import harmless
from small_trades.shop.products.markdown import to_html
from small_trades.shop.products.models import Product, ProductImage, Variant

_AT_ONCE: Final = 200
Cells = dict[str, Any]


def export_rows(wanted: str) -> Iterator[list[str]]:
    """The heading and every variant's row, drafts and withdrawn goods too; formulas are made harmless."""
    heading, write = _WRITERS[wanted]
    yield list(heading)
    products = Product.objects.select_related("maker", "category").prefetch_related(
        "variants", "tags", "images", "options"
    )
    for product in products.order_by("pk").iterator(chunk_size=_AT_ONCE):
        for cells in write(product):
            yield [harmless(str(cells.get(name, ""))) for name in heading]


def export_chunks(wanted: str) -> Iterator[bytes]:
    """The file in parts, UTF-8 with the mark that spreadsheets look for, lines ended as RFC 4180 says."""
    start = "\ufeff"
    for row in export_rows(wanted):
        written = io.StringIO()
        csv.writer(written).writerow(row)
        yield (start + written.getvalue()).encode()
        start = ""


def _ours(product: Product) -> Iterator[Cells]:
    images = list(product.images.all())
    shared = {
        **{name: getattr(product, name) for name in ours.NAMES[:12] if hasattr(product, name)},
        "maker": product.maker.name_ja,
        "category": product.category.name_ja,
        "tags": ours.BETWEEN.join(tag.name_ja for tag in product.tags.all()),
        "published": _flag(product.published_at is not None),
        "pictures": ours.BETWEEN.join(_picture(image) for image in images),
        "picture_text_ja": images[0].alt_ja if images else "",
        "published_at": _moment(product.published_at),
        "published_until": _moment(product.published_until),
        "most_per_order": product.most_per_order or "",
        "ships_on": product.ships_on.isoformat() if product.ships_on else "",
        "options": ours.BETWEEN.join(one.name_ja for one in product.options.all() if not one.is_for_all),
    }
    for variant in product.variants.all():
        yield shared | {
            "sku": variant.sku,
            "variant_ja": variant.name_ja,
            "variant_en": variant.name_en,
            **_options(product, variant),
            "price": variant.price,
            "usual_price": variant.reference_price or "",
            "tax_rate": variant.tax_rate,
            "stock": variant.available,
            "weight_g": variant.weight_g,
            "on_sale": _flag(variant.is_sold),
            "usual_price_is_suggested": _flag(variant.is_suggested),
            "gtin": variant.gtin,
            "variant_picture": _picture_of(variant, images),
        }


def _options(product: Product, variant: Variant) -> Cells:
    return {
        f"option{n}_{part}": value
        for n, chosen in enumerate(_chosen(product, variant), start=1)
        for part, value in zip(("name_ja", "name_en", "value_ja", "value_en"), chosen, strict=True)
    }


def _chosen(product: Product, variant: Variant) -> list[tuple[str, str, str, str]]:
    """Per axis its names and those of this variant's value, where it has one."""
    found = []
    for axis in product.axes:
        value = next((one for one in axis["values"] if one["slug"] == variant.axis.get(axis["slug"])), None)
        if value:
            found.append((axis["name_ja"], axis["name_en"], value["name_ja"], value["name_en"]))
    return found[:3]


def _shopify(product: Product) -> Iterator[Cells]:
    images = list(product.images.all())
    variants = list(product.variants.all())
    texts = {
        "Title": product.name_ja,
        "Body (HTML)": to_html(product.description_ja),
        "Vendor": product.maker.name_ja,
        "Type": product.category.name_ja,
        "Tags": ", ".join(tag.name_ja for tag in product.tags.all()),
        "Published": _flag(product.published_at is not None).upper(),
        "Status": "active" if product.published_at else "draft",
    }
    for at in range(max(len(images), len(variants))):
        row: Cells = {"Handle": product.slug} | (texts if at == 0 else {})
        if at < len(variants):
            row |= _shopify_variant(product, variants[at], is_first=at == 0)
            row["Variant Image"] = _picture_of(variants[at], images)
        if at < len(images):
            row |= {
                "Image Src": _picture(images[at]),
                "Image Position": at + 1,
                "Image Alt Text": images[at].alt_ja,
            }
        yield row


def _shopify_variant(product: Product, variant: Variant, *, is_first: bool) -> Cells:
    row: Cells = {
        "Variant SKU": variant.sku,
        "Variant Grams": variant.weight_g,
        "Variant Inventory Tracker": "shopify",
        "Variant Inventory Qty": variant.available,
        "Variant Inventory Policy": "deny",
        "Variant Fulfillment Service": "manual",
        "Variant Price": variant.price,
        "Variant Compare At Price": variant.reference_price or "",
        "Variant Requires Shipping": "TRUE",
        "Variant Taxable": "TRUE",
        "Variant Barcode": variant.gtin,
    }
    chosen = _chosen(product, variant) or [("Title", "", "Default Title", "")]
    for n, (name, _name_en, value, _value_en) in enumerate(chosen, start=1):
        row |= {f"Option{n} Value": value} | ({f"Option{n} Name": name} if is_first else {})
    return row


def _ec_cube(product: Product) -> Iterator[Cells]:
    number = product.slug.removeprefix("product-")
    shared = {
        "商品ID": number if number.isdigit() else "",  # empty is a new product, for EC-CUBE
        "公開ステータス(ID)": ec_cube.SHOWN if product.published_at else ec_cube.HIDDEN,
        "商品名": product.name_ja,
        "商品説明(一覧)": product.summary_ja,
        "商品説明(詳細)": to_html(product.description_ja),
        "商品画像": ",".join(_picture(image) for image in product.images.all()),
        "商品カテゴリ(ID)": product.category_id,
        "商品カテゴリ(名称)": product.category.name_ja,
        "タグ(名称)": ",".join(tag.name_ja for tag in product.tags.all()),
        "商品削除フラグ": 0,
        "販売種別(ID)": 1,
    }
    for variant in product.variants.all():
        chosen = _chosen(product, variant)
        yield shared | {
            **{f"規格分類{n}(名称)": one[2] for n, one in enumerate(chosen[:2], start=1)},
            "商品コード": variant.sku,
            "在庫数": variant.available,
            "在庫数無制限フラグ": 0,
            "通常価格": _without_tax(variant.reference_price, variant.tax_rate),
            "販売価格": _without_tax(variant.price, variant.tax_rate),
            "税率": variant.tax_rate,
        }


def _without_tax(price: int | None, rate: int) -> str:
    """What becomes `price` again with tax: whole yen where there are such, two decimals elsewhere."""
    if price is None:
        return ""
    exact = decimal.Decimal(price) * 100 / (100 + rate)
    whole = exact.quantize(decimal.Decimal(1), rounding=decimal.ROUND_HALF_UP)
    fits = ec_cube.with_tax(whole, rate) == price
    return str(whole if fits else exact.quantize(decimal.Decimal("0.01"), rounding=decimal.ROUND_HALF_UP))


def _picture(image: ProductImage) -> str:
    """The picture's name: whoever imports the file here again has it already."""
    return image.digest or image.drawing


def _picture_of(variant: Variant, images: Sequence[ProductImage]) -> str:
    return next((_picture(image) for image in images if image.pk == variant.picture_id), "")


def _moment(moment: dt.datetime | None) -> str:
    """A moment in Japan, exactly: imported again it changes nothing."""
    return timezone.localtime(moment).isoformat(sep=" ") if moment else ""


def _flag(is_so: bool) -> str:  # noqa: FBT001 - the value itself
    return "true" if is_so else "false"


_SHOPIFY_HEADING: Final = (
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Type",
    "Tags",
    "Published",
    *(f"Option{n} {part}" for n in (1, 2, 3) for part in ("Name", "Value")),
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Variant Barcode",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Variant Image",
    "Status",
)
_EC_CUBE_HEADING: Final = (
    "商品ID",
    "公開ステータス(ID)",
    "商品名",
    "商品説明(一覧)",
    "商品説明(詳細)",
    "商品削除フラグ",
    "商品画像",
    "商品カテゴリ(ID)",
    "商品カテゴリ(名称)",
    "タグ(名称)",
    "販売種別(ID)",
    "規格分類1(名称)",
    "規格分類2(名称)",
    "商品コード",
    "在庫数",
    "在庫数無制限フラグ",
    "通常価格",
    "販売価格",
    "税率",
)
_WRITERS: Final[dict[str, tuple[tuple[str, ...], Callable[[Product], Iterator[Cells]]]]] = {
    "ours": (ours.NAMES, _ours),
    "shopify": (_SHOPIFY_HEADING, _shopify),
    "ec-cube": (_EC_CUBE_HEADING, _ec_cube),
}
FORMATS: Final = frozenset(_WRITERS)
