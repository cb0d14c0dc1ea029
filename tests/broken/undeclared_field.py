"""The shop with an app whose model has an e-mail address that nobody declared."""

from small_trades.config import settings
from small_trades.config.settings import *  # noqa: F403 -- everything else as it is

INSTALLED_APPS = [*settings.INSTALLED_APPS, "tests.broken.brought"]
