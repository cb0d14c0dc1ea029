"""The whole URL map. Japanese at `/…`, English at `/en/…`; the first segment is the name of the app."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from small_trades.config.metrics import metrics

handler400 = "small_trades.shop.site.views.bad_request"
handler403 = "small_trades.shop.site.views.permission_denied"
handler404 = "small_trades.shop.site.views.page_not_found"
handler500 = "small_trades.shop.site.views.server_error"

pages_in_both_languages = [
    path("", include("small_trades.shop.products.urls")),
    path("", include("small_trades.shop.pages.urls")),
    path("cart/", include("small_trades.shop.cart.urls")),
    path("checkout/", include("small_trades.shop.checkout.urls")),
    path("orders/", include("small_trades.shop.orders.urls")),
    # Before the account's own: a registration is confirmed where no refusal stands against it.
    path("", include("small_trades.shop.misuse.urls")),
    path("account/", include("small_trades.shop.account.urls")),
    path("mypage/information/", include("small_trades.shop.privacy_center.urls")),
    path("mypage/", include("small_trades.shop.mypage.urls")),
    path("returns/", include("small_trades.shop.returns.urls")),
    path("inquiries/request/", include("small_trades.shop.rights.urls")),
    path("inquiries/", include("small_trades.shop.inquiries.urls")),
    path("provisions/", include("small_trades.shop.provisions.urls")),
    path("wishes/", include("small_trades.shop.wishes.urls")),
    path("reviews/", include("small_trades.shop.reviews.urls")),
    path("newsletter/", include("small_trades.shop.marketing.urls")),
    path("desk/", include("small_trades.shop.desk.urls")),
]
if settings.SMALL_TRADES.is_demo:
    pages_in_both_languages += [
        path("demo/mailbox/", include("small_trades.doors.mail.mailbox.urls")),
        path("demo/pay/", include("small_trades.doors.payment.sandbox.urls")),
    ]

urlpatterns = [
    path("metrics", metrics, name="metrics"),
    path("", include("small_trades.shop.site.urls")),
    path("media/", include("small_trades.shop.products.media_urls")),
    path("api/", include("small_trades.shop.api.urls")),
    path("feeds/", include("small_trades.shop.feeds.urls")),
    path("webhooks/", include("small_trades.shop.orders.webhook_urls")),
    *i18n_patterns(*pages_in_both_languages, prefix_default_language=False),
]
