"""Addresses below /checkout/."""

from django.urls import path

from small_trades.shop.checkout import several_views, views

app_name = "checkout"

urlpatterns = [
    path("", views.next_one, name="next"),
    path("details/", views.details, name="details"),
    path("several/", several_views.several, name="several"),
    path("several/new/", several_views.other_address, name="new_address"),
    path("several/<int:number>/", several_views.other_address, name="other_address"),
    path("delivery/", views.delivery, name="delivery"),
    path("payment/", views.payment, name="payment"),
    path("confirm/", views.confirm, name="confirm"),
    path("thanks/", views.thanks, name="thanks"),
]
