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
    OutOfOrder,
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
    from small_trades.privacy import _ledger as ledger
    from small_trades.privacy import rights
    from small_trades.privacy._actor import (
        Actor,
        acting_as,
        current_actor,
        opened_personal_value,
        request_id,
        set_actor,
    )
    from small_trades.privacy._collect import carry, collect, correct
    from small_trades.privacy._decide import Allowed, NotDeclared, Refusal
    from small_trades.privacy._doors import Door, Inbound, InboundDoor, Message, Opened, doors
    from small_trades.privacy._gate import disclose, receive, shut_ways_out
    from small_trades.privacy._inventory import StartProblem, check_start, start_problems
    from small_trades.privacy._keys.store import destroy, generation, hold, new_subject
    from small_trades.privacy._lookup import LookUp, LookUpHit
    from small_trades.privacy._person import Held, UseRow, held, search_event, staff_event, uses_of
    from small_trades.privacy._policy import policy
    from small_trades.privacy._sealed import Sealed
    from small_trades.privacy._use import decide, use
    from small_trades.privacy._wayout import WayOutShut
    from small_trades.privacy.fields import SealedField, SubjectField, uuid7
    from small_trades.privacy.middleware import ActorMiddleware

# Loaded at first use: settings import the vocabulary, and models cannot be imported while settings load.
_HOME = {
    "_actor": "Actor acting_as current_actor opened_personal_value request_id set_actor",
    "_collect": "carry collect correct",
    "_decide": "Allowed NotDeclared Refusal",
    "_doors": "Door Inbound InboundDoor Message Opened doors",
    "_gate": "disclose receive shut_ways_out",
    "_inventory": "StartProblem check_start start_problems",
    "_keys.store": "destroy generation hold new_subject",
    "_lookup": "LookUp LookUpHit",
    "_person": "Held UseRow held search_event staff_event uses_of",
    "_policy": "policy",
    "_sealed": "Sealed",
    "_use": "decide use",
    "_wayout": "WayOutShut",
    "fields": "SealedField SubjectField uuid7",
    "middleware": "ActorMiddleware",
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name == "ledger":
        value: object = import_module("small_trades.privacy._ledger")
    elif name == "rights":
        value = import_module("small_trades.privacy.rights")
    elif name in _MODULE_OF:
        value = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    else:
        raise AttributeError(f"small_trades.privacy has no {name!r}")
    globals()[name] = value
    return value


__all__ = [
    "Actor",
    "ActorKind",
    "ActorMiddleware",
    "Allowed",
    "Category",
    "Cookie",
    "Door",
    "DoorError",
    "Erased",
    "Held",
    "Inbound",
    "InboundDoor",
    "KeysUnusable",
    "LegalBasis",
    "LookUp",
    "LookUpHit",
    "Message",
    "NotDeclared",
    "NotPersonal",
    "Notice",
    "Opened",
    "OutOfOrder",
    "Policy",
    "PrivacyError",
    "Purpose",
    "Recipient",
    "RecipientRole",
    "Refusal",
    "RefusalReason",
    "Refused",
    "Replayed",
    "Retention",
    "Sealed",
    "SealedField",
    "StartProblem",
    "StartRefused",
    "SubjectField",
    "Taken",
    "Tampered",
    "Undeclared",
    "Unverified",
    "UseRow",
    "WayOutShut",
    "acting_as",
    "carry",
    "check_start",
    "collect",
    "correct",
    "current_actor",
    "decide",
    "destroy",
    "disclose",
    "doors",
    "generation",
    "held",
    "hold",
    "ledger",
    "new_subject",
    "opened_personal_value",
    "policy",
    "receive",
    "request_id",
    "rights",
    "search_event",
    "set_actor",
    "shut_ways_out",
    "staff_event",
    "start_problems",
    "use",
    "uses_of",
    "uuid7",
]
