"""Addresses below /checkout/."""

from django.urls import path

from small_trades.shop.checkout import views

app_name = "checkout"

urlpatterns = [
    path("", views.next_one, name="next"),
    path("details/", views.details, name="details"),
    path("delivery/", views.delivery, name="delivery"),
    path("payment/", views.payment, name="payment"),
    path("confirm/", views.confirm, name="confirm"),
    path("thanks/", views.thanks, name="thanks"),
]
