"""Which inquiries a browser may see: ids in its session, put there by sending or by proving to know one."""

from uuid import UUID

from django.http import HttpRequest

from small_trades import privacy
from small_trades.shop.account.access import ShopRequest
from small_trades.shop.inquiries import queries
from small_trades.shop.inquiries.queries import InquiryThread

SESSION_KEY = "inquiries"
MOST = 20


def grant(request: HttpRequest, inquiry_id: UUID) -> None:
    """Let this browser see an inquiry until its session ends, whose key is new: nobody else knows it."""
    request.session.cycle_key()
    known = [known for known in request.session.get(SESSION_KEY, []) if known != str(inquiry_id)]
    request.session[SESSION_KEY] = [*known, str(inquiry_id)][-MOST:]


def visible_thread(request: ShopRequest, code: str) -> InquiryThread | None:
    """The inquiry of this code, if this browser was granted it or its signed-in customer sent it."""
    # The customer is asked for first, so that a member's own look is not recorded as a stranger's.
    customer = request.customer
    granted = [UUID(known) for known in request.session.get(SESSION_KEY, [])]
    found = queries.thread_among(granted, code)
    if found is None:
        return queries.thread_of(customer.pk, code) if customer is not None else None
    # What was sent before signing in is another person's to the member.
    privacy.proved(found.subject)
    return found
