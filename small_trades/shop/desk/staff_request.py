"""A request whose member of staff is known."""

from django.http import HttpRequest

from small_trades.shop.desk.models import Staff


class StaffRequest(HttpRequest):
    """What a desk view gets: `staff` is whoever passed the guard of the page."""

    staff: Staff
