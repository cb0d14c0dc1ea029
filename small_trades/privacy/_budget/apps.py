"""The count of openings as a Django app; the router keeps it in the database `keys`."""

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "small_trades.privacy._budget"
    label = "privacy_budget"
    default_auto_field = "django.db.models.BigAutoField"
