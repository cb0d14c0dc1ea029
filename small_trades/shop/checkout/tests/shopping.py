"""A browser that goes through the checkout, step by step, as forms do."""

import re
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from small_trades.shop.cart.actions import add_line
from small_trades.shop.cart.holding import SESSION_KEY as CART
from small_trades.shop.checkout.tests.test_details import TYPED
from small_trades.shop.checkout.visiting import SESSION_KEY
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import Guest
from small_trades.shop.products.models import Variant


class Shopper:
    """Somebody with a cart."""

    def __init__(self, *variants: Variant, quantity: int = 1) -> None:
        self.browser = Client(headers={"host": "localhost"})
        self.cart_id: UUID | None = None
        for variant in variants:
            self.put(variant, quantity)

    def put(self, variant: Variant, quantity: int = 1) -> None:
        """Put a variant into the cart."""
        self.cart_id = add_line(self.cart_id, variant=variant.pk, quantity=quantity)
        session = self.browser.session
        session[CART] = str(self.cart_id)
        session.save()
        self.browser.cookies["session"] = session.session_key or ""

    def get(self, step: str) -> Any:
        """Look at a step."""
        return self.browser.get(reverse(f"checkout:{step}"), secure=True)

    def post(self, step: str, **typed: str) -> Any:
        """Send the form of a step."""
        return self.browser.post(reverse(f"checkout:{step}"), typed, secure=True)

    def details(self, person: Guest | None = None, **changes: str) -> Any:
        """Fill in the first step, as a person or as somebody."""
        typed = dict(TYPED)
        if person is not None:
            typed |= {
                "family-name": person.name.family,
                "given-name": person.name.given,
                "email": person.email.address,
                "tel": person.ship_to.telephone,
                "address-line1": person.ship_to.street,
            }
        return self.post("details", **(typed | changes))

    def until_confirmation(self, person: Guest | None = None, *, method: str = "card") -> str:
        """All steps before the last; answers the digest of what the last one shows."""
        self.details(person)
        self.post("delivery", **{"delivery-date": "", "delivery-slot": "18-20"})
        self.post("payment", **{"payment-method": method})
        return self.shown()

    def shown(self) -> str:
        """The digest of the final confirmation as it is now."""
        page = self.get("confirm").content.decode()
        found = re.search(r'name="shown" value="(\w+)"', page)
        assert found is not None, "the confirmation is not shown"
        return found[1]

    def place(self, shown: str) -> Any:
        """Press the last button."""
        return self.post("confirm", shown=shown)

    @property
    def draft_id(self) -> UUID:
        """The id of the draft, or of the order it became."""
        return UUID(self.browser.session[SESSION_KEY])

    @property
    def order(self) -> Order:
        """The order that was placed."""
        return Order.objects.get(pk=self.draft_id)
