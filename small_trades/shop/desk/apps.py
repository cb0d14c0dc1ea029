"""The Django app of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """`desk`: staff and their screens."""

    name = "small_trades.shop.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
