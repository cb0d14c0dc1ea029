"""The carriers a shop can send with, and the times of day at which each of them delivers."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CARRIER_NAMES: Final[dict[str, str | Promise]] = {
    "yamato": _("Yamato Transport"),
    "sagawa": _("Sagawa Express"),
    "japan-post": _("Japan Post"),
}

SLOTS: Final[dict[str, str | Promise]] = {
    "": _("No preference"),
    "morning": _("Morning (until 12:00)"),
    "12-14": "12:00–14:00",
    "14-16": "14:00–16:00",
    "16-18": "16:00–18:00",
    "18-20": "18:00–20:00",
    "18-21": "18:00–21:00",
    "19-21": "19:00–21:00",
    "20-21": "20:00–21:00",
}
"""Every time of day that any carrier knows, so that an order of before is shown whatever is offered now."""

SLOTS_OF: Final = {
    # Each carrier's own page on delivery times: 時間帯お届けサービス, 時間帯指定サービス, 配達時間帯指定郵便.
    "yamato": ("morning", "14-16", "16-18", "18-20", "19-21"),
    "sagawa": ("morning", "12-14", "14-16", "16-18", "18-20", "18-21", "19-21"),
    "japan-post": ("morning", "12-14", "14-16", "16-18", "18-20", "19-21", "20-21"),
}
