"""What was asked and since when, as the hourly clock sees it, and what may be compared with it."""

import datetime as dt
import threading

import pytest
from django.db import connections
from django.utils import timezone

from small_trades.shop.products.models import Product, Variant
from small_trades.shop.products.tests.goods import a_product, variant_of
from small_trades.shop.promotions.actions.prices import note_asked_prices
from small_trades.shop.promotions.models import AskedSpan
from small_trades.shop.promotions.queries import Verdict, reference_verdicts
from small_trades.shop.promotions.tasks import note_prices
from small_trades.shop.promotions.tests.making import a_campaign, asked_for

pytestmark = pytest.mark.django_db


def spans() -> list[tuple[int, bool]]:
    """What was asked, and whether it still is, the oldest first."""
    return [(span.price, span.until is None) for span in AskedSpan.objects.order_by("pk")]


def test_a_price_is_noted_once_and_anew_when_it_moves() -> None:
    cup = variant_of(a_product(price=2200, days_old=90))
    long_ago = timezone.now() - dt.timedelta(days=60)
    assert (note_asked_prices(long_ago), note_asked_prices(timezone.now())) == (1, 0)
    assert AskedSpan.objects.get().since == long_ago
    for price in (2500, 2200):
        Variant.objects.filter(pk=cup.pk).update(price=price)
        note_prices.call()
    assert spans() == [(2200, False), (2500, False), (2200, True)]


@pytest.mark.django_db(transaction=True)
def test_workers_that_note_at_once_note_each_change_once() -> None:
    goods = [a_product(f"cup-{number}", price=2200) for number in range(20)]
    now = timezone.now()
    workers = 4

    def at_once() -> list[int]:
        noted: list[int] = []
        barrier = threading.Barrier(workers)

        def note() -> None:
            try:
                barrier.wait()
                noted.append(note_asked_prices(now))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=note) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(noted)

    assert at_once() == [0, 0, 0, len(goods)]
    Variant.objects.update(price=2500)
    assert at_once() == [0, 0, 0, len(goods)]
    assert sorted(spans()) == [(2200, False)] * len(goods) + [(2500, True)] * len(goods)


def test_what_a_campaign_asks_is_what_was_asked() -> None:
    cup = a_product(price=2200)
    note_prices.call()
    campaign = a_campaign(percent=10, products=[cup])
    note_prices.call()
    campaign.delete()
    note_prices.call()
    assert spans() == [(2200, False), (1980, False), (2200, True)]


def test_what_is_not_on_sale_is_not_asked() -> None:
    Product.objects.update(published_at=None)
    cup = a_product(price=2200)
    note_prices.call()
    Product.objects.filter(pk=cup.pk).update(published_at=None)
    a_product("draft", published_at=None)
    note_prices.call()
    assert spans() == [(2200, False)]


@pytest.mark.parametrize(
    ("began", "ended", "verdict"),
    [
        (90, 0, Verdict.SHOWN),
        (90, 13, Verdict.SHOWN),
        (29, 0, Verdict.SHOWN),
        (28, 0, Verdict.NOT_LONG_ASKED),
        (40, 13, Verdict.NOT_LONG_ASKED),
        (90, 27, Verdict.SHOWN),
        (90, 29, Verdict.LONG_OVER),
        (400, 300, Verdict.LONG_OVER),
        (None, None, Verdict.NEVER_ASKED),
    ],
)
def test_a_reference_price_was_asked_for_most_of_eight_weeks(
    began: int | None, ended: int | None, verdict: Verdict
) -> None:
    cup = variant_of(a_product(price=2200, reference_price=2800))
    if began is not None:
        asked_for(cup, price=2800, days=began, until=ended)
        asked_for(cup, days=ended or 0)
    assert reference_verdicts({cup.pk: 2200}) == {cup.pk: verdict}


def test_a_price_asked_until_two_weeks_before_the_lower_one_is_no_usual_price() -> None:
    cup = variant_of(a_product(price=2200, reference_price=2800))
    asked_for(cup, price=2800, days=70, until=15)
    asked_for(cup, price=2500, days=15, until=0)
    asked_for(cup, days=0)
    assert reference_verdicts({cup.pk: 2200}) == {cup.pk: Verdict.LONG_OVER}
    assert reference_verdicts({cup.pk: 2800}) == {cup.pk: Verdict.NOT_HIGHER}


def test_what_the_maker_suggests_needs_no_record() -> None:
    cup = variant_of(a_product(price=2200, reference_price=2800))
    Variant.objects.update(is_suggested=True)
    assert reference_verdicts({cup.pk: 2200}) == {}
