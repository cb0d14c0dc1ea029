"""The app's name for Django."""

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    """Coupons, campaigns and points."""

    name = "small_trades.shop.promotions"
    label = "promotions"
