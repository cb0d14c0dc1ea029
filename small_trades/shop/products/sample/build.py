"""Small helpers that keep the product files readable as text."""

from small_trades.shop.products.sample.shapes import SampleAxis, SampleAxisValue, SampleVariant


def prose(*paragraphs: str, facts: tuple[str, ...] = ()) -> str:
    """Markdown: the paragraphs, then the facts as a list."""
    blocks = [*paragraphs]
    if facts:
        blocks.append("\n".join(f"- {fact}" for fact in facts))
    return "\n\n".join(blocks)


def axis(slug: str, name_ja: str, name_en: str, **values: tuple[str, str]) -> SampleAxis:
    """`axis("size", "大きさ", "Size", large=("大", "Large"))`; keywords become slugs, `_` as `-`."""
    return SampleAxis(
        slug=slug,
        name_ja=name_ja,
        name_en=name_en,
        values=tuple(
            SampleAxisValue(slug=value.replace("_", "-"), name_ja=ja, name_en=en)
            for value, (ja, en) in values.items()
        ),
    )


def single(
    code: str, price: int, *, stock: int, weight_g: int, reference_price: int | None = None
) -> tuple[SampleVariant, ...]:
    """The one variant of a product that has no choices; it shares the product's code."""
    return (
        SampleVariant(
            sku=code,
            name_ja="一点",
            name_en="One piece",
            price=price,
            reference_price=reference_price,
            stock=stock,
            weight_g=weight_g,
        ),
    )


def chosen(
    code: str,
    on: SampleAxis,
    value: str,
    price: int,
    *,
    stock: int,
    weight_g: int,
    reference_price: int | None = None,
) -> SampleVariant:
    """A variant chosen on one axis: named as the value, with the SKU `<code>-<VALUE>`."""
    named = next(choice for choice in on.values if choice.slug == value)
    return SampleVariant(
        sku=f"{code}-{value.upper()}",
        name_ja=named.name_ja,
        name_en=named.name_en,
        price=price,
        reference_price=reference_price,
        stock=stock,
        weight_g=weight_g,
        axis={on.slug: value},
    )
