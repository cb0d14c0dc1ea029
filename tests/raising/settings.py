"""The shop's own settings, and its URLs with those pages."""

from small_trades.config.settings import *  # noqa: F403 -- all of them

ROOT_URLCONF = "tests.raising.urls"
