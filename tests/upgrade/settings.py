"""The shop's own settings, in a newer version: the products' migrations go further than here."""

from small_trades.config.settings import *  # noqa: F403 -- all of them

MIGRATION_MODULES = {"products": "tests.upgrade.newer"}
