"""The Django app of customer accounts."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """Customers, their addresses and their sign-ins."""

    name = "small_trades.shop.account"
    label = "account"
    verbose_name = "Customer accounts"
    default_auto_field = "django.db.models.BigAutoField"
