"""Passkeys of the staff: adding, removing, signing in with one; and the codes that stand beside them.

Somebody who works here always has a way in: one-time codes with the password, or at least one passkey.
"""

from typing import Final
from uuid import UUID

import pyotp
from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import STAFF_DUTIES
from small_trades.policy.groups import TotpSecret
from small_trades.shop.account import passkeys, throttles
from small_trades.shop.account.actions import ceremonies
from small_trades.shop.account.models import ChallengeKind
from small_trades.shop.desk.actions.staff import SignInRefusedError, accept_code
from small_trades.shop.desk.lookups import STAFF_PASSKEY
from small_trades.shop.desk.models import Staff, StaffPasskey

_NOTICE: Final = "staff-login"


class LastWayInError(Exception):
    """Without it the person could not sign in any more."""


def passkey_options(staff_id: UUID, *, holder: str) -> str:
    """What the browser needs to make a passkey for this member of staff, as JSON.

    Raises:
        TooManyPasskeysError: they have as many as one may have.
        Staff.DoesNotExist: there is nobody.
    """
    staff = Staff.objects.get(pk=staff_id)
    kept = [row.credential for row in StaffPasskey.objects.filter(staff=staff)]
    return ceremonies.options_to_make(
        staff.email, kept, kind=ChallengeKind.STAFF_ENROL, holder=holder, purpose=STAFF_DUTIES
    )


def add_passkey(staff: Staff, sent: str, *, label: str, holder: str) -> StaffPasskey:
    """Keep a passkey that the browser made.

    Raises:
        PasskeyRefusedError: it is no passkey for this shop, or its challenge does not work any more.
        TooManyPasskeysError: they have as many as one may have.
        privacy.Taken: somebody has this very passkey already.
    """
    new, handle = ceremonies.made(sent, ChallengeKind.STAFF_ENROL, holder=holder)
    if StaffPasskey.objects.filter(staff=staff).count() >= ceremonies.MOST_PASSKEYS:
        raise ceremonies.TooManyPasskeysError
    row = StaffPasskey(staff=staff, subject=staff.subject)
    ceremonies.sealed_in(row, new, handle, label=label, notice=_NOTICE)
    with transaction.atomic():
        STAFF_PASSKEY.put(new.credential_id, subject=staff.subject, record=row.pk)
        row.save()
    privacy.staff_event("added a passkey", about=staff.subject)
    return row


def join_by_passkey(staff_id: UUID, sent: str, *, label: str, holder: str) -> Staff:
    """Activate a new member of staff who signs in with a passkey and has no one-time codes.

    Raises:
        SignInRefusedError: the person is unknown or active already.
        PasskeyRefusedError: as `add_passkey`; they are not activated.
    """
    staff = Staff.objects.filter(pk=staff_id, is_active=False).first()
    if staff is None:
        raise SignInRefusedError
    add_passkey(staff, sent, label=label, holder=holder)
    staff.is_active, staff.has_codes = True, False
    staff.save(update_fields=["is_active", "has_codes"])
    return staff


def remove_passkey(staff: Staff, passkey_id: UUID) -> None:
    """Remove a passkey of theirs.

    Raises:
        LastWayInError: it is the last one that works, and they have no codes; nothing was removed.
    """
    with transaction.atomic():
        locked = Staff.objects.select_for_update().get(pk=staff.pk)
        own = StaffPasskey.objects.filter(staff=locked)
        if not locked.has_codes and not own.filter(stopped_at=None).exclude(pk=passkey_id).exists():
            raise LastWayInError
        if not own.filter(pk=passkey_id).delete()[0]:
            return
        STAFF_PASSKEY.drop(passkey_id)
    privacy.staff_event("removed a passkey", about=staff.subject)


def turn_codes_off(staff: Staff) -> None:
    """Sign in with passkeys alone. Codes that are set up later come from a new secret.

    Raises:
        LastWayInError: they have no passkey that works; nothing was changed.
    """
    with transaction.atomic():
        locked = Staff.objects.select_for_update().get(pk=staff.pk)
        if not StaffPasskey.objects.filter(staff=locked, stopped_at=None).exists():
            raise LastWayInError
        privacy.correct(locked, notice=_NOTICE, totp=TotpSecret(pyotp.random_base32()))
        locked.has_codes = False
        locked.save(update_fields=["totp", "has_codes"])
    privacy.staff_event("turned one-time codes off", about=staff.subject)


def turn_codes_on(staff: Staff, code: str) -> None:
    """Sign in with password and codes too, once the app shows the right one. Raises SignInRefusedError."""
    accept_code(staff, code)
    Staff.objects.filter(pk=staff.pk).update(has_codes=True)
    privacy.staff_event("turned one-time codes on", about=staff.subject)


def sign_in_options(*, holder: str, address: str) -> str:
    """What the browser needs to sign in with a passkey it has, as JSON. Raises TooManyError."""
    throttles.count_challenge(address)
    return passkeys.request_options(ceremonies.new_challenge(ChallengeKind.STAFF_SIGN_IN, holder=holder))


def prove_by_passkey(staff: Staff, sent: str, *, holder: str, address: str) -> None:
    """Check a passkey of somebody who is signed in, before a weighty act.

    Raises:
        PasskeyRefusedError: it is not theirs, or as in `sign_in_by_passkey`.
        throttles.TooManyError: as there.
    """
    if sign_in_by_passkey(sent, holder=holder, address=address).pk != staff.pk:
        raise ceremonies.PasskeyRefusedError


def sign_in_by_passkey(sent: str, *, holder: str, address: str) -> Staff:
    """The active member of staff whose passkey signed the challenge.

    Raises:
        PasskeyRefusedError: nobody's, removed, stopped, or not signed right; which one is not said.
        throttles.TooManyError: the network address has tried too often; nothing was checked.
    """
    throttles.count_network(address)
    assertion = ceremonies.answered(sent, ChallengeKind.STAFF_SIGN_IN, holder=holder)
    hit = ceremonies.record_id(STAFF_PASSKEY.find(assertion.credential_id))
    row = StaffPasskey.objects.filter(pk=hit, staff__is_active=True).select_related("staff").first()
    if row is None:
        raise ceremonies.unknown()
    kept = privacy.use(row.credential, purpose=STAFF_DUTIES)
    ceremonies.check(row, kept, assertion)
    throttles.forgive_network(address)
    return row.staff
