"""Addresses below /demo/mailbox/."""

from django.urls import path

from small_trades.doors.mail.mailbox import views

app_name = "mailbox"

urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<str:letter>/", views.mail, name="mail"),
    path("<str:letter>/source.eml", views.eml, name="eml"),
]
