"""Tell a maker how to reach a customer who consented to it; and what follows when they withdraw."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.makers.messages import MakerContact
from small_trades.doors.paper.messages import Sheet
from small_trades.policy.declaration import MAKER, MAKER_CONTACT
from small_trades.policy.groups import ProvisionRecord
from small_trades.shop.kernel.codes import new_code
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.provisions.actions.note import note_stops
from small_trades.shop.provisions.consent import CHANNEL, MAKER_WORDS
from small_trades.shop.provisions.models import ProvisionCase
from small_trades.shop.provisions.queries.person import MakerOf, contact_of
from small_trades.shop.provisions.states import CaseKind, CaseState


def consent(order: OrderPage, *, language: str) -> None:
    """The customer agrees to the words on the page."""
    privacy.give_consent(
        order.subject, purpose=MAKER_CONTACT, text=MAKER_WORDS, language=language, channel=CHANNEL
    )


def withdraw(order: OrderPage) -> bool:
    """The customer withdraws; makers who were told are to be asked to erase it. Whether a consent stood."""
    was_standing = privacy.withdraw_consent(order.subject, purpose=MAKER_CONTACT, channel=CHANNEL)
    if was_standing:
        note_stops(order.subject, (MAKER.id,))
    return was_standing


@transaction.atomic
def hand_over(order: OrderPage, maker: MakerOf, *, staff_id: UUID) -> Sheet:
    """The sheet for one maker, with the record that law asks for (個人情報保護法 29).

    Raises:
        privacy.Refused: no consent stands, or the gate said no otherwise; nothing left, nothing was kept.
    """
    contact = contact_of(order)
    message = MakerContact(
        name=contact.name,
        email=contact.email,
        telephone=contact.telephone,
        maker=maker.name,
        order_code=order.code,
        about=maker.about,
    )
    sheet: Sheet = privacy.disclose(message, through="makers", purpose=MAKER_CONTACT)
    _keep(order, maker, has_telephone=contact.telephone is not None, staff_id=staff_id)
    return sheet


def _keep(order: OrderPage, maker: MakerOf, *, has_telephone: bool, staff_id: UUID) -> None:
    given = [consent for consent in privacy.consents_of(order.subject) if consent.is_standing]
    on = next(one.given_at for one in given if one.purpose_id == MAKER_CONTACT.id)
    groups = ["PersonName", "EmailAddress", *(["Telephone"] if has_telephone else [])]
    today = timezone.localdate()
    case = ProvisionCase(
        subject=privacy.new_subject(),
        code=new_code(),
        person=order.subject,
        kind=CaseKind.CONSENT,
        state=CaseState.PROVIDED,
        groups=" ".join(groups),
        requested_on=today,
        asked_by=staff_id,
        decided_by=staff_id,
        decided_at=timezone.now(),
        provided_at=timezone.now(),
    )
    record = ProvisionRecord(
        recipient=maker.name,
        person=f"注文 {order.code}",
        items=case.groups,
        ground=f"本人の同意（{timezone.localdate(on).isoformat()}）",
    )
    privacy.collect(case, notice="provision", record=record)
    case.save()
