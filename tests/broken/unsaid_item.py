"""The shop whose published English text no longer mentions the telephone number."""

from small_trades.config import settings
from small_trades.config.settings import *  # noqa: F403 -- everything else as it is


def english() -> str:
    """The text without the anchor of one declared item."""
    return str(settings.PRIVACY["TEXTS"]["en"].read_text("utf-8")).replace("{#2c-telephone}", "")


PRIVACY = {**settings.PRIVACY, "TEXTS": {**settings.PRIVACY["TEXTS"], "en": english}}
