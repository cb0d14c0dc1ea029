"""`/feeds/…`. They have no language in their path; `?lang=en` asks for English."""

from django.urls import path

from small_trades.shop.feeds import views

app_name = "feeds"
urlpatterns = [
    path("google.xml", views.google, name="google"),
    path("news.xml", views.news, name="news"),
]
