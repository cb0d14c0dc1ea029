"""Addresses below /demo/pay/."""

from django.urls import path

from small_trades.doors.payment.sandbox import views

app_name = "payment_sandbox"

urlpatterns = [
    path("<uuid:session_id>/", views.page, name="page"),
    path("<uuid:session_id>/challenge/", views.challenge, name="challenge"),
]
