"""The purposes as a person may stop them: at once, by a request, or not; and what each would mean."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.declaration import (
    ACCOUNT_DISPLAY,
    BILLING,
    DELIVERY,
    IDENTITY,
    INQUIRY_ANSWER,
    MISUSE,
    NOTICE,
    POLICY,
    PREFILL,
    REVIEW_PUBLISHING,
    STAFF_DUTIES,
)
from small_trades.shop.account.words import Words

STOPPED: Final = "stopped"
"""The reason of a restriction that the person asked for themselves."""


class Way(StrEnum):
    """How a purpose is stopped."""

    HERE = "here"
    CONSENT = "consent"
    ASK = "ask"
    NEVER = "never"


MEANS: Final[dict[str, Words]] = {
    NOTICE.id: _("We no longer write to you: no confirmation of an order, no notice that a parcel was sent."),
    DELIVERY.id: _("Nothing can be sent to you. An order that has not left yet stays where it is."),
    BILLING.id: _("We cannot bill you, and cannot pay a refund: new orders stop at the payment."),
    PREFILL.id: _("Forms no longer know you: you type your name and address each time."),
    INQUIRY_ANSWER.id: _("We can read and answer nothing that you wrote to us."),
    REVIEW_PUBLISHING.id: _("Your reviews leave the product pages. If you go on, we read them again first."),
    MISUSE.id: _("It protects other customers too. We look at your reasons, and answer within two weeks."),
    ACCOUNT_DISPLAY.id: _("It is how you see all of this. It ends when you leave."),
    IDENTITY.id: _("It keeps others out of what is yours. It ends when you leave."),
}
_BY_LAW: Final = _("A law asks for it, or it serves your own rights.")
_BY_CONSENT: Final = _("It happens only with your consent, which you withdraw on the page of your consents.")
_NEVER: Final = frozenset({ACCOUNT_DISPLAY.id, IDENTITY.id})


@dataclass(frozen=True)
class Row:
    """A purpose, how it is stopped, what that means, and whether it is stopped now."""

    purpose: privacy.Purpose
    way: Way
    means: Words
    is_stopped: bool


@dataclass(frozen=True)
class Stops:
    """Everything a person stopped, or could."""

    is_all_stopped: bool
    rows: tuple[Row, ...]


def stops_of(subject: UUID) -> Stops:
    """How it stands. Purposes incidental to another stop with it, and are not listed."""
    standing = [one for one in privacy.restrictions_of(subject) if one.is_standing]
    objected = {purpose for one in standing if one.is_objection for purpose in one.purposes or ()}
    rows = tuple(
        Row(purpose, way_of(purpose), _means(purpose), purpose.id in objected)
        for purpose in POLICY.purposes
        if purpose.incidental_to is None and purpose is not STAFF_DUTIES
    )
    is_all = any(one.because == STOPPED and not one.is_objection for one in standing)
    return Stops(is_all, tuple(sorted(rows, key=lambda row: list(Way).index(row.way))))


def way_of(purpose: privacy.Purpose) -> Way:
    """How this purpose is stopped."""
    if purpose.legal_basis == privacy.LegalBasis.CONSENT:
        return Way.CONSENT
    if purpose.legal_basis == privacy.LegalBasis.LEGAL_OBLIGATION or purpose.id in _NEVER:
        return Way.NEVER
    return Way.ASK if purpose.legal_basis == privacy.LegalBasis.LEGITIMATE else Way.HERE


def purpose_called(purpose_id: str) -> privacy.Purpose | None:
    """The declared purpose of this id."""
    return next((purpose for purpose in POLICY.purposes if purpose.id == purpose_id), None)


def _means(purpose: privacy.Purpose) -> Words:
    if purpose.id in MEANS:
        return MEANS[purpose.id]
    return _BY_CONSENT if purpose.legal_basis == privacy.LegalBasis.CONSENT else _BY_LAW
