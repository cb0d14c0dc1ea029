"""Giving a consent, withdrawing it as easily, and what a person has consented to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from small_trades.privacy._broker import brokered
from small_trades.privacy._consents.models import Consent, Words
from small_trades.privacy._consents.shapes import LANGUAGES, ConsentRecord, ConsentText, fixed_word
from small_trades.privacy._consents.writing import changed, changing, checked_purpose, living
from small_trades.privacy._force import stated_version
from small_trades.privacy._ledger import Event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from small_trades.privacy.vocabulary import Purpose


@brokered
def give_consent(
    subject: UUID, *, purpose: Purpose, text: ConsentText, language: str, channel: str
) -> ConsentRecord:
    """Record that a person agrees to these very words. The row is durable when this returns.

    `language` is the one they read (`ja` or `en`), `channel` a fixed word for where (`my-page`). While a
    consent to the same words under the same policy version stands, that one is returned and nothing is
    written. It reaches the categories that version states for the purpose, also those of values collected
    before. Raises Erased, Undeclared (recorded), ValueError for a language or channel that is none.
    """
    fixed_word(channel, "A channel")
    if language not in LANGUAGES:
        raise ValueError(f"A consent is read in one of {', '.join(LANGUAGES)}, not in {language!r}.")
    checked_purpose(purpose)
    version = stated_version()
    with changing(subject) as found:
        person = living(found)
        same = {"purpose": purpose.id, "words_id": text.digest, "policy_version": version}
        row = (
            Consent.objects.filter(subject=person, withdrawn_at=None, **same).select_related("words").first()
        )
        if row is None:
            Words.objects.get_or_create(digest=text.digest, defaults={"ja": text.ja, "en": text.en})
            row = Consent.objects.create(
                subject=person, language=language, channel=channel, given_at=timezone.now(), **same
            )
            changed(person, Event.CONSENT, f"given:{channel}:{text.digest}", purposes=purpose.id)
    return _record(row)


@brokered
def withdraw_consent(subject: UUID, *, purpose: Purpose, channel: str) -> bool:
    """Withdraw every consent to a purpose; whether one stood. The row is durable when this returns.

    Nothing else is asked, so that it is as easy as giving. Raises Undeclared (recorded), ValueError.
    """
    fixed_word(channel, "A channel")
    checked_purpose(purpose)
    with changing(subject) as person:
        rows = Consent.objects.filter(subject_id=subject, purpose=purpose.id, withdrawn_at=None)
        is_withdrawn = bool(rows.update(withdrawn_at=timezone.now(), withdrawn_channel=channel))
        if person is not None and is_withdrawn:
            changed(person, Event.CONSENT, f"withdrawn:{channel}", purposes=purpose.id)
    return is_withdrawn


@brokered
def consents_of(subject: UUID) -> tuple[ConsentRecord, ...]:
    """Every consent of a person, the withdrawn ones too, with the exact words; the newest first."""
    rows = Consent.objects.filter(subject_id=subject).select_related("words").order_by("-given_at", "-pk")
    return tuple(_record(row) for row in rows)


@brokered
def has_consent(subject: UUID, purpose: Purpose) -> bool:
    """Whether a consent of the person to the purpose stands, as the store says at this moment."""
    return Consent.objects.filter(subject_id=subject, purpose=purpose.id, withdrawn_at=None).exists()


@brokered
def who_consents(subjects: Iterable[UUID], purpose: Purpose) -> frozenset[UUID]:
    """Those of these persons whose consent to the purpose stands, in one query."""
    rows = Consent.objects.filter(subject_id__in=list(subjects), purpose=purpose.id, withdrawn_at=None)
    return frozenset(rows.values_list("subject_id", flat=True))


def _record(row: Consent) -> ConsentRecord:
    return ConsentRecord(
        id=row.pk,
        subject=row.subject_id,
        purpose_id=row.purpose,
        text=ConsentText(row.words.ja, row.words.en),
        policy_version=row.policy_version,
        language=row.language,
        channel=row.channel,
        given_at=row.given_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_channel=row.withdrawn_channel,
    )
