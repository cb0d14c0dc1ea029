"""A member's favourites, and what they wait for."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from small_trades.shop.account.access import CustomerRequest, customer_required
from small_trades.shop.site.pages import render
from small_trades.shop.wishes.queries import favourites_page, waits_of


@require_GET
@customer_required
def favourites(request: CustomerRequest) -> HttpResponse:
    """What was marked, the latest first, each with a button that takes the mark off."""
    page = favourites_page(request.customer.subject, request.GET.get("page"), path=request.path)
    waits = waits_of(request.customer.subject)
    return render(request, "mypage/favourites.html", {"page": page, "waits": waits})
