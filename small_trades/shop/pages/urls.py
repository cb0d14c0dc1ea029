"""The addresses of the pages of words."""

from django.urls import path

from small_trades.shop.pages import views

app_name = "pages"
urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("privacy/versions/", views.privacy_versions, name="privacy_versions"),
    path("privacy/v/<int:number>/", views.privacy_version, name="privacy_version"),
    path("privacy/outside-services/", views.outside_services, name="outside_services"),
    path("privacy/outside-services/setting/", views.outside_setting, name="outside_setting"),
    path("privacy/outside-services/choose/", views.outside_choose, name="outside_choose"),
    path("privacy/outside-services/tag.json", views.outside_tag, name="outside_tag"),
    path("privacy/safety/", views.safety, name="safety"),
    path("terms/", views.terms, name="terms"),
    path("legal/", views.legal, name="legal"),
    path("about/", views.about, name="about"),
    path("news/", views.news, name="news"),
]
