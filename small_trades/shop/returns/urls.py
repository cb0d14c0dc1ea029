"""`/returns/…`: what a customer asks to send back."""

from django.urls import path

from small_trades.shop.returns import views

app_name = "returns"
urlpatterns = [
    path("<str:code>/", views.ask, name="ask"),
    path("<str:code>/words/<uuid:request_id>/", views.words, name="words"),
]
