"""My information: what is held, every use, every provision, and what a member can ask for."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from small_trades.shop.account.access import CustomerRequest, customer_required
from small_trades.shop.privacy_center import queries
from small_trades.shop.site.pages import render


@require_GET
@customer_required
def information(request: CustomerRequest) -> HttpResponse:
    """What is held, where it came from, and what was done last."""
    page = queries.information(request.customer)
    return render(request, "privacy_center/information.html", {"page": page})


@require_GET
@customer_required
def uses(request: CustomerRequest) -> HttpResponse:
    """Every use, by day."""
    found = queries.uses_page(
        request.customer,
        kind=request.GET.get("kind"),
        number=request.GET.get("page"),
        path=reverse("privacy_center:uses"),
    )
    return render(request, "privacy_center/uses.html", {"uses": found})


@require_GET
@customer_required
def provisions(request: CustomerRequest) -> HttpResponse:
    """To whom it went."""
    return render(request, "privacy_center/provisions.html", {"days": queries.provisions(request.customer)})


@require_GET
@customer_required
def copy(request: CustomerRequest) -> HttpResponse:
    """How to get a copy."""
    return render(request, "privacy_center/copy.html")


@require_GET
@customer_required
def stop(request: CustomerRequest) -> HttpResponse:
    """How to have a use stopped."""
    return render(request, "privacy_center/stop.html")


@require_GET
@customer_required
def delete(request: CustomerRequest) -> HttpResponse:
    """How to have everything deleted."""
    return render(request, "privacy_center/delete.html")
