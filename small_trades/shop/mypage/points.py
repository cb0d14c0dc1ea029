"""A member's points: how many, until when, and what happened to them."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.shop.account.access import CustomerRequest, customer_required
from small_trades.shop.promotions import queries
from small_trades.shop.site.pages import render
from small_trades.shop.site.paging import Paging

PER_PAGE = 20


@require_GET
@customer_required
def points(request: CustomerRequest) -> HttpResponse:
    """The balance, what ends soon, and every entry; the shop's reasons are opened to be shown."""
    subject = request.customer.subject
    count = queries.count_entries(subject)
    paging = Paging.of(request.GET.get("page"), per_page=PER_PAGE, total=count, path=request.path)
    page = queries.points_page(subject, start=paging.start, stop=paging.stop)
    reasons = privacy.use([entry.reason for entry in page.entries], purpose=ACCOUNT_DISPLAY)
    context = {
        "page": page,
        "entries": list(zip(page.entries, reasons, strict=True)),
        "paging": paging,
        "rules": queries.rules(),
    }
    return render(request, "mypage/points.html", context)
