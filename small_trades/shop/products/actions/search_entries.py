"""The search entries of products, written whenever a product or its maker changes."""

from collections.abc import Iterable

from small_trades.shop.products.markdown import to_text
from small_trades.shop.products.models import Product, SearchEntry
from small_trades.shop.products.search_text import fold, search_texts

_COLUMNS = ["names", "text", "grams", "order_ja", "order_en"]
_AT_ONCE = 500


def index_products(product_ids: Iterable[int]) -> None:
    """Write what search knows of these products, as they are now, in the caller's transaction."""
    products = (
        Product.objects.filter(pk__in=list(product_ids))
        .select_related("maker", "category", "category__parent")
        .prefetch_related("tags", "variants")
    )
    SearchEntry.objects.bulk_create(
        [_entry(product) for product in products],
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["product"],
        update_fields=_COLUMNS,
    )


def _entry(product: Product) -> SearchEntry:
    codes = [product.code, *(variant.sku for variant in product.variants.all())]
    texts = search_texts(
        names=[product.name_ja, product.name_en, product.reading, *codes], others=_others(product)
    )
    return SearchEntry(
        product=product,
        names=texts.names,
        text=texts.text,
        grams=texts.grams,
        order_ja=fold(product.reading or product.name_ja)[:200],
        order_en=fold(product.name_en or product.name_ja)[:200],
    )


def _others(product: Product) -> list[str]:
    """Everything else a visitor may search for, in both languages."""
    maker, shelf, above = product.maker, product.category, product.category.parent
    shelves = [shelf, above] if above else [shelf]
    return [
        maker.name_ja,
        maker.name_en,
        maker.reading,
        *(name for one in shelves for name in (one.name_ja, one.name_en)),
        *(name for tag in product.tags.all() for name in (tag.name_ja, tag.name_en)),
        *(name for variant in product.variants.all() for name in (variant.name_ja, variant.name_en)),
        maker.place_ja,
        maker.place_en,
        product.summary_ja,
        product.summary_en,
        to_text(product.description_ja),
        to_text(product.description_en),
    ]
