"""`/wishes/…`: the heart on product pages."""

from django.urls import path

from small_trades.shop.wishes import views

app_name = "wishes"
urlpatterns = [
    path("favourite/", views.favourite, name="favourite"),
    path("favourite/state/", views.state, name="state"),
]
