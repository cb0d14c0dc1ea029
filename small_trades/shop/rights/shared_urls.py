"""The pages that members and proven people share, wrapped for one of them."""

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from small_trades.shop.rights.views import consenting, copying, correcting, deleting, stopping


def shared(wrap: Callable[[Any], Callable[..., HttpResponseBase]]) -> list[URLPattern]:
    """The addresses, each view wrapped by `place.for_members` or `place.for_proven`."""
    return [
        path("copy/", wrap(copying.copy), name="copy"),
        path("copy/<str:form>/", wrap(copying.copy_file), name="copy_file"),
        path("correct/", wrap(correcting.correct), name="correct"),
        path("correct/email/", wrap(correcting.correct_email), name="correct_email"),
        path("correct/email/code/", wrap(correcting.correct_email_code), name="correct_email_code"),
        path("correct/<str:kind>/<uuid:record_id>/", wrap(correcting.correct_record), name="correct_record"),
        path("stop/", wrap(stopping.stop), name="stop"),
        path("stop/all/", wrap(stopping.stop_all), name="stop_all"),
        path("stop/<str:purpose_id>/", wrap(stopping.stop_one), name="stop_one"),
        path("consents/", wrap(consenting.consents), name="consents"),
        path("consents/<str:purpose_id>/withdraw/", wrap(consenting.withdraw), name="withdraw"),
        path("consents/<uuid:consent_id>/receipt/", wrap(consenting.consent_receipt), name="consent_receipt"),
        path("delete/", wrap(deleting.delete), name="delete"),
        path("delete/code/", wrap(deleting.delete_code), name="delete_code"),
        path("delete/undo/", wrap(deleting.undo), name="undo"),
    ]
