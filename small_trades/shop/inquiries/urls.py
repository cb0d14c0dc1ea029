"""`/inquiries/…`: writing to the shop."""

from django.urls import path

from small_trades.shop.inquiries import views

app_name = "inquiries"
urlpatterns = [
    path("", views.new, name="new"),
    path("find/", views.find, name="find"),
    path("<str:code>/", views.thread, name="thread"),
    path("<str:code>/files/<uuid:file_id>/", views.file, name="file"),
]
