"""`/appeal/…`, and the step of a registration at which a refusal is told."""

from django.urls import path

from small_trades.shop.misuse import views

app_name = "misuse"

urlpatterns = [
    path("appeal/<str:code>/", views.appeal, name="appeal"),
    path("account/verify/", views.verify, name="verify"),
]
