"""The shop's URLs, and `/raising/…`."""

from django.urls import path

from small_trades.config import urls
from tests.raising import views

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    path("raising/view/", views.view),
    path("raising/atomic/", views.atomic),
    path("raising/database/", views.database),
    path("raising/counted/", views.counted),
    path("raising/logged/", views.logged),
    path("raising/template/", views.template),
    path("raising/streaming/", views.streaming),
    path("raising/endless/", views.endless),
    path("raising/quiet/", views.quiet),
    *urls.urlpatterns,
]
