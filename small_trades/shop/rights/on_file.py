"""What apps above orders hold by which a person may be known; goes to `orders.proof` as `also`."""

from uuid import UUID

from small_trades.shop.inquiries.on_file import on_file as of_inquiries
from small_trades.shop.orders.on_file import OnFile
from small_trades.shop.wishes.on_file import on_file as of_waits


def on_file(subject: UUID) -> OnFile:
    """What inquiries hold, and where somebody waits for word; opens nothing."""
    return of_inquiries(subject) + of_waits(subject)
