"""Refusals: the list, a proposal, the second person's decision, objections, the end."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from small_trades import privacy
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import approval_acts
from small_trades.shop.desk.actions import refusals as actions
from small_trades.shop.desk.actions.approvals import ApprovalError
from small_trades.shop.desk.forms.refusals import AppealAnswerForm, ProposeForm
from small_trades.shop.desk.pages import paging_of, render_desk
from small_trades.shop.desk.queries import refusals as queries
from small_trades.shop.desk.roles import REFUSALS_SCREEN
from small_trades.shop.misuse.actions import appeal as appeals
from small_trades.shop.misuse.actions import confirm as confirming
from small_trades.shop.misuse.actions import end as ending
from small_trades.shop.misuse.actions import propose as proposing
from small_trades.shop.misuse.queries import refusals as misuse_queries
from small_trades.shop.misuse.queries.refusals import RefusalView
from small_trades.shop.site import flash

PROPOSED = flash.declare(
    "desk-refusal-proposed",
    gettext_lazy("Proposed. It refuses nobody until another person has confirmed it."),
)
KNOWN = flash.declare(
    "desk-refusal-known",
    gettext_lazy("There is a refusal for this person already. Nothing new was kept."),
    kind="note",
)
CONFIRMED = flash.declare("desk-refusal-confirmed", gettext_lazy("The refusal is in force."))
DECLINED = flash.declare(
    "desk-refusal-declined", gettext_lazy("Declined. What was kept for the proposal is destroyed.")
)
ENDED = flash.declare("desk-refusal-ended", gettext_lazy("The refusal has ended."))
GRANTED = flash.declare(
    "desk-appeal-granted",
    gettext_lazy("Granted: the shop is open to them again at once. They are told by mail."),
)
NOT_GRANTED = flash.declare(
    "desk-appeal-refused", gettext_lazy("Not granted. They are told by mail and read your answer.")
)
NOT_YOURS = flash.declare(
    "desk-refusal-not-yours",
    gettext_lazy("Another person has to decide this. Nothing was changed."),
    kind="problem",
)
MOVED_ON = flash.declare(
    "desk-refusal-moved-on",
    gettext_lazy("This had changed in the meantime; nothing was done. This is how it stands now."),
    kind="problem",
)


@require_GET
@staff_required(REFUSALS_SCREEN)
def refusals(request: StaffRequest) -> HttpResponse:
    """All refusals that are kept; whom they are about is nowhere to be read."""
    paging = paging_of(request, misuse_queries.count_refusals())
    rows = misuse_queries.list_refusals(start=paging.start, stop=paging.stop)
    return render_desk(request, "desk/refusals.html", {"refusals": rows, "paging": paging})


@require_http_methods(["GET", "POST"])
@staff_required(REFUSALS_SCREEN)
def new_refusal(request: StaffRequest, kind: str, key: str) -> HttpResponse:
    """Propose to refuse whoever sent this order or inquiry, or this member."""
    source = queries.source(kind, key)
    if source is None:
        raise Http404
    form = ProposeForm(request.POST or None, marks=source.marks)
    if request.method != "POST" or not form.is_valid():
        return _proposal_page(request, source, form)
    try:
        refusal = actions.propose(_proposal(source, form), staff=request.staff)
    except proposing.NothingToMatchError:
        form.add_error("marks", _("The record has none of these. Nothing was kept."))
        return _proposal_page(request, source, form)
    except privacy.Refused:
        form.add_error(None, _("This record can no longer be opened for this. Nothing was kept."))
        return _proposal_page(request, source, form, status=403)
    except proposing.AlreadyRefusedError as known:
        flash.add(request, KNOWN)
        return redirect("desk:refusal", code=known.refusal.code)
    flash.add(request, PROPOSED)
    return redirect("desk:refusal", code=refusal.code)


@require_GET
@staff_required(REFUSALS_SCREEN)
def refusal(request: StaffRequest, code: str) -> HttpResponse:
    """One refusal, its words closed."""
    return _refusal_page(request, _found(code))


@require_POST
@staff_required(REFUSALS_SCREEN)
def open_refusal(request: StaffRequest, code: str) -> HttpResponse:
    """The same with evidence and objections open, on this page and no other."""
    found = _found(code)
    return _refusal_page(request, found, case=queries.open_case(found))


@require_POST
@staff_required(REFUSALS_SCREEN)
def decide_refusal(request: StaffRequest, code: str) -> HttpResponse:
    """The second person confirms or declines."""
    found = _found(code)
    approval = queries.waiting_approval(found)
    is_granted = request.POST.get("decision") == "confirm"
    if not queries.may_confirm(request.staff, found):
        flash.add(request, NOT_YOURS)
        return redirect("desk:refusal", code=code)
    if approval is None:
        flash.add(request, MOVED_ON)
        return redirect("desk:refusals")
    try:
        approval_acts.decide(approval, decider=request.staff, is_granted=is_granted)
    except (ApprovalError, confirming.NotProposedError, confirming.OwnProposalError):
        flash.add(request, MOVED_ON)
        return redirect("desk:refusals")
    flash.add(request, CONFIRMED if is_granted else DECLINED)
    return redirect("desk:refusal", code=code) if is_granted else redirect("desk:refusals")


@require_POST
@staff_required(REFUSALS_SCREEN)
def end_refusal(request: StaffRequest, code: str) -> HttpResponse:
    """Take a refusal back."""
    try:
        ending.end(_found(code).id, staff_id=request.staff.pk)
        flash.add(request, ENDED)
    except ending.NotInForceError:
        flash.add(request, MOVED_ON)
    return redirect("desk:refusal", code=code)


@require_POST
@staff_required(REFUSALS_SCREEN)
def decide_appeal(request: StaffRequest, code: str) -> HttpResponse:
    """Somebody else than who refused decides on the objection that waits."""
    found = _found(code)
    form = AppealAnswerForm(request.POST)
    waiting = found.waiting
    if waiting is None:
        flash.add(request, MOVED_ON)
        return redirect("desk:refusal", code=code)
    if not queries.may_decide_appeal(request.staff, found):
        flash.add(request, NOT_YOURS)
        return redirect("desk:refusal", code=code)
    if not form.is_valid():
        return _refusal_page(request, found, case=queries.open_case(found), form=form)
    is_granted = request.POST.get("decision") == "grant"
    try:
        appeals.decide(waiting.id, staff_id=request.staff.pk, is_granted=is_granted, answer=form.text())
        flash.add(request, GRANTED if is_granted else NOT_GRANTED)
    except (appeals.AlreadyDecidedError, appeals.OwnRefusalError):
        flash.add(request, MOVED_ON)
    return redirect("desk:refusal", code=code)


def _found(code: str) -> RefusalView:
    found = misuse_queries.by_code(code)
    if found is None:
        raise Http404
    return found


def _proposal(source: queries.Source, form: ProposeForm) -> proposing.Proposal:
    return proposing.Proposal(
        person=source.person,
        marks=queries.open_marks(source).only(form.chosen_marks()),
        reason=form.chosen_reason(),
        evidence=form.text(),
        days=form.cleaned_data["days"],
    )


def _proposal_page(
    request: StaffRequest, source: queries.Source, form: ProposeForm, *, status: int = 200
) -> HttpResponse:
    return render_desk(request, "desk/new_refusal.html", {"source": source, "form": form}, status=status)


def _refusal_page(
    request: StaffRequest,
    found: RefusalView,
    *,
    case: queries.OpenCase | None = None,
    form: AppealAnswerForm | None = None,
) -> HttpResponse:
    context = {
        "refusal": found,
        "case": case,
        "form": form or AppealAnswerForm(),
        "may_confirm": queries.may_confirm(request.staff, found),
        "may_decide": queries.may_decide_appeal(request.staff, found),
        "is_asked": queries.waiting_approval(found) is not None,
    }
    return render_desk(request, "desk/refusal.html", context)
