"""Correcting what is registered."""

from small_trades import privacy
from small_trades.policy.groups import PersonName, Telephone
from small_trades.shop.account.models import Customer


def correct_registration(customer: Customer, *, name: PersonName, telephone: Telephone | None) -> None:
    """Replace the registered name and telephone number; None removes the number."""
    groups: dict[str, object] = {"name": name}
    if telephone is not None:
        groups["telephone"] = telephone
    privacy.correct(customer, notice="registration", **groups)
    if telephone is None:
        customer.telephone = None
    customer.save(update_fields=["name", "telephone"])
