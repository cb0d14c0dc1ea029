"""Home, lists and product pages: all public."""

from django.urls import path

from small_trades.shop.products import views

app_name = "products"
urlpatterns = [
    path("", views.home, name="home"),
    path("products/", views.listing, name="list"),
    path("products/search/suggestions/", views.suggestions, name="suggestions"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("categories/<slug:slug>/", views.category, name="category"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
]
