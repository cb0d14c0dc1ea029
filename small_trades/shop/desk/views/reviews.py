"""Reviews: what waits to be read, showing one, leaving one out, answering."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.reviews import AnswerForm, LeaveOutForm, ReadForm
from small_trades.shop.desk.pages import paging_of, render_desk
from small_trades.shop.desk.roles import REVIEWS_SCREEN
from small_trades.shop.reviews import actions, queries
from small_trades.shop.reviews.states import STATE_NAMES, LeftOut, ReviewState
from small_trades.shop.site import flash

SHOWN = flash.declare("desk-review-shown", gettext_lazy("The review is on the product page."))
LEFT_OUT = flash.declare(
    "desk-review-left-out",
    gettext_lazy("The review is not on the product page. Its author reads the reason beside it."),
)
ANSWERED = flash.declare("desk-review-answered", gettext_lazy("Your answer is saved."))
CHANGED = flash.declare(
    "desk-review-changed",
    gettext_lazy("Its author changed or deleted it in the meantime; nothing was done."),
    kind="problem",
)


@require_GET
@staff_required(REVIEWS_SCREEN)
def reviews(request: StaffRequest) -> HttpResponse:
    """Reviews in one state, sealed; at first those that wait."""
    typed = request.GET.get("state", ReviewState.WAITING)
    state = ReviewState(typed) if typed in set(ReviewState) else None
    paging = paging_of(request, queries.count_reviews(state))
    found = queries.list_reviews(state, start=paging.start, stop=paging.stop)
    context = {"reviews": found, "paging": paging, "state": state, "states": STATE_NAMES}
    return render_desk(request, "desk/reviews.html", context)


@require_GET
@staff_required(REVIEWS_SCREEN)
def review(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """One review, open to be read."""
    opened = queries.open_review(review_id)
    if opened is None:
        raise Http404
    context = {
        "opened": opened,
        "leave_out_form": LeaveOutForm(),
        "answer_form": AnswerForm(initial={"answer": opened.answer}),
    }
    return render_desk(request, "desk/review.html", context)


@require_POST
@staff_required(REVIEWS_SCREEN)
def publish(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Show what was read."""
    form = _valid(ReadForm(request.POST))
    return _do(request, SHOWN, lambda: actions.publish(review_id, version=form.cleaned_data["version"]))


@require_POST
@staff_required(REVIEWS_SCREEN)
def leave_out(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Do not show it, or no longer."""
    given = _valid(LeaveOutForm(request.POST)).cleaned_data
    reason, version = LeftOut(given["reason"]), given["version"]
    return _do(request, LEFT_OUT, lambda: actions.leave_out(review_id, reason, version=version))


@require_POST
@staff_required(REVIEWS_SCREEN)
def answer(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Say something below it."""
    given = _valid(AnswerForm(request.POST)).cleaned_data
    return _do(request, ANSWERED, lambda: actions.reply(review_id, given["answer"], version=given["version"]))


def _valid(form: ReadForm) -> ReadForm:
    """The form, or 404: its fields are chosen or bounded by the browser, never typed wrong by a person."""
    if not form.is_valid():
        raise Http404
    return form


def _do(request: StaffRequest, done: str, verb: Callable[[], None]) -> HttpResponse:
    try:
        verb()
        flash.add(request, done)
    except actions.ReviewChangedError:
        flash.add(request, CHANGED)
    return redirect("desk:reviews")
