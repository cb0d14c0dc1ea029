"""What a notice says: the recipient's own number of what it was given, and for a correction what is right."""

from dataclasses import dataclass

from small_trades import privacy
from small_trades.doors.carriers.messages import LabelCorrection, LabelEnquiry, LabelStop
from small_trades.doors.makers.messages import MakerNotice
from small_trades.doors.payment.messages import CustomerCorrection, CustomerEnquiry, CustomerStop
from small_trades.doors.telling.messages import Why
from small_trades.policy.declaration import CARRIER, MAKER, RIGHTS
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.models import Customer
from small_trades.shop.orders.queries.given import GivenPayment, parcel_given, payment_given
from small_trades.shop.provisions.models import ProvisionCase, RecipientNotice
from small_trades.shop.provisions.queries.holding import holdings, stopped
from small_trades.shop.provisions.states import Change, How, ToldState


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing need be said any more: what became of it, and why or how."""

    state: ToldState
    why: Why = Why.NONE
    how: How | None = None


def words_of(notice: RecipientNotice, *, reason: str) -> privacy.Message | Settled:
    """The message that is right at this moment. One that was taken in before is only asked about."""
    if notice.what == Change.STOP and not _is_stopped(notice):
        return Settled(ToldState.NOT_POSSIBLE, Why.OVER)
    if notice.recipient == MAKER.id:
        return _to_maker(notice, reason)
    is_carrier = notice.recipient == CARRIER.id
    if notice.state == ToldState.SENT:
        return LabelEnquiry(notice_id=notice.pk) if is_carrier else CustomerEnquiry(notice_id=notice.pk)
    return _to_carrier(notice) if is_carrier else _to_provider(notice)


def _is_stopped(notice: RecipientNotice) -> bool:
    """Whether it still is: a stop can be taken back before anybody heard of it."""
    own = [one for one in holdings(notice.person) if one.about == notice.about]
    return any(stopped(notice.person, one) for one in own if one.recipient == notice.recipient)


def _to_carrier(notice: RecipientNotice) -> privacy.Message | Settled:
    parcel = parcel_given(notice.record) if notice.record else None
    if parcel is None:
        return Settled(ToldState.NOT_POSSIBLE, Why.GONE)
    if notice.what != Change.CORRECTION:
        return LabelStop(
            notice_id=notice.pk, carrier=parcel.carrier, tracking=parcel.tracking, what=notice.what
        )
    if parcel.has_arrived:
        return Settled(ToldState.NOT_POSSIBLE, Why.OVER)
    if parcel.corrected_at is None or parcel.corrected_at <= parcel.given_at:
        return Settled(ToldState.ACKNOWLEDGED, how=How.LABEL)
    return LabelCorrection(
        notice_id=notice.pk, carrier=parcel.carrier, tracking=parcel.tracking, to=parcel.to
    )


def _to_provider(notice: RecipientNotice) -> privacy.Message | Settled:
    payment_id = str(notice.record)
    if notice.what != Change.CORRECTION:
        return CustomerStop(notice_id=notice.pk, payment_id=payment_id, what=notice.what)
    payment = payment_given(notice.record) if notice.record else None
    if payment is None:
        return Settled(ToldState.NOT_POSSIBLE, Why.GONE)
    return CustomerCorrection(notice_id=notice.pk, payment_id=payment_id, email=_right_email(payment))


def _right_email(payment: GivenPayment) -> privacy.Sealed[EmailAddress]:
    """The one a member has registered by now; a guest's is the order's."""
    member = Customer.objects.filter(pk=payment.customer_id).first() if payment.customer_id else None
    return member.email if member else payment.email


def _to_maker(notice: RecipientNotice, reason: str) -> privacy.Message | Settled:
    case = ProvisionCase.objects.filter(code=notice.about).first()
    if case is None:
        return Settled(ToldState.NOT_POSSIBLE, Why.GONE)
    record = privacy.use(case.record, purpose=RIGHTS, reason=reason)
    order_code = record.person.rpartition(" ")[2]
    return MakerNotice(maker=record.recipient, order_code=order_code, what=notice.what)
