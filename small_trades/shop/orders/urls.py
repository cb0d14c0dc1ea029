"""Addresses below /orders/."""

from django.urls import path

from small_trades.shop.orders import views

app_name = "orders"

urlpatterns = [
    path("", views.find, name="find"),
    path("<str:code>/", views.order, name="order"),
    path("<str:code>/cancel/", views.cancel, name="cancel"),
    path("<str:code>/again/", views.again, name="again"),
    path("<str:code>/pay/", views.pay, name="pay"),
    path("<str:code>/document/", views.document, name="document"),
]
