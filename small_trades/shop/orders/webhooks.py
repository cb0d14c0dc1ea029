"""Where payment providers report. Nothing they say is believed before the door has verified it."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from small_trades import privacy
from small_trades.shop.orders.actions.record_payment import record_payment

if TYPE_CHECKING:
    from small_trades.doors.payment.messages import PaymentEvent


@csrf_exempt  # a provider has no page of ours to send a token from; its signature is checked instead
@require_POST
def payment(request: HttpRequest, provider: str) -> HttpResponse:
    """Take one signed event. 200: taken, now or before. 400: not signed by the provider."""
    try:
        # One transaction: an event counts as handled only together with what it caused.
        with privacy.acting_as(privacy.Actor.system(f"orders.webhook.{provider}")), transaction.atomic():
            return HttpResponse(_take(request, provider), content_type="text/plain")
    except privacy.Replayed:
        return HttpResponse("repeated", content_type="text/plain")
    except privacy.Unverified:
        return HttpResponse("not verified", status=400, content_type="text/plain")


def _take(request: HttpRequest, provider: str) -> str:
    event: PaymentEvent = privacy.receive("payment", request.headers, request.body)
    if event.provider != provider:
        raise Http404
    return record_payment(event)
