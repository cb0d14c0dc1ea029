"""Figures for Prometheus at `/metrics`: how much, how fast, how long waiting; never about a person.

Requests are counted by the name of their view, so no address is ever a label; public pages that are answered
from memory do not come this far. Several web processes count together through files in the data folder
(`prometheus_client`'s multiprocess mode).
https://prometheus.io/docs/practices/naming/
"""

import ipaddress
import os
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from small_trades import privacy

NONE: Final = "none"
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
REQUESTS = Counter("small_trades_requests", "Requests answered", ["view", "method", "status"], registry=None)
DURATION = Histogram(
    "small_trades_request_seconds", "Time until an answer was ready", ["view"], buckets=SECONDS, registry=None
)
SPANS_MADE = Counter("small_trades_spans_made", "Spans made for the collector", registry=None)
SPANS_SENT = Counter(
    "small_trades_spans_sent", "Spans the collector took; the rest is dropped", registry=None
)
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class MetricsMiddleware:
    """Counts every answer by its view's name."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and count it."""
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match is not None else NONE
        REQUESTS.labels(view, request.method or NONE, str(response.status_code)).inc()
        DURATION.labels(view).observe(time.perf_counter() - started)
        return response


class ShopCollector(Collector):
    """What the stores know, asked for at each scrape. Counts only; nothing is opened."""

    def collect(self) -> Iterable[Metric]:
        """Orders, payments, tasks, the ledger and the keys."""
        from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - needs the apps

        from small_trades.shop.orders.models import Order, Payment  # noqa: PLC0415
        from small_trades.shop.products.models import Variant  # noqa: PLC0415

        yield _by("small_trades_orders", "Orders by state", "state", Order.objects.values_list("state"))
        yield _by("small_trades_payments", "Payments by state", "state", Payment.objects.values_list("state"))
        yield _by(
            "small_trades_tasks", "Tasks by status", "status", DBTaskResult.objects.values_list("status")
        )
        oldest = DBTaskResult.objects.ready().aggregate(at=Min("enqueued_at"))["at"]
        waits = (timezone.now() - oldest).total_seconds() if oldest is not None else 0.0
        yield _one("small_trades_task_wait_seconds", "How long the oldest task has waited", waits)
        sold_out = Variant.objects.filter(is_sold=True, available=0).count()
        yield _one("small_trades_variants_sold_out", "Variants on sale of which nothing is left", sold_out)
        yield _one("small_trades_ledger_rows", "Rows of the ledger", privacy.ledger.size())
        for epoch in privacy.keys_status().epochs:
            if epoch.is_current:
                age = (timezone.now() - epoch.made_at).total_seconds()
                yield _one("small_trades_key_age_seconds", "Age of the key-encryption key", age)


def _by(name: str, words: str, label: str, rows: QuerySet[Any, Any]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    for value, count in rows.annotate(count=Count("pk")).order_by():
        family.add_metric([value], count)
    return family


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for this machine or with the token; for anybody else there is no such page."""
    if not _may_read(request):
        raise Http404
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the library's own
    else:
        for own in (REQUESTS, DURATION, SPANS_MADE, SPANS_SENT):
            registry.register(own)
    registry.register(ShopCollector())
    body = generate_latest(registry)
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _may_read(request: HttpRequest) -> bool:
    token = settings.SMALL_TRADES.metrics_token
    if token:
        given = request.headers.get("Authorization", "")
        return constant_time_compare(given, f"Bearer {token}")
    # A proxy on this machine makes every visitor look local: then only the token counts.
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
