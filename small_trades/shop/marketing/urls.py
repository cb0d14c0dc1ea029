"""`/newsletter/…`: asking for it, confirming, stopping."""

from django.urls import path

from small_trades.shop.marketing import views

app_name = "marketing"
urlpatterns = [
    path("", views.subscribe, name="subscribe"),
    path("sent/", views.sent, name="sent"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("stop/<str:token>/", views.stop, name="stop"),
]
