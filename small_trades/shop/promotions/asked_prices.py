"""What campaigns make of the prices of the catalogue: found by products, which know nothing of campaigns."""

from collections.abc import Callable, Iterable, Sequence

from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.pricing.price import lowest
from small_trades.shop.pricing.shapes import Campaign, Line
from small_trades.shop.products.asked import Asked, Lowering
from small_trades.shop.products.models import Variant
from small_trades.shop.promotions.queries.honesty import Span, Verdict, judge, spans_of
from small_trades.shop.promotions.queries.running import Notes, above, notes, running_campaigns


def asked(variants: Iterable[Variant]) -> dict[int, Asked]:
    """What is asked for each variant, by its id; one query for campaigns, four more while some run."""
    wanted = list(variants)
    campaigns = [campaign for campaign in running_campaigns() if campaign.off]
    named = notes(campaign.id for campaign in campaigns) if campaigns else {}
    shelves = _shelves(wanted, campaigns)
    lowered = {each.pk: lowest(_line(each, shelves), campaigns) for each in wanted}
    compares = [each for each in wanted if _has_own_reference(each) or lowered[each.pk][1] is not None]
    spans = spans_of(each.pk for each in compares)
    return {each.pk: _asked(each, lowered[each.pk], named, spans.get(each.pk, ())) for each in wanted}


def lowering() -> Lowering | None:
    """As `products.asked.lowering`: a campaign never makes the dearer variant the cheaper one."""
    campaigns = [campaign for campaign in running_campaigns() if campaign.off]
    if not campaigns:
        return None
    upward = above()

    def lower(product: int, category: int, price: int) -> int:
        line = Line(
            key=0,
            unit_price=price,
            quantity=1,
            rate=TaxRate.STANDARD,
            product=product,
            categories=upward(category),
        )
        return lowest(line, campaigns)[0]

    return lower


def _has_own_reference(variant: Variant) -> bool:
    return bool(variant.reference_price) and not variant.is_suggested


def _shelves(wanted: Iterable[Variant], campaigns: Iterable[Campaign]) -> dict[int, frozenset[int]]:
    """For each product its categories, asked for only where some campaign looks at them."""
    if not any(campaign.scope.categories for campaign in campaigns):
        return {}
    upward: Callable[[int], frozenset[int]] = above()
    return {each.product_id: upward(each.product.category_id) for each in wanted}


def _line(variant: Variant, shelves: dict[int, frozenset[int]]) -> Line:
    return Line(
        key=variant.pk,
        unit_price=variant.price,
        quantity=1,
        rate=TaxRate(variant.tax_rate),
        product=variant.product_id,
        categories=shelves.get(variant.product_id, frozenset()),
    )


def _asked(variant: Variant, lowered: tuple[int, int | None], named: Notes, spans: Sequence[Span]) -> Asked:
    price, campaign = lowered
    note = named.get(campaign) if campaign is not None else None
    reference = variant.reference_price or 0
    candidates = [
        (variant.price, note.starts_at if note else None),
        (0 if variant.is_suggested else reference, None),
    ]
    usual = next((yen for yen, began in candidates if judge(yen, price, spans, began) is Verdict.SHOWN), None)
    suggested = reference if variant.is_suggested and reference > price else None
    return Asked(price, usual, suggested, note)
