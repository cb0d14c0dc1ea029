"""Whether a price that was asked before may stand beside the one that is asked now.

景品表示法 5(ii) and the Consumer Affairs Agency's guideline on double pricing (価格表示ガイドライン 第4の2):
the price compared with was asked for most of the eight weeks before, and until less than two weeks before the
lower one began. Here the eight weeks are those before today and not only those before the reduction: a
comparison ends after four weeks at the latest, since what is lowered for longer has become the usual price.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from django.utils import timezone

from small_trades.shop.pricing.shapes import PricedLine
from small_trades.shop.products.models import Variant
from small_trades.shop.promotions.models import AskedSpan, Campaign

EIGHT_WEEKS: Final = dt.timedelta(weeks=8)
MOST_OF_EIGHT_WEEKS: Final = dt.timedelta(weeks=4)
STILL_FRESH: Final = dt.timedelta(weeks=2)


class Verdict(StrEnum):
    """Whether a price may be compared with, and else why not."""

    SHOWN = "shown"
    NEVER_ASKED = "never-asked"
    NOT_LONG_ASKED = "not-long-asked"
    LONG_OVER = "long-over"
    NOT_HIGHER = "not-higher"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when a price was asked; without `until` it still is."""

    price: int
    since: dt.datetime
    until: dt.datetime | None


def honest_comparisons(lines: Iterable[PricedLine], variants: Mapping[int, int]) -> frozenset[int]:
    """The keys of the lines whose usual price may be shown; `variants` maps keys to variants' ids.

    No query without a campaign.
    """
    lowered = [line for line in lines if line.campaign is not None]
    if not lowered:
        return frozenset()
    began = dict(
        Campaign.objects.filter(pk__in={line.campaign for line in lowered}).values_list("pk", "starts_at")
    )
    found = spans_of(variants[line.key] for line in lowered)
    return frozenset(
        line.key
        for line in lowered
        if _verdict(line, found.get(variants[line.key], ()), began.get(line.campaign or 0)) is Verdict.SHOWN
    )


def reference_verdicts(variants: Mapping[int, int]) -> dict[int, Verdict]:
    """Whether the shop's own reference price of each variant that has one may stand beside so many yen."""
    rows = Variant.objects.filter(pk__in=variants, reference_price__isnull=False, is_suggested=False)
    references = dict(rows.values_list("pk", "reference_price"))
    found = spans_of(references)
    return {
        key: judge(price, variants[key], found.get(key, ()))
        for key, price in references.items()
        if price is not None
    }


def spans_of(variants: Iterable[int]) -> dict[int, tuple[Span, ...]]:
    """What was asked for these variants, the oldest first; one query, none for no variants."""
    wanted = set(variants)
    if not wanted:
        return {}
    rows = AskedSpan.objects.filter(variant__in=wanted).order_by("variant", "since", "pk")
    return {
        key: tuple(Span(row.price, row.since, row.until) for row in group)
        for key, group in groupby(rows, key=lambda row: row.variant_id)
    }


def judge(usual: int, asked: int, spans: Sequence[Span], began: dt.datetime | None = None) -> Verdict:
    """Whether `usual` yen may stand beside `asked` yen now; `began` is since when a campaign lowers it.

    A change that the hourly clock has not seen yet began just now.
    """
    now = timezone.now()
    if usual <= asked:
        return Verdict.NOT_HIGHER
    since = _began(asked, spans, began or now)
    held = [span for span in spans if span.price == usual and span.since < since]
    if not held:
        return Verdict.NEVER_ASKED
    last = max(_end(span, since) for span in held)
    if since - last >= STILL_FRESH:
        return Verdict.LONG_OVER
    from_then = now - EIGHT_WEEKS
    lengths = (max(_end(span, since) - max(span.since, from_then), dt.timedelta(0)) for span in held)
    if sum(lengths, dt.timedelta(0)) > MOST_OF_EIGHT_WEEKS:
        return Verdict.SHOWN
    return Verdict.LONG_OVER if last < now - MOST_OF_EIGHT_WEEKS else Verdict.NOT_LONG_ASKED


def _verdict(line: PricedLine, spans: Sequence[Span], began: dt.datetime | None) -> Verdict:
    """Options are no part of what was asked for the goods."""
    return judge(line.regular_price - line.options, line.unit_price - line.options, spans, began)


def _began(asked: int, spans: Sequence[Span], at_the_latest: dt.datetime) -> dt.datetime:
    """When the price of now began to be asked."""
    current = next((span for span in spans if span.until is None and span.price == asked), None)
    return min(current.since, at_the_latest) if current else at_the_latest


def _end(span: Span, at_the_latest: dt.datetime) -> dt.datetime:
    return min(span.until or at_the_latest, at_the_latest)
