"""The app's name for Django."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Products, variants, categories, makers, images, stock, search."""

    name = "small_trades.shop.products"
    label = "products"
