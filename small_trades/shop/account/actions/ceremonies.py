"""What members and staff share of passkeys: challenges, the making of one, and the check of an answer."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import EmailAddress, PasskeyCredential
from small_trades.shop.account import passkeys
from small_trades.shop.account.keepers import keeper_of
from small_trades.shop.account.models import ChallengeKind, PasskeyChallenge, PasskeyFacts
from small_trades.shop.account.passkeys import Assertion, CeremonyError, NewPasskey
from small_trades.shop.site.queries import shop_facts

CHALLENGE_LIFE: Final = timedelta(minutes=5)
MOST_PASSKEYS: Final = 20
COPIED: Final = "passkey copied"
_BYTES: Final = 32


class PasskeyRefusedError(Exception):
    """The passkey does not open anything here. Why is for the ledger, not for whoever tries."""


class PasskeyCopiedError(PasskeyRefusedError):
    """Its counter went back: there are two of it. It works no more."""


class TooManyPasskeysError(Exception):
    """One more than anybody may have."""


Row = TypeVar("Row", bound=PasskeyFacts)


def new_handle() -> str:
    """A user handle: random, so that an authenticator learns nothing about the account (Level 3, 14.6.1)."""
    return passkeys.in_text(secrets.token_bytes(_BYTES))


def new_challenge(kind: ChallengeKind, *, holder: str, user_handle: str = "") -> bytes:
    """Random bytes to sign, for this browser and this ceremony."""
    value = secrets.token_bytes(_BYTES)
    PasskeyChallenge.objects.create(
        value_hash=hashlib.sha256(value).hexdigest(),
        holder_hash=holder,
        kind=kind,
        user_handle=user_handle,
        expires_at=timezone.now() + CHALLENGE_LIFE,
    )
    return value


def spend_challenge(value: bytes, kind: ChallengeKind, *, holder: str) -> str:
    """Use a challenge up, and answer its user handle. Raises PasskeyRefusedError where it does not work."""
    live = PasskeyChallenge.objects.filter(
        value_hash=hashlib.sha256(value).hexdigest(),
        holder_hash=holder,
        kind=kind,
        expires_at__gt=timezone.now(),
    )
    handle = live.values_list("user_handle", flat=True).first()
    if handle is None or not live.delete()[0]:
        raise PasskeyRefusedError
    return handle


def options_to_make(
    email: privacy.Sealed[EmailAddress],
    kept: Sequence[privacy.Sealed[PasskeyCredential]],
    *,
    kind: ChallengeKind,
    holder: str,
    purpose: privacy.Purpose,
) -> str:
    """What the browser needs to make one more passkey beside the `kept` ones, as JSON.

    Raises:
        TooManyPasskeysError: they are as many as one may have; nothing was opened.
    """
    if len(kept) >= MOST_PASSKEYS:
        raise TooManyPasskeysError
    address, *credentials = privacy.use((email, *kept), purpose=purpose)
    handle = credentials[0].user_handle if credentials else new_handle()
    return passkeys.creation_options(
        challenge=new_challenge(kind, holder=holder, user_handle=handle),
        shop_name=shop_facts().name,
        user_handle=handle,
        user_name=address.address,
        known=[one.credential_id for one in credentials],
    )


def made(sent: str, kind: ChallengeKind, *, holder: str) -> tuple[NewPasskey, str]:
    """The passkey that the browser made, and its user handle. Raises PasskeyRefusedError."""
    try:
        attestation = passkeys.read_attestation(sent)
        handle = spend_challenge(attestation.challenge, kind, holder=holder)
        return passkeys.verified_attestation(attestation), handle
    except CeremonyError as error:
        raise PasskeyRefusedError from error


def answered(sent: str, kind: ChallengeKind, *, holder: str) -> Assertion:
    """The answer to a challenge, which is used up by it. Raises PasskeyRefusedError."""
    try:
        assertion = passkeys.read_assertion(sent)
    except CeremonyError as error:
        raise PasskeyRefusedError from error
    spend_challenge(assertion.challenge, kind, holder=holder)
    return assertion


def sealed_in(row: Row, new: NewPasskey, user_handle: str, *, label: str, notice: str) -> Row:
    """A row that holds the new passkey, not saved yet."""
    row.label, row.provider, row.sign_count = label, keeper_of(new.aaguid), new.sign_count
    credential = PasskeyCredential(new.credential_id, new.public_key, user_handle)
    privacy.collect(row, notice=notice, credential=credential)
    return row


def check(row: Any, kept: PasskeyCredential, assertion: Assertion) -> None:
    """Accept an answer signed by this passkey, and note its count.

    Raises:
        PasskeyCopiedError: the count is not higher than before; the passkey is stopped, the alarm recorded.
        PasskeyRefusedError: it is not signed by it, it is another account's, or it was stopped.
    """
    try:
        count = passkeys.verified_count(assertion, kept.public_key)
    except CeremonyError as error:
        raise PasskeyRefusedError from error
    if assertion.user_handle != kept.user_handle or row.stopped_at is not None:
        raise PasskeyRefusedError
    table, now = type(row).objects, timezone.now()
    if (count or row.sign_count) and count <= row.sign_count:
        table.filter(pk=row.pk).update(stopped_at=now)
        privacy.alarm_event(COPIED, about=row.subject, group=PasskeyCredential)
        raise PasskeyCopiedError
    unchanged = table.filter(pk=row.pk, sign_count=row.sign_count, stopped_at__isnull=True)
    if not unchanged.update(sign_count=count, used_at=now):
        raise PasskeyRefusedError


def unknown() -> PasskeyRefusedError:
    """The error for a passkey nobody has; the shop's record keeps that it was tried."""
    privacy.search_event("sign-in: no such passkey", ())
    return PasskeyRefusedError()


def record_id(found: privacy.LookUpHit | None) -> UUID:
    """The record a look-up leads to, or one that is nobody's."""
    return found.record if found else privacy.uuid7()
