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

    # what the person says binds in every process within a second: giving, withdrawing, objecting, stopping
    privacy.give_consent(subject, purpose=NEWSLETTER, text=TEXT, language="ja", channel="my-page")
    privacy.object_to(subject, purpose=MISUSE, channel="my-page")
    privacy.restrict(order.subject, because="order-cancelled", record=order.pk, actors={ActorKind.STAFF})

Every verb acts as somebody: the middleware makes a request a visitor's, `set_actor` says who signed in, and a
task runs inside `with acting_as(Actor.system("orders.ship")):`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from small_trades.privacy.errors import (
    DoorError,
    Erased,
    FolderShut,
    KeysDamaged,
    KeysUnusable,
    NotObjectable,
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
    from small_trades.privacy import _retention as retention
    from small_trades.privacy import rights
    from small_trades.privacy._actor import (
        Actor,
        acting_as,
        current_actor,
        opened_personal_value,
        proved,
        request_id,
        set_actor,
    )
    from small_trades.privacy._adopt import (
        NotAdoptable,
        adopt,
        adoptions_unfinished,
        can_adopt,
        finish_adoption,
    )
    from small_trades.privacy._breach import (
        AffectedPerson,
        BreachScope,
        CopiedStores,
        Exposure,
        KeyExposure,
        breach_scope,
        key_exposure,
        living_subjects,
    )
    from small_trades.privacy._broker.client import wait_for_broker
    from small_trades.privacy._broker.errors import BrokerAway
    from small_trades.privacy._broker.server import SocketTaken, serve_broker
    from small_trades.privacy._budget.counting import (
        OpeningBudget,
        allow_openings,
        forget_openings,
        forget_pot,
        openings_from,
        openings_of,
        per_hour,
    )
    from small_trades.privacy._collect import carry, collect, correct
    from small_trades.privacy._consents.closing import (
        lift,
        object_to,
        restrict,
        restrictions_of,
        withdraw_objection,
    )
    from small_trades.privacy._consents.giving import (
        consents_of,
        give_consent,
        has_consent,
        who_consents,
        withdraw_consent,
    )
    from small_trades.privacy._consents.keeping import consents_due, forget_consent, forget_consents
    from small_trades.privacy._consents.receipts import Controller, consent_receipt
    from small_trades.privacy._consents.shapes import ConsentRecord, ConsentText, Restriction
    from small_trades.privacy._decide import Allowed, NotDeclared, Refusal
    from small_trades.privacy._doors import Door, FetchingDoor, Inbound, InboundDoor, Message, Opened, doors
    from small_trades.privacy._force import policy_in_force
    from small_trades.privacy._gate import disclose, message_finished, reach, receive, shut_ways_out
    from small_trades.privacy._index import IndexReport, check_index, check_own_index
    from small_trades.privacy._inventory import StartProblem, check_start, start_problems
    from small_trades.privacy._inventory.broker import check_broker
    from small_trades.privacy._kept_file import KeptFile
    from small_trades.privacy._keys.closed import closed_since
    from small_trades.privacy._keys.drill import Drill, last_drill, record_drill
    from small_trades.privacy._keys.ending import destroy_year, held_until
    from small_trades.privacy._keys.rotation import Rotation, rotate, rotate_soon
    from small_trades.privacy._keys.status import KeysStatus, key_file_epoch, keys_status
    from small_trades.privacy._keys.store import destroy, generation, hold, new_subject
    from small_trades.privacy._lookup import LookUp, LookUpHit
    from small_trades.privacy._person import (
        Held,
        UseRow,
        alarm_event,
        held,
        ledger_tags,
        refusal_event,
        search_event,
        staff_event,
        use_counts,
        use_proof,
        uses_of,
    )
    from small_trades.privacy._policy import policy
    from small_trades.privacy._posting import PolicyVersion, can_post, policy_versions, post_policy
    from small_trades.privacy._provision import LawfulGround
    from small_trades.privacy._sealed import Sealed
    from small_trades.privacy._sweep import Unreadable, note_shop_event, unreadable
    from small_trades.privacy._use import decide, use
    from small_trades.privacy._wayout import OwnProgram, WayOutShut
    from small_trades.privacy.fields import SealedField, SubjectField, uuid7
    from small_trades.privacy.middleware import ActorMiddleware

# Loaded at first use: settings import the vocabulary, and models cannot be imported while settings load.
_HOME = {
    "_adopt": "NotAdoptable adopt adoptions_unfinished can_adopt finish_adoption",
    "_breach": (
        "AffectedPerson BreachScope CopiedStores Exposure KeyExposure breach_scope key_exposure "
        "living_subjects"
    ),
    "_actor": "Actor acting_as current_actor opened_personal_value proved request_id set_actor",
    "_broker.client": "wait_for_broker",
    "_broker.errors": "BrokerAway",
    "_broker.server": "SocketTaken serve_broker",
    "_budget.counting": (
        "OpeningBudget allow_openings forget_openings forget_pot openings_from openings_of per_hour"
    ),
    "_collect": "carry collect correct",
    "_consents.closing": "lift object_to restrict restrictions_of withdraw_objection",
    "_consents.giving": "consents_of give_consent has_consent who_consents withdraw_consent",
    "_consents.keeping": "consents_due forget_consent forget_consents",
    "_consents.receipts": "Controller consent_receipt",
    "_consents.shapes": "ConsentRecord ConsentText Restriction",
    "_decide": "Allowed NotDeclared Refusal",
    "_doors": "Door FetchingDoor Inbound InboundDoor Message Opened doors",
    "_force": "policy_in_force",
    "_gate": "disclose message_finished reach receive shut_ways_out",
    "_index": "IndexReport check_index check_own_index",
    "_inventory.broker": "check_broker",
    "_inventory": "StartProblem check_start start_problems",
    "_kept_file": "KeptFile",
    "_keys.drill": "Drill last_drill record_drill",
    "_keys.ending": "destroy_year held_until",
    "_keys.rotation": "Rotation rotate rotate_soon",
    "_keys.status": "KeysStatus key_file_epoch keys_status",
    "_keys.closed": "closed_since",
    "_keys.store": "destroy generation hold new_subject",
    "_lookup": "LookUp LookUpHit",
    "_person": (
        "Held UseRow alarm_event held ledger_tags refusal_event search_event staff_event use_counts "
        "use_proof uses_of"
    ),
    "_policy": "policy",
    "_posting": "PolicyVersion can_post policy_versions post_policy",
    "_provision": "LawfulGround",
    "_sealed": "Sealed",
    "_sweep": "Unreadable note_shop_event unreadable",
    "_use": "decide use",
    "_wayout": "OwnProgram WayOutShut",
    "fields": "SealedField SubjectField uuid7",
    "middleware": "ActorMiddleware",
}
_MODULES = {"ledger": "_ledger", "retention": "_retention", "rights": "rights"}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        value: object = import_module(f"{__name__}.{_MODULES[name]}")
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
    "AffectedPerson",
    "Allowed",
    "BreachScope",
    "BrokerAway",
    "Category",
    "ConsentRecord",
    "ConsentText",
    "Controller",
    "Cookie",
    "CopiedStores",
    "Door",
    "DoorError",
    "Drill",
    "Erased",
    "Exposure",
    "FetchingDoor",
    "FolderShut",
    "Held",
    "Inbound",
    "InboundDoor",
    "IndexReport",
    "KeptFile",
    "KeyExposure",
    "KeysDamaged",
    "KeysStatus",
    "KeysUnusable",
    "LawfulGround",
    "LegalBasis",
    "LookUp",
    "LookUpHit",
    "Message",
    "NotAdoptable",
    "NotDeclared",
    "NotObjectable",
    "NotPersonal",
    "Notice",
    "Opened",
    "OpeningBudget",
    "OutOfOrder",
    "OwnProgram",
    "Policy",
    "PolicyVersion",
    "PrivacyError",
    "Purpose",
    "Recipient",
    "RecipientRole",
    "Refusal",
    "RefusalReason",
    "Refused",
    "Replayed",
    "Restriction",
    "Retention",
    "Rotation",
    "Sealed",
    "SealedField",
    "SocketTaken",
    "StartProblem",
    "StartRefused",
    "SubjectField",
    "Taken",
    "Tampered",
    "Undeclared",
    "Unreadable",
    "Unverified",
    "UseRow",
    "WayOutShut",
    "acting_as",
    "adopt",
    "adoptions_unfinished",
    "alarm_event",
    "allow_openings",
    "breach_scope",
    "can_adopt",
    "can_post",
    "carry",
    "check_broker",
    "check_index",
    "check_own_index",
    "check_start",
    "closed_since",
    "collect",
    "consent_receipt",
    "consents_due",
    "consents_of",
    "correct",
    "current_actor",
    "decide",
    "destroy",
    "destroy_year",
    "disclose",
    "doors",
    "finish_adoption",
    "forget_consent",
    "forget_consents",
    "forget_openings",
    "forget_pot",
    "generation",
    "give_consent",
    "has_consent",
    "held",
    "held_until",
    "hold",
    "key_exposure",
    "key_file_epoch",
    "keys_status",
    "last_drill",
    "ledger",
    "ledger_tags",
    "lift",
    "living_subjects",
    "message_finished",
    "new_subject",
    "note_shop_event",
    "object_to",
    "opened_personal_value",
    "openings_from",
    "openings_of",
    "per_hour",
    "policy",
    "policy_in_force",
    "policy_versions",
    "post_policy",
    "proved",
    "reach",
    "receive",
    "record_drill",
    "refusal_event",
    "request_id",
    "restrict",
    "restrictions_of",
    "retention",
    "rights",
    "rotate",
    "rotate_soon",
    "search_event",
    "serve_broker",
    "set_actor",
    "shut_ways_out",
    "staff_event",
    "start_problems",
    "unreadable",
    "use",
    "use_counts",
    "use_proof",
    "uses_of",
    "uuid7",
    "wait_for_broker",
    "who_consents",
    "withdraw_consent",
    "withdraw_objection",
]
