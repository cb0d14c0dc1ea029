"""Background work that failed: the owner has it done again, or puts it aside."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import tasks as actions
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries.tasks import failed_tasks
from small_trades.shop.desk.roles import TASKS_SCREEN
from small_trades.shop.site import flash

AGAIN = flash.declare("desk-task-again", gettext_lazy("It is being done again."))
ASIDE = flash.declare("desk-task-aside", gettext_lazy("It is put aside and will not be done."))


@require_GET
@staff_required(TASKS_SCREEN)
def tasks(request: StaffRequest) -> HttpResponse:
    """What failed in the last days."""
    return render_desk(request, "desk/tasks.html", {"tasks": failed_tasks()})


@require_POST
@staff_required(TASKS_SCREEN)
def do_again(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Once more."""
    if not actions.do_again(task_id):
        raise Http404
    flash.add(request, AGAIN)
    return redirect("desk:tasks")


@require_POST
@staff_required(TASKS_SCREEN)
def put_aside(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Not at all."""
    if not actions.put_aside(task_id):
        raise Http404
    flash.add(request, ASIDE)
    return redirect("desk:tasks")
