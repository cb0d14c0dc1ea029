"""Word to recipients: who must be told of a correction, a stop or an erasure, and what each answered."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.notices import AnswerForm, NoticeFilterForm
from small_trades.shop.desk.pages import paging_of, render_desk, sheet_file
from small_trades.shop.desk.roles import PROVISIONS_SCREEN
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.provisions.actions import tell
from small_trades.shop.provisions.channels import Channel
from small_trades.shop.provisions.queries import told
from small_trades.shop.provisions.queries.told import NoticeView
from small_trades.shop.provisions.states import ToldState
from small_trades.shop.site import flash

TELLING = "訂正・停止・消去の連絡 / telling a recipient of a change"
STATE_KINDS = {
    ToldState.WAITING: "warn",
    ToldState.SENT: "accent",
    ToldState.ACKNOWLEDGED: "good",
    ToldState.REFUSED: "warn",
    ToldState.NOT_POSSIBLE: "warn",
}
DONE = flash.declare("desk-notice-done", gettext_lazy("Noted."))
AGAIN = flash.declare("desk-notice-again", gettext_lazy("It is being told again."))
MOVED_ON = flash.declare(
    "desk-notice-moved-on",
    gettext_lazy("This had changed in the meantime. This is how it stands now."),
    kind="problem",
)


@require_GET
@staff_required(PROVISIONS_SCREEN)
def notices(request: StaffRequest) -> HttpResponse:
    """Everything recipients were, or are to be, told; the newest first."""
    form = NoticeFilterForm(request.GET or None)
    wanted = form.wanted()
    paging = paging_of(request, told.count_notices(wanted))
    context = {
        "form": form,
        "notices": told.list_notices(wanted, start=paging.start, stop=paging.stop),
        "counts": told.counts_by_state(),
        "kinds": STATE_KINDS,
        "paging": paging,
    }
    return render_desk(request, "desk/notices.html", context)


@require_http_methods(["GET", "POST"])
@staff_required(PROVISIONS_SCREEN)
def notice(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    """One of them; by POST, what the recipient answered by letter, by telephone or in person."""
    found = _found(notice_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state, how, why = form.chosen()
        try:
            tell.answered_by_hand(found.id, state, how=how, why=why, staff_id=request.staff.pk)
        except WrongStateError:
            flash.add(request, MOVED_ON)
        else:
            flash.add(request, DONE)
        return redirect("desk:notice", notice_id=found.id)
    context = {"notice": found, "form": form, "kinds": STATE_KINDS, "Channel": Channel}
    return render_desk(request, "desk/notice.html", context)


@require_POST
@staff_required(PROVISIONS_SCREEN)
def tell_recipient(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    """The letter for whoever is told by one; another recipient is told again by the worker."""
    found = _found(notice_id)
    try:
        if found.channel is Channel.LETTER:
            letter = tell.take_letter(found.id, reason=TELLING)
            if letter is not None:
                return sheet_file(letter)
            flash.add(request, MOVED_ON)
        else:
            tell.tell_again(found.id)
            flash.add(request, AGAIN)
    except WrongStateError:
        flash.add(request, MOVED_ON)
    return redirect("desk:notice", notice_id=found.id)


def _found(notice_id: UUID) -> NoticeView:
    found = told.notice_by_id(notice_id)
    if found is None:
        raise Http404
    return found
