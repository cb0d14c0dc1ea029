"""`/inquiries/request/…`: the rights of people without an account, and receipts of deletions."""

from django.urls import path

from small_trades.shop.rights.place import for_proven
from small_trades.shop.rights.shared_urls import shared
from small_trades.shop.rights.views import deleting, proving

app_name = "rights"
urlpatterns = [
    path("", proving.request_page, name="request"),
    path("code/", proving.prove_page, name="prove"),
    path("records/", for_proven(proving.records_page), name="records"),
    path("receipts/<str:code>/", deleting.receipt, name="receipt"),
    *shared(for_proven),
]
