"""Writing to the shop, and reading what it answered."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.shop.account import queries as accounts
from small_trades.shop.account.access import ShopRequest
from small_trades.shop.account.fields import PersonalForm
from small_trades.shop.account.flow import say_limit
from small_trades.shop.account.throttles import (
    Caller,
    TooManyError,
    count_mail,
    count_sign_in,
    forgive_sign_in,
)
from small_trades.shop.inquiries import access, actions, queries
from small_trades.shop.inquiries.file_response import file_response
from small_trades.shop.inquiries.files import LARGEST_TOGETHER
from small_trades.shop.inquiries.forms import FindInquiryForm, InquiryForm, ReplyForm, prefilled
from small_trades.shop.inquiries.queries import InquiryThread, SaidMessage
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render
from small_trades.shop.site.uploads import takes_files

SENT = flash.declare(
    "inquiry-sent", gettext_lazy("Your inquiry has arrived. We have sent you a mail with its code.")
)
REPLIED = flash.declare("inquiry-replied", gettext_lazy("Your message has arrived."))


@require_http_methods(["GET", "POST"])
@takes_files(most_bytes=LARGEST_TOGETHER)
def new(request: ShopRequest) -> HttpResponse:
    """Take an inquiry from anybody; members find their name and address filled in."""
    if request.method == "POST":
        form = InquiryForm(request.POST, request.FILES)
        if form.is_valid() and _may_write(request, form):
            opened = actions.open_inquiry(
                form.inquiry(), language=get_language() or "ja", customer=request.customer
            )
            access.grant(request, opened.id)
            flash.add(request, SENT)
            return redirect("inquiries:thread", code=opened.code)
    else:
        form = InquiryForm(initial=_prefill(request))
    return render(request, "inquiries/new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def find(request: ShopRequest) -> HttpResponse:
    """Ask for code and e-mail address, and lead to the inquiry where both are right."""
    form = FindInquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = _find(request, form)
        if found is not None:
            return found
    return render(request, "inquiries/find.html", {"form": form, "unsent": ""})


@require_http_methods(["GET", "POST"])
@takes_files(most_bytes=LARGEST_TOGETHER)
def thread(request: ShopRequest, code: str) -> HttpResponse:
    """An inquiry and a form to write again; strangers are asked the same whether there is such an inquiry."""
    page = access.visible_thread(request, code)
    if page is None:
        asked = {"form": FindInquiryForm(initial={"code": code}), "unsent": request.POST.get("text", "")}
        return render(request, "inquiries/find.html", asked)
    form = ReplyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _may_try(request, form, f"inquiry reply {page.code}"):
        actions.reply(page.id, form.message(), way=replace(actions.PAGE, files=form.sent_files()))
        flash.add(request, REPLIED)
        return redirect("inquiries:thread", code=page.code)
    context = {"thread": page, "said": _said(page), "form": form, "file_address": _addresses(page.code)}
    return render(request, "inquiries/thread.html", context)


@require_GET
def file(request: ShopRequest, code: str, file_id: UUID) -> HttpResponse:
    """One file of an inquiry, for whoever may see that; others are asked who they are on its page."""
    page = access.visible_thread(request, code)
    if page is None:
        return redirect("inquiries:thread", code=code)
    found = queries.file_in(page.id, file_id)
    if found is None:
        raise Http404
    label, content = privacy.use((found.label, found.content), purpose=ACCOUNT_DISPLAY)
    return file_response(found.kind, label, content)


def _said(page: InquiryThread) -> tuple[SaidMessage, ...]:
    return queries.said(page, privacy.use(queries.sealed_in(page), purpose=ACCOUNT_DISPLAY))


def _addresses(code: str) -> Callable[[UUID], str]:
    return lambda file_id: reverse("inquiries:file", kwargs={"code": code, "file_id": file_id})


def _prefill(request: ShopRequest) -> dict[str, str]:
    given = accounts.prefill(request.customer) if request.customer else None
    return prefilled(given, kind=request.GET.get("kind", ""), order_code=request.GET.get("order", ""))


def _may_write(request: HttpRequest, form: InquiryForm) -> bool:
    try:
        count_mail(_caller(request, form.cleaned_data["email"]))
    except TooManyError as limit:
        say_limit(form, limit)
        return False
    return True


def _may_try(request: HttpRequest, form: PersonalForm, what: str) -> bool:
    try:
        count_sign_in(_caller(request, what))
    except TooManyError as limit:
        say_limit(form, limit)
        return False
    return True


def _find(request: HttpRequest, form: FindInquiryForm) -> HttpResponse | None:
    code, email = form.cleaned_data["code"], form.cleaned_data["email"]
    if not _may_try(request, form, f"inquiry {code}"):
        return None
    found = queries.find_inquiry(code, email)
    if found is None:
        form.add_error(
            None, _("We find no inquiry with this code and this e-mail address. Please check both.")
        )
        return None
    forgive_sign_in(_caller(request, f"inquiry {code}"))
    inquiry_id, canonical = found
    access.grant(request, inquiry_id)
    return redirect("inquiries:thread", code=canonical)


def _caller(request: HttpRequest, account: str) -> Caller:
    return Caller(email=account, address=request.META.get("REMOTE_ADDR", ""))
