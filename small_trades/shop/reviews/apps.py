"""The Django app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews by people who received what they write about."""

    name = "small_trades.shop.reviews"
    label = "reviews"
