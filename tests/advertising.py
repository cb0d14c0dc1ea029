"""A shop that uses an advertising service, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.conf import settings
from django.test import override_settings

from small_trades.config.ads import AdSettings
from small_trades.shop.site.actions import forget_public_content

ORIGIN = "https://ads.example"
GOOGLE = AdSettings("google", "AW-123456789")
NEUTRAL = AdSettings("neutral", "komorebi", ORIGIN, "株式会社こだま広告", "JP", f"{ORIGIN}/refuse")


@contextmanager
def advertising_with(ads: AdSettings) -> Iterator[None]:
    """The shop as if the trader had named this service in the settings; no page is kept across."""
    forget_public_content()
    with override_settings(SMALL_TRADES=replace(settings.SMALL_TRADES, ads=ads)):
        yield
    forget_public_content()
