"""Corrections as the law means them (個人情報保護法 34): of what is held in a record, by whoever it is about.

A person who showed who they are corrects one record, or their e-mail address everywhere; the desk carries a
granted request out in the records it concerns. Those who were given the value are told by a task.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import RIGHTS
from small_trades.policy.groups import EmailAddress
from small_trades.privacy.rights import (
    Channel,
    Decision,
    Identified,
    ReasonCode,
    Request,
    RequestKind,
)
from small_trades.shop.account.actions import addresses, registration
from small_trades.shop.account.models import Address, Customer
from small_trades.shop.checkout.actions.correct_recipient import correct_draft
from small_trades.shop.inquiries.actions.correct import correct_sender
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.actions.correct_recipient import correct_destination, correct_order
from small_trades.shop.orders.correcting import Right
from small_trades.shop.rights.records import Record, RecordKind, Standing, records_of


def correct_own_record(
    record: Record, subject: UUID, right: Right, *, how: Identified, channel: Channel
) -> bool:
    """Correct one record because its person asks and showed who they are; whether anything differed.

    That it was asked, granted and done is noted as a request. `how` and `channel` go into it.

    Raises:
        WrongStateError, OtherRegionError: the order cannot be corrected any more, or not to there.
    """
    with transaction.atomic():
        is_changed = _correct(record, right, reason="")
        if is_changed:
            _note(subject, how=how, channel=channel)
            later("rights.tell_correction", subject)
    return is_changed


def correct_own_email(subject: UUID, email: EmailAddress, *, how: Identified, channel: Channel) -> int:
    """Write to another address in every record of a person that can still be corrected; in how many.

    What a member signs in with is not touched: that change asks both addresses.
    """
    kinds = {RecordKind.ORDER, RecordKind.DRAFT, RecordKind.INQUIRY}
    wanted = [one for one in records_of(subject) if one.kind in kinds and one.standing == Standing.OPEN]
    with transaction.atomic():
        changed = sum(_correct(record, Right(email=email), reason="") for record in wanted)
        if changed:
            _note(subject, how=how, channel=channel)
            later("rights.tell_correction", subject)
    return changed


def carry_out_correction(request_id: UUID, records: Iterable[Record], right: Right, *, reason: str) -> int:
    """Correct the records that a granted request concerns, all or none, and end it; in how many it differed.

    Where nothing differed, nothing was carried out, and the request waits.
    `reason` is what staff say they open the values for; the person reads it.

    Raises:
        OutOfOrder: it is no correction that was granted and still waits.
        WrongStateError, OtherRegionError: one of the orders cannot be corrected; nothing was.
    """
    asked = privacy.rights.request(request_id)
    if asked is None or not can_carry_out(asked):
        raise privacy.OutOfOrder("not granted")
    with transaction.atomic():
        changed = sum(_correct(record, right, reason=reason) for record in records)
        if changed:
            later("rights.tell_correction", asked.subject)
    if changed:
        privacy.rights.finish(request_id)
    return changed


def can_carry_out(asked: Request) -> bool:
    """Whether it is a correction that was granted and has not been made."""
    is_granted = asked.decision in {Decision.GRANTED, Decision.PARTLY}
    return asked.kind == RequestKind.RECTIFY and asked.is_open and is_granted


def _correct(record: Record, right: Right, *, reason: str) -> bool:
    match record.kind:
        case RecordKind.ORDER:
            return correct_order(record.id, right, reason=reason)
        case RecordKind.DESTINATION:
            return correct_destination(record.id, right, reason=reason)
        case RecordKind.DRAFT:
            return correct_draft(record.id, right, reason=reason)
        case RecordKind.INQUIRY:
            return correct_sender(record.id, name=right.name, email=right.email, reason=reason)
        case RecordKind.REGISTRATION:
            return _correct_registration(record.id, right, reason)
        case RecordKind.ADDRESS:
            return _correct_entry(record.id, right, reason)


def _correct_registration(customer_id: UUID, right: Right, reason: str) -> bool:
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    before = privacy.use((customer.name, customer.telephone), purpose=RIGHTS, reason=reason)
    name, telephone = right.name or before[0], right.telephone or before[1]
    if (name, telephone) == before:
        return False
    registration.correct_registration(customer, name=name, telephone=telephone)
    return True


def _correct_entry(address_id: UUID, right: Right, reason: str) -> bool:
    entry = Address.objects.select_related("customer").get(pk=address_id)
    name, to = privacy.use((entry.customer.name, entry.to), purpose=RIGHTS, reason=reason)
    right_to = right.of_address(to, of=name)
    if right_to == to:
        return False
    addresses.change_address(
        entry.customer, address_id, right_to, label=entry.label, is_default=entry.is_default
    )
    return True


def _note(subject: UUID, *, how: Identified, channel: Channel) -> None:
    """Keep that it was asked, granted and done. One that waits at the desk may ask for more, and stays."""
    open_ones = [one for one in privacy.rights.requests_of(subject) if one.is_open]
    if any(one.kind == RequestKind.RECTIFY for one in open_ones):
        return
    asked = privacy.rights.open_request(subject, RequestKind.RECTIFY, channel=channel)
    privacy.rights.identify(asked.id, how=how)
    privacy.rights.decide(asked.id, Decision.GRANTED, reason=ReasonCode.AS_ASKED)
    privacy.rights.finish(asked.id)
