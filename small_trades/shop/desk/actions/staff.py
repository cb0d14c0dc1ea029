"""How somebody becomes staff, signs in, and confirms the policy."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pyotp
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import OWNER, STAFF_DUTIES
from small_trades.policy.groups import EmailAddress, PasswordHash, PersonName, TotpSecret
from small_trades.shop.account import passwords, throttles
from small_trades.shop.account.tokens import new_token, token_hash
from small_trades.shop.desk.actions.sessions import end_rows
from small_trades.shop.desk.lookups import STAFF_EMAIL
from small_trades.shop.desk.models import Staff, StaffInvite

INVITE_LIFE = timedelta(days=1)
STEP_SECONDS = 30
STEPS_OF_DRIFT = 1


class InviteGoneError(Exception):
    """The link was used, has expired, or never was."""


class SignInRefusedError(Exception):
    """The address, the password or the code is wrong; which one is not said."""


@dataclass(frozen=True)
class NewStaff:
    """What somebody fills in to become staff."""

    name: PersonName
    email: str
    password: str


def owner_link() -> str | None:
    """A fresh one-time link for the shop's first owner, or None where there is one. Older links end."""
    if Staff.objects.filter(role=OWNER, is_active=True).exists():
        return None
    StaffInvite.objects.filter(role=OWNER, used_at=None, again=None).delete()
    return _invite(OWNER, None)


def invite(email: str, *, role: str) -> str:
    """The path of a one-time link for this address and role. It works for a day.

    Raises:
        privacy.Taken: the address belongs to somebody who is staff already.
    """
    if STAFF_EMAIL.find(email):
        raise privacy.Taken
    with privacy.acting_as(privacy.Actor.system("desk.invite")):
        return _invite(role, email)


def _invite(role: str, email: str | None) -> str:
    token = new_token()
    made = StaffInvite(
        subject=privacy.new_subject(),
        role=role,
        token_hash=token_hash(token),
        expires_at=timezone.now() + INVITE_LIFE,
    )
    if email:
        privacy.collect(made, notice="staff-invite", email=EmailAddress(email))
    made.save()
    return reverse("desk:join", kwargs={"token": token})


def open_invite(token: str) -> StaffInvite:
    """The invitation of a link that still works.

    Raises:
        InviteGoneError: it does not.
    """
    found = StaffInvite.objects.filter(
        token_hash=token_hash(token), used_at=None, again=None, expires_at__gt=timezone.now()
    ).first()
    if found is None:
        raise InviteGoneError
    return found


def join(token: str, person: NewStaff) -> Staff:
    """Turn an invitation into a member of staff who still has to set up the one-time codes.

    Raises:
        InviteGoneError: the link no longer works; nothing was stored.
        privacy.Taken: the address belongs to somebody who is staff already; nothing was stored.
    """
    with transaction.atomic():
        invitation = open_invite(token)
        if not StaffInvite.objects.filter(pk=invitation.pk, used_at=None).update(used_at=timezone.now()):
            raise InviteGoneError
        staff = Staff(subject=invitation.subject, role=invitation.role)
        privacy.collect(
            staff,
            notice="staff-invite",
            name=person.name,
            email=EmailAddress(person.email),
            password=PasswordHash(passwords.hashed(person.password)),
            totp=TotpSecret(pyotp.random_base32()),
        )
        STAFF_EMAIL.put(person.email, subject=staff.subject, record=staff.pk)
        staff.save()
    return staff


def confirm_totp(staff_id: UUID, code: str) -> Staff:
    """Activate a new member of staff whose app shows the right code.

    Raises:
        SignInRefusedError: the code is wrong, or the person is unknown or active already.
    """
    staff = Staff.objects.filter(pk=staff_id, is_active=False, left_at=None).first()
    if staff is None:
        raise SignInRefusedError
    accept_code(staff, code)
    staff.is_active = True
    staff.save(update_fields=["is_active"])
    return staff


def sign_in(caller: throttles.Caller, password: str, code: str) -> Staff:
    """The member of staff whose address, password and code these are.

    Raises:
        SignInRefusedError: any of them is wrong; it takes the same time whichever it is.
        throttles.TooManyError: the address or the network has tried too often.
    """
    throttles.count_sign_in(caller)
    hit = STAFF_EMAIL.find(caller.email)
    able = Staff.objects.filter(is_active=True, has_codes=True)
    staff = able.filter(pk=hit.record).first() if hit else None
    if staff is None:
        passwords.spend_a_check(password)
        raise SignInRefusedError
    kept = privacy.use(staff.password, purpose=STAFF_DUTIES)
    if not passwords.matches(password, kept.encoded):
        raise SignInRefusedError
    accept_code(staff, code)
    throttles.forgive_sign_in(caller)
    return staff


def prove(staff: Staff, caller: throttles.Caller, password: str, code: str) -> None:
    """Check password and code of somebody who is signed in, before a weighty act.

    Raises:
        SignInRefusedError: either is wrong; which one is not said.
        throttles.TooManyError: it was tried too often.
    """
    throttles.count_sign_in(caller)
    kept = privacy.use(staff.password, purpose=STAFF_DUTIES)
    if not passwords.matches(password, kept.encoded):
        raise SignInRefusedError
    accept_code(staff, code)
    throttles.forgive_sign_in(caller)


def accept_code(staff: Staff, code: str) -> None:
    """Accept a time-based code once (RFC 6238), with one step of drift to either side."""
    totp = pyotp.TOTP(privacy.use(staff.totp, purpose=STAFF_DUTIES).secret)
    now = int(timezone.now().timestamp()) // STEP_SECONDS
    for step in range(now - STEPS_OF_DRIFT, now + STEPS_OF_DRIFT + 1):
        is_right = pyotp.utils.strings_equal(totp.at(step * STEP_SECONDS), code)
        if is_right and Staff.objects.filter(pk=staff.pk, totp_step__lt=step).update(totp_step=step):
            return
    raise SignInRefusedError


def end_other_sessions(staff: Staff, *, this: str) -> None:
    """End every session of theirs but that of the mark `this`, carried over with `access.renew_session`."""
    end_rows(staff, but=this)
    Staff.objects.filter(pk=staff.pk).update(generation=F("generation") + 1)
    staff.refresh_from_db(fields=["generation"])
    privacy.staff_event("ended their other sessions", about=staff.subject)


def confirm_policy(staff: Staff) -> None:
    """Record that this member of staff has read the policy version in force (clause 0)."""
    version = privacy.policy_in_force()
    staff.confirmed_policy = version
    staff.confirmed_at = timezone.now()
    staff.save(update_fields=["confirmed_policy", "confirmed_at"])
    privacy.staff_event(f"confirmed policy version {version}", about=staff.subject)
