"""`/mypage/information/…`: what is held about a member, and what was done with it."""

from django.urls import path

from small_trades.shop.privacy_center import views
from small_trades.shop.rights.place import for_members
from small_trades.shop.rights.shared_urls import shared

app_name = "privacy_center"
urlpatterns = [
    path("", views.information, name="information"),
    path("uses/", views.uses, name="uses"),
    path("uses/list.csv", views.uses_csv, name="uses_csv"),
    path("uses/list.json", views.uses_json, name="uses_json"),
    path("uses/<str:number>/proof/", views.use_proof, name="use_proof"),
    path("provisions/", views.provisions, name="provisions"),
    *shared(for_members),
]
