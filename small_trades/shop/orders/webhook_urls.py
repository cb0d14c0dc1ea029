"""Addresses below /webhooks/: for programs, in no language."""

from django.urls import path

from small_trades.shop.orders import webhooks

app_name = "webhooks"

urlpatterns = [path("payment/<slug:provider>/", webhooks.payment, name="payment")]
