"""The Django app of My Page."""

from django.apps import AppConfig


class MyPageConfig(AppConfig):
    """Composes account, orders and inquiries into one place."""

    name = "small_trades.shop.mypage"
    label = "mypage"
    verbose_name = "My Page"
