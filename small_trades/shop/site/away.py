"""What everybody finds while the key broker is away: that nothing was done, and when to come back."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from small_trades import privacy
from small_trades.shop.site.pages import broken_page

RETRY_SECONDS: Final = 5
"""So long a broker takes to be started again."""


class AwayMiddleware(MiddlewareMixin):
    """Answer 503 where a page needs the key broker and it does not answer: nothing was opened."""

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, or None where something else is wrong."""
        if not isinstance(exception, privacy.BrokerAway):
            return None
        answer = broken_page(503)
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
        return answer
