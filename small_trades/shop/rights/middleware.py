"""What a person finds where they stopped a use themselves: why it does not go on, and the way back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from small_trades import privacy
from small_trades.shop.site.pages import render


class StoppedMiddleware(MiddlewareMixin):
    """Answer 409 to a member whose own objection or stop refused what they wanted; nothing was done."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, or None where it was refused for another reason or to somebody else."""
        if not isinstance(exception, privacy.Refused) or getattr(request, "customer", None) is None:
            return None
        own = {privacy.RefusalReason.OBJECTED, privacy.RefusalReason.RESTRICTED}
        if exception.reason not in own:
            return None
        return render(request, "rights/stopped.html", {"back": reverse("privacy_center:stop")}, status=409)
