"""The newsletter at the desk: writing, looking, sending, pausing. No subscriber's address is shown."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import newsletters as actions
from small_trades.shop.desk.forms.newsletters import IssueForm, StopAddressForm
from small_trades.shop.desk.pages import paging_of, render_desk
from small_trades.shop.desk.roles import NEWSLETTERS_SCREEN
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.marketing import queries
from small_trades.shop.marketing.actions import run as run_actions
from small_trades.shop.marketing.actions import stop as stop_actions
from small_trades.shop.marketing.actions import write as write_actions
from small_trades.shop.marketing.actions.letter import SenderMissingError
from small_trades.shop.marketing.queries import IssueView
from small_trades.shop.marketing.states import IssueState
from small_trades.shop.site import flash

SAVED = flash.declare("desk-newsletter-saved", gettext_lazy("The draft is saved."))
DISCARDED = flash.declare("desk-newsletter-discarded", gettext_lazy("The draft is discarded."))
TESTED = flash.declare("desk-newsletter-tested", gettext_lazy("The test is on its way to your own address."))
STARTED = flash.declare("desk-newsletter-started", gettext_lazy("It is being sent."))
PAUSED = flash.declare("desk-newsletter-paused", gettext_lazy("Paused before the next mail."), kind="note")
STOPPED = flash.declare(
    "desk-newsletter-stopped",
    gettext_lazy("Done. If that address had the newsletter, it is stopped and the address deleted."),
)
NO_SENDER = flash.declare(
    "desk-newsletter-no-sender",
    gettext_lazy(
        "Nothing was sent: the law asks for the seller's name and address in each mail, and the shop's "
        "settings lack one of them in a language of this issue."
    ),
    kind="problem",
)
MOVED_ON = flash.declare(
    "desk-newsletter-moved-on",
    gettext_lazy("This had changed in the meantime; nothing was done. This is how it stands now."),
    kind="problem",
)


@require_GET
@staff_required(NEWSLETTERS_SCREEN)
def newsletters(request: StaffRequest) -> HttpResponse:
    """Every issue, and how many subscribers there are; the count opens nobody's address."""
    return _list_page(request, StopAddressForm())


@staff_required(NEWSLETTERS_SCREEN)
def new_newsletter(request: StaffRequest) -> HttpResponse:
    """Write a new issue."""
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = write_actions.write(form.words(), staff_id=request.staff.pk)
        flash.add(request, SAVED)
        return redirect("desk:newsletter", issue_id=made)
    return render_desk(request, "desk/new_newsletter.html", {"form": form})


@staff_required(NEWSLETTERS_SCREEN)
def newsletter(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """One issue: a draft to change and look at, or how far its sending is."""
    issue = _found(issue_id)
    form = IssueForm(request.POST or None, initial=_typed(issue))
    if request.method == "POST" and form.is_valid():
        return _done(request, issue_id, lambda: write_actions.rewrite(issue_id, form.words()), SAVED)
    counts = queries.count_subscriptions()
    page = {
        "issue": issue,
        "form": form,
        "is_draft": issue.state == IssueState.DRAFT,
        "subscribers": counts,
        "recipients": sum(counts[language] for language in issue.words),
    }
    return render_desk(request, "desk/newsletter.html", page)


@require_POST
@staff_required(NEWSLETTERS_SCREEN)
def test_newsletter(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Mail it to oneself."""
    return _done(request, issue_id, lambda: actions.ask_test(issue_id, staff=request.staff), TESTED)


@require_POST
@staff_required(NEWSLETTERS_SCREEN)
def send_newsletter(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Begin to send it."""
    return _done(request, issue_id, lambda: run_actions.start(issue_id), STARTED)


@require_POST
@staff_required(NEWSLETTERS_SCREEN)
def pause_newsletter(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Stop before the next mail."""
    return _done(request, issue_id, lambda: run_actions.pause(issue_id), PAUSED)


@require_POST
@staff_required(NEWSLETTERS_SCREEN)
def resume_newsletter(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Go on where it stopped."""
    return _done(request, issue_id, lambda: run_actions.resume(issue_id), STARTED)


@require_POST
@staff_required(NEWSLETTERS_SCREEN)
def discard_newsletter(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Remove a draft."""
    _found(issue_id)
    try:
        write_actions.discard(issue_id)
    except WrongStateError:
        return _back(request, issue_id, MOVED_ON)
    flash.add(request, DISCARDED)
    return redirect("desk:newsletters")


@require_POST
@staff_required(NEWSLETTERS_SCREEN)
def stop_address(request: StaffRequest) -> HttpResponse:
    """Stop it for somebody who asked the shop; the answer does not tell whether they had it."""
    form = StopAddressForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form)
    stop_actions.stop_address(form.cleaned_data["email"])
    flash.add(request, STOPPED)
    return redirect("desk:newsletters")


def _list_page(request: StaffRequest, form: StopAddressForm) -> HttpResponse:
    paging = paging_of(request, queries.count_issues())
    page = {
        "issues": queries.list_issues(start=paging.start, stop=paging.stop),
        "paging": paging,
        "subscribers": queries.count_subscriptions(),
        "ended": queries.count_ended(),
        "form": form,
    }
    return render_desk(request, "desk/newsletters.html", page)


def _found(issue_id: UUID) -> IssueView:
    issue = queries.issue(issue_id)
    if issue is None:
        raise Http404
    return issue


def _typed(issue: IssueView) -> dict[str, str]:
    typed: dict[str, str] = {}
    for language, (subject, body) in issue.words.items():
        typed |= {f"subject_{language}": subject, f"body_{language}": body}
    return typed


def _done(request: StaffRequest, issue_id: UUID, verb: Callable[[], object], said: str) -> HttpResponse:
    """Do it to an issue there is, and go back to it saying so, or why nothing was done."""
    _found(issue_id)
    try:
        verb()
    except SenderMissingError:
        said = NO_SENDER
    except WrongStateError:
        said = MOVED_ON
    return _back(request, issue_id, said)


def _back(request: StaffRequest, issue_id: UUID, said: str) -> HttpResponse:
    flash.add(request, said)
    return redirect("desk:newsletter", issue_id=issue_id)
