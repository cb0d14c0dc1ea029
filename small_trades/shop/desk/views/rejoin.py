"""Coming back with a new password and a new second factor, behind a one-time link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from small_trades.shop.desk.actions import colleagues as actions
from small_trades.shop.desk.actions.staff import InviteGoneError
from small_trades.shop.desk.forms.colleagues import NewPasswordForm
from small_trades.shop.desk.views.staff import JOINING
from small_trades.shop.site.pages import render


@never_cache
def rejoin(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: a new password; the second factor follows."""
    form = NewPasswordForm(request.POST or None)
    try:
        actions.open_second_invite(token)
        if request.method == "POST" and form.is_valid():
            staff = actions.rejoin(token, form.cleaned_data["password"])
            request.session.cycle_key()
            request.session[JOINING] = str(staff.pk)
            return redirect("desk:join_code")
    except InviteGoneError:
        return render(request, "desk/join_gone.html", status=410)
    return render(request, "desk/rejoin.html", {"form": form})
