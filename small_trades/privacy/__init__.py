"""The privacy engine: how what the policy promises is kept.

A worked example, from declaration to use:

    # models.py: whose, what, and how long
    class Order(models.Model):
        id = models.UUIDField(primary_key=True, default=privacy.uuid7)
        subject = privacy.SubjectField()
        ship_to = privacy.SealedField(DeliveryAddress, category=SHIPPING, kept_for=ORDER_RETENTION)
        code = models.CharField(max_length=12)
        not_personal = privacy.NotPersonal("drawn at random", "code")

    # actions.py: collecting names the notice the person saw; the row is in the ledger before it is saved
    order = Order(subject=privacy.new_subject(), code=new_code())
    privacy.collect(order, notice="checkout-delivery", ship_to=DeliveryAddress(...))
    order.save()

    # queries.py: opening is a verb with a purpose; fifty orders, one call, one key query, one ledger row
    labels = privacy.use([order.ship_to for order in orders], purpose=DELIVERY)

    # actions.py: what leaves goes to the gate unopened; the shop never sees it
    privacy.disclose(ShippingLabel(to=order.ship_to), through="carrier", purpose=DELIVERY)

Every verb acts as somebody: the middleware makes a request a visitor's, `set_actor` says who signed in, and a
task runs inside `with acting_as(Actor.system("orders.ship")):`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from small_trades.privacy.errors import (
    DoorError,
    Erased,
    KeysUnusable,
    PrivacyError,
    RefusalReason,
    Refused,
    Replayed,
    StartRefused,
    Taken,
    Tampered,
    Undeclared,
    Unverified,
)
from small_trades.privacy.vocabulary import (
    ActorKind,
    Category,
    Cookie,
    LegalBasis,
    Notice,
    NotPersonal,
    Policy,
    Purpose,
    Recipient,
    RecipientRole,
    Retention,
)

if TYPE_CHECKING:
    from small_trades.privacy._sealed import Sealed
    from small_trades.privacy.fields import SealedField, SubjectField, uuid7

# Loaded at first use: settings import the vocabulary, and models cannot be imported while settings load.
_HOME = {
    "Sealed": "_sealed",
    "SealedField": "fields",
    "SubjectField": "fields",
    "uuid7": "fields",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"small_trades.privacy has no {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


__all__ = [
    "ActorKind",
    "Category",
    "Cookie",
    "DoorError",
    "Erased",
    "KeysUnusable",
    "LegalBasis",
    "NotPersonal",
    "Notice",
    "Policy",
    "PrivacyError",
    "Purpose",
    "Recipient",
    "RecipientRole",
    "RefusalReason",
    "Refused",
    "Replayed",
    "Retention",
    "Sealed",
    "SealedField",
    "StartRefused",
    "SubjectField",
    "Taken",
    "Tampered",
    "Undeclared",
    "Unverified",
    "uuid7",
]
