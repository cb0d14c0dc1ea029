"""Addresses for machines and browsers. They have no language."""

from django.conf import settings
from django.urls import path

from small_trades.shop.site import views

app_name = "site"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(".well-known/security.txt", views.security_txt, name="security.txt"),
    path(".well-known/change-password", views.change_password, name="change-password"),
    path(".well-known/passkey-endpoints", views.passkey_endpoints, name="passkey-endpoints"),
    path(".well-known/webauthn", views.webauthn_origins, name="webauthn"),
    path(".well-known/gpc.json", views.gpc, name="gpc"),
]
if settings.SMALL_TRADES.is_demo:
    urlpatterns += [
        path("demo/style/", views.style, name="style"),
        path("en/demo/style/", views.style, name="style-en"),
    ]
