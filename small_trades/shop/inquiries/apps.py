"""The Django app."""

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    """Inquiries and requests about one's own information."""

    name = "small_trades.shop.inquiries"
    label = "inquiries"
