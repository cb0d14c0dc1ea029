"""What it takes to give to a third party, an authority, or anybody abroad (個人情報保護法 27, 28)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from small_trades.privacy._consents.models import Consent
from small_trades.privacy._decide import Refusal
from small_trades.privacy.errors import RefusalReason
from small_trades.privacy.vocabulary import ActorKind, RecipientRole

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from small_trades.privacy._decide import Intent
    from small_trades.privacy.vocabulary import Purpose, Recipient

LONGEST_GROUND: Final = 180
"""The ledger seals the whole of a ground, and the day it is told from, as a row's reason: never a part."""


@dataclass(frozen=True, slots=True, repr=False)
class LawfulGround:
    """Why an authority may be given something: 個人情報保護法 27(1), its four ways, all of them in writing.

    `approved_by` are the numbers of two members of staff: who asked for the provision, and who decided on it.
    `told_from`: the day from which the person may be told, where they may not be told at once (33(5)).
    Raises ValueError for words that are too long to be recorded whole.
    """

    authority: str
    law: str
    document: str
    requested_on: date
    approved_by: tuple[UUID, UUID]
    told_from: date | None = None

    def __post_init__(self) -> None:
        if len(self.words) > LONGEST_GROUND:
            raise ValueError(f"The words of a ground have at most {LONGEST_GROUND} characters together.")

    @property
    def words(self) -> str:
        """The ground in one line, as the ledger seals it."""
        parts = (self.authority, self.law, self.document, self.requested_on.isoformat())
        return " · ".join(part.strip() for part in parts)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left out, and two different people stand for it."""
        return all(part.strip() for part in (self.authority, self.law, self.document)) and (
            len(set(self.approved_by)) == len(self.approved_by) == 2  # noqa: PLR2004 - four eyes
        )


def stricter(intent: Intent, recipient: Recipient) -> Intent:
    """The intent as it counts for this recipient: a third party takes a consent, whatever the purpose."""
    if recipient.role != RecipientRole.THIRD_PARTY:
        return intent
    return replace(intent, needs_consent=True)


def judge_ground(intent: Intent, recipient: Recipient, ground: LawfulGround | None) -> Refusal | None:
    """Only an authority is given anything by a ground, and nothing without a whole one, by staff."""
    is_authority = recipient.role == RecipientRole.AUTHORITY
    if not is_authority and ground is None:
        return None
    if is_authority and ground is not None and ground.is_complete:
        is_by_one_of_them = intent.actor.kind == ActorKind.STAFF and intent.actor.id in ground.approved_by
        if intent.is_law and is_by_one_of_them:
            return None
    return Refusal(RefusalReason.NO_GROUND, f"{recipient.id} for {intent.purpose.id}")


def judge_country(recipient: Recipient, purpose: Purpose, people: Collection[UUID]) -> Refusal | None:
    """Whoever's values go abroad has consented to words that name the country (28(1)).

    An authority abroad is none of the four ways of 27(1): it has no ground to be given anything.
    """
    if not recipient.is_abroad or not people:
        return None
    names = (recipient.country_ja, recipient.country_en)
    refusal = Refusal(RefusalReason.COUNTRY_NOT_NAMED, f"{recipient.id} in {recipient.country}")
    if not all((*names, recipient.abroad_ja, recipient.abroad_en)):
        return refusal
    rows = Consent.objects.filter(subject_id__in=people, purpose=purpose.id, withdrawn_at=None)
    named = {
        row.subject_id
        for row in rows.select_related("words")
        if names[0] in row.words.ja and names[1] in row.words.en
    }
    return None if named >= set(people) else refusal
