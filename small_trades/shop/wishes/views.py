"""The heart on a product page, and asking to be told when something is back.

A product page is public and knows nobody: its script asks here afterwards, and its link leads here.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from small_trades.shop.account import flow
from small_trades.shop.account.access import CustomerRequest, ShopRequest, customer_required
from small_trades.shop.account.throttles import TooManyError, count_mail
from small_trades.shop.kernel.text import one_line
from small_trades.shop.site.origin import is_from_here
from small_trades.shop.site.pages import error_page, render
from small_trades.shop.wishes import queries
from small_trades.shop.wishes.actions import favourites as actions
from small_trades.shop.wishes.actions import restock
from small_trades.shop.wishes.forms import RestockForm

UNAUTHORIZED, NOT_FOUND, UNPROCESSABLE = 401, 404, 422
LONGEST_SLUG = 80


@require_GET
def state(request: ShopRequest) -> HttpResponse:
    """Whether a member is signed in here, and has marked the product."""
    slug = one_line(request.GET.get("product", ""))[:LONGEST_SLUG]
    if request.customer is None:
        return JsonResponse({"is_favourite": False})
    return JsonResponse({"is_favourite": queries.is_favourite(request.customer.subject, slug)})


@csrf_exempt  # product pages are public and hold no token; another site's form is refused by its origin
@require_http_methods(["GET", "HEAD", "POST"])
def favourite(request: ShopRequest) -> HttpResponse:
    """Mark a product or take the mark off; somebody who is not signed in is asked to, and brought back."""
    if request.method != "POST":
        return redirect("mypage:favourites")
    if not is_from_here(request):
        raise PermissionDenied
    slug = one_line(request.POST.get("product", ""))[:LONGEST_SLUG]
    if request.customer is None:
        return _sign_in_first(request, slug)
    try:
        if request.POST.get("wanted") == "0":
            actions.unmark(request.customer.subject, slug)
        else:
            actions.mark(request.customer.subject, slug)
    except actions.NotOnSaleError:
        return _refused(request, NOT_FOUND, _("This is no longer sold."))
    except actions.TooManyFavouritesError:
        return _refused(request, UNPROCESSABLE, _("You have 300 favourites. Take one out first."))
    if _wants_json(request):
        return JsonResponse({"is_favourite": queries.is_favourite(request.customer.subject, slug)})
    return redirect("mypage:favourites")


@never_cache
@require_http_methods(["GET", "POST"])
def wait(request: ShopRequest, variant_id: int) -> HttpResponse:
    """Ask to be told when a variant is back: a member by one press, anybody else with an address."""
    item = queries.waited_for(variant_id)
    if item is None:
        return error_page(request, NOT_FOUND)
    form = RestockForm(request.POST or None)
    if request.method == "POST" and (request.customer is not None or form.is_valid()):
        try:
            if request.customer is not None:
                restock.wait_as_member(request.customer, variant_id, language=get_language() or "ja")
            else:
                email = form.address()
                count_mail(flow.caller(request, email.address))
                restock.wait(variant_id, email, language=get_language() or "ja")
        except TooManyError as limit:
            return flow.too_many(request, "wishes/wait.html", form, limit, item=item)
        except restock.NothingToWaitForError:
            return redirect("products:product", slug=item.slug)
        return redirect("wishes:waiting")
    return render(request, "wishes/wait.html", {"item": item, "form": form})


@never_cache
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Say what happens next; the same for everybody."""
    return render(request, "wishes/waiting.html")


@require_POST
@customer_required
def stop_waiting(request: CustomerRequest, wait_id: UUID) -> HttpResponse:
    """A member waits no longer."""
    restock.stop_waiting(request.customer, wait_id)
    return redirect("mypage:favourites")


def _sign_in_first(request: HttpRequest, slug: str) -> HttpResponse:
    back = reverse("products:list") if not slug.isascii() else f"{reverse('products:list')}{slug}/"
    address = f"{reverse('account:login')}?{urlencode({'next': back})}"
    if _wants_json(request):
        return JsonResponse({"login": address}, status=UNAUTHORIZED)
    return redirect(address)


def _refused(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"problem": sentence}, status=status)
    return redirect("mypage:favourites")


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
