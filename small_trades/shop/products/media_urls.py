"""The files of pictures. They have no language."""

from django.urls import path

from small_trades.shop.products import views

app_name = "media"
urlpatterns = [path("pictures/<slug:folder>/<str:name>", views.picture, name="picture")]
