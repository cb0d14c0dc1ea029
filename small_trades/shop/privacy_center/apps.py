"""The Django app of My information."""

from django.apps import AppConfig


class PrivacyCenterConfig(AppConfig):
    """Shows a person the ledger in plain words."""

    name = "small_trades.shop.privacy_center"
    label = "privacy_center"
    verbose_name = "My information"
