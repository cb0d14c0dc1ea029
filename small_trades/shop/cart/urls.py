"""The cart and what is done with it."""

from django.urls import path

from small_trades.shop.cart import views

app_name = "cart"
urlpatterns = [
    path("", views.cart, name="cart"),
    path("add/", views.add, name="add"),
    path("update/", views.update, name="update"),
    path("count/", views.count, name="count"),
]
