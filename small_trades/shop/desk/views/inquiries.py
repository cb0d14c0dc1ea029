"""Inquiries: the list, one thread, its answer."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.canned import ChooseCannedForm
from small_trades.shop.desk.forms.inquiries import LONGEST_ANSWER, AnswerForm, InquiryFilterForm
from small_trades.shop.desk.pages import paging_of, render_desk
from small_trades.shop.desk.queries import inquiries as queries
from small_trades.shop.desk.roles import INQUIRIES_SCREEN, REFUSALS_SCREEN
from small_trades.shop.inquiries import actions
from small_trades.shop.inquiries import queries as inquiry_queries
from small_trades.shop.inquiries.file_response import file_response
from small_trades.shop.inquiries.files import LARGEST_TOGETHER
from small_trades.shop.inquiries.queries import InquiryThread
from small_trades.shop.inquiries.queries.canned import canned_answer, canned_answers
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.site import flash
from small_trades.shop.site.uploads import takes_files

ANSWERED = flash.declare("desk-inquiry-answered", gettext_lazy("Answered. The customer is told by mail."))
TAKEN = flash.declare("desk-inquiry-taken", gettext_lazy("You look after this inquiry now."))
CLOSED = flash.declare("desk-inquiry-closed", gettext_lazy("The inquiry was closed."))
MOVED_ON = flash.declare(
    "desk-inquiry-moved-on",
    gettext_lazy("The inquiry had changed in the meantime; nothing was done. This is how it stands now."),
    kind="problem",
)


@require_GET
@staff_required(INQUIRIES_SCREEN)
def inquiries(request: StaffRequest) -> HttpResponse:
    """All inquiries, what is due first; names masked, words closed."""
    form = InquiryFilterForm(request.GET or None)
    wanted = form.wanted(request.staff.pk)
    paging = paging_of(request, inquiry_queries.count_inquiries(wanted))
    rows = inquiry_queries.list_inquiries(wanted, start=paging.start, stop=paging.stop)
    return render_desk(request, "desk/inquiries.html", {"form": form, "inquiries": rows, "paging": paging})


@require_GET
@staff_required(INQUIRIES_SCREEN)
def inquiry(request: StaffRequest, code: str) -> HttpResponse:
    """One inquiry, closed."""
    return _inquiry_page(request, _found(code))


@require_POST
@staff_required(INQUIRIES_SCREEN)
def open_thread(request: StaffRequest, code: str) -> HttpResponse:
    """The same inquiry with its words open, to be answered."""
    found = _found(code)
    return _inquiry_page(request, found, thread=queries.open_to_answer(found))


@require_GET
@staff_required(INQUIRIES_SCREEN)
def inquiry_file(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """One file of an inquiry: a use of its own, as opening the inquiry was."""
    del request
    opened = queries.open_file(_found(code), file_id)
    if opened is None:
        raise Http404
    return file_response(opened.kind, opened.label, opened.content)


@require_POST
@staff_required(INQUIRIES_SCREEN)
@takes_files(most_bytes=LARGEST_TOGETHER)
def answer(request: StaffRequest, code: str) -> HttpResponse:
    """Answer; a mistake shows the thread again with what was typed."""
    found = _found(code)
    if "insert" in request.POST:
        form = AnswerForm(initial={"text": _with_canned(request, found)})
        return _inquiry_page(request, found, thread=queries.open_to_answer(found), form=form)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _inquiry_page(request, found, thread=queries.open_to_answer(found), form=form)
    try:
        actions.answer(found.id, form.answer(), staff_id=request.staff.pk, files=form.sent_files())
    except WrongStateError:
        flash.add(request, MOVED_ON)
    else:
        flash.add(request, ANSWERED)
    return redirect("desk:inquiry", code=code)


@require_POST
@staff_required(INQUIRIES_SCREEN)
def take(request: StaffRequest, code: str) -> HttpResponse:
    """Look after this inquiry from now on, whoever did before."""
    actions.take(_found(code).id, staff_id=request.staff.pk)
    flash.add(request, TAKEN)
    return redirect("desk:inquiry", code=code)


@require_POST
@staff_required(INQUIRIES_SCREEN)
def close(request: StaffRequest, code: str) -> HttpResponse:
    """Nothing is left to say."""
    try:
        actions.close(_found(code).id)
    except WrongStateError:
        flash.add(request, MOVED_ON)
    else:
        flash.add(request, CLOSED)
    return redirect("desk:inquiry", code=code)


def _found(code: str) -> InquiryThread:
    found = inquiry_queries.thread_by_code(code)
    if found is None:
        raise Http404
    return found


def _with_canned(request: StaffRequest, found: InquiryThread) -> str:
    """What was typed so far, and below it the text that was chosen, in the language of the inquiry."""
    typed = request.POST.get("text", "")[:LONGEST_ANSWER]
    form = ChooseCannedForm(request.POST, answers=canned_answers(found.language))
    chosen = canned_answer(UUID(form.cleaned_data["canned"])) if form.is_valid() else None
    words = chosen.text_in(found.language) if chosen else ""
    return "\n\n".join(part for part in (typed.strip(), words) if part)


def _inquiry_page(
    request: StaffRequest,
    found: InquiryThread,
    *,
    thread: queries.OpenThread | None = None,
    form: AnswerForm | None = None,
) -> HttpResponse:
    answers = canned_answers(found.language) if thread and found.can_answer else ()
    context = {
        "inquiry": found,
        "canned": ChooseCannedForm(answers=answers) if answers else None,
        "thread": thread,
        "form": form or AnswerForm(),
        "file_address": lambda file_id: reverse(
            "desk:inquiry_file", kwargs={"code": found.code, "file_id": file_id}
        ),
        "may_refuse": request.staff.role in REFUSALS_SCREEN,
    }
    return render_desk(request, "desk/inquiry.html", context)
