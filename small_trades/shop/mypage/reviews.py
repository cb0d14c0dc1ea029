"""A member's reviews."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from small_trades.shop.account.access import CustomerRequest, customer_required
from small_trades.shop.reviews.queries import reviews_of
from small_trades.shop.site.pages import render


@require_GET
@customer_required
def reviews(request: CustomerRequest) -> HttpResponse:
    """What the member wrote and how it stands, each with the way to change or delete it."""
    return render(request, "mypage/reviews.html", {"reviews": reviews_of(request.customer.subject)})
