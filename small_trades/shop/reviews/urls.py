"""`/reviews/…`: writing about what was received, for whoever may see the order."""

from django.urls import path

from small_trades.shop.reviews import views

app_name = "reviews"
urlpatterns = [
    path("<str:code>/<int:position>/", views.review, name="review"),
    path("<str:code>/<int:position>/withdraw/", views.withdraw, name="withdraw"),
]
