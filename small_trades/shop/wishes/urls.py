"""`/wishes/…`: the heart on product pages, and waiting for something to be back."""

from django.urls import path

from small_trades.shop.site import converters  # noqa: F401 - registers `row`
from small_trades.shop.wishes import views

app_name = "wishes"
urlpatterns = [
    path("favourite/", views.favourite, name="favourite"),
    path("favourite/state/", views.state, name="state"),
    path("restock/asked/", views.waiting, name="waiting"),
    path("restock/<row:variant_id>/", views.wait, name="wait"),
    path("restock/<uuid:wait_id>/stop/", views.stop_waiting, name="stop_waiting"),
]
