"""`/provisions/…`: what a customer consents to about an order."""

from django.urls import path

from small_trades.shop.provisions import views

app_name = "provisions"
urlpatterns = [path("maker/<str:code>/", views.maker, name="maker")]
