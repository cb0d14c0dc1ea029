"""A shopper whose order goes to several addresses."""

import re
from typing import Any

from django.urls import reverse

from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.checkout.tests.test_details import TYPED
from small_trades.shop.orders.tests.making import Guest, guest


def typed_address(person: Guest | None = None, **changes: str) -> dict[str, str]:
    """What is typed for one more address."""
    to = (person or guest()).ship_to
    typed = {name: value for name, value in TYPED.items() if name not in {"email", "note"}}
    typed |= {"family-name": to.family, "given-name": to.given, "tel": to.telephone}
    return typed | {"address-line1": to.street} | changes


def add(shopper: Shopper, person: Guest | None = None, **changes: str) -> Any:
    """Type one more address."""
    return shopper.post("new_address", **typed_address(person, **changes))


def divide(shopper: Shopper, *rows: tuple[int, ...], press: dict[str, str] | None = None) -> Any:
    """Fill in how many of each line go where, a row for each line of the cart."""
    return shopper.post("several", **numbers(shopper, *rows), **(press or {}))


def numbers(shopper: Shopper, *rows: tuple[int, ...]) -> dict[str, str]:
    """The fields of the grid with these numbers."""
    page = shopper.get("several").content.decode()
    lines = list(dict.fromkeys(re.findall(r'name="line-(\d+)-to-1"', page)))
    return {
        f"line-{line}-to-{number}": str(count)
        for line, row in zip(lines, rows, strict=True)
        for number, count in enumerate(row, start=1)
    }


def choose(shopper: Shopper, **more: str) -> Any:
    """Choose the same for every address, and what `more` says."""
    count = Draft.objects.get(pk=shopper.draft_id).destinations.count() + 1
    typed = {"delivery-date": "", "delivery-slot": ""}
    for number in range(2, count + 1):
        typed |= {f"to-{number}-delivery-date": "", f"to-{number}-delivery-slot": ""}
    return shopper.post("delivery", **(typed | more))


def change(shopper: Shopper, number: int, **typed: str) -> Any:
    """Correct one of the addresses."""
    address = reverse("checkout:other_address", kwargs={"number": number})
    return shopper.browser.post(address, typed, secure=True)
