"""Looking after staff: inviting, changing a role, ending somebody's work, a new second factor.

An owner looks after everybody else, a manager after the roles below; nobody after themselves.
"""

from typing import Final
from uuid import UUID

import pyotp
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import MANAGER, OWNER, STAFF_ROLES
from small_trades.policy.groups import PasswordHash, TotpSecret
from small_trades.shop.account import passwords
from small_trades.shop.account.tokens import new_token, token_hash
from small_trades.shop.api.actions.tokens import revoke_tokens_of
from small_trades.shop.desk.actions.sessions import end_rows
from small_trades.shop.desk.actions.staff import INVITE_LIFE, InviteGoneError, invite
from small_trades.shop.desk.lookups import STAFF_EMAIL
from small_trades.shop.desk.models import Staff, StaffInvite

ABOVE: Final = frozenset({OWNER, MANAGER})
ROLES_OF: Final = {OWNER: STAFF_ROLES, MANAGER: tuple(role for role in STAFF_ROLES if role not in ABOVE)}
"""The roles that each role looks after and may give."""


class ColleagueError(Exception):
    """The change to a member of staff was not made."""


class NotYoursError(ColleagueError):
    """The role does not look after this person, or may not give that role."""


class YourselfError(ColleagueError):
    """Nobody changes their own part."""


class LastOwnerError(ColleagueError):
    """A shop keeps one active owner."""


class ColleagueGoneError(ColleagueError):
    """There is no such member of staff, or they no longer work here."""


def invite_colleague(email: str, *, role: str, by: Staff) -> str:
    """The path of a one-time link for a new colleague.

    Raises:
        NotYoursError: `by` may not give that role.
        privacy.Taken: the address belongs to somebody who is staff already.
    """
    if role not in ROLES_OF.get(by.role, ()):
        raise NotYoursError
    link = invite(email, role=role)
    privacy.staff_event(f"invited somebody as {role}", about=by.subject)
    return link


def change_role(colleague_id: UUID, role: str, *, by: Staff) -> Staff:
    """Give another role; every session of the person ends at once.

    Raises:
        ColleagueError: see its kinds; nothing was changed.
    """
    with transaction.atomic():
        colleague = _held(colleague_id, by)
        if role not in ROLES_OF[by.role]:
            raise NotYoursError
        before, colleague.role = colleague.role, role
        _end_sessions(colleague, "role")
    privacy.staff_event(f"role changed from {before} to {role}", about=colleague.subject)
    return colleague


def deactivate(colleague_id: UUID, *, by: Staff) -> Staff:
    """End somebody's work at the desk, every session of theirs at once, and the tokens they made.

    Raises:
        ColleagueError: see its kinds; nothing was changed.
    """
    with transaction.atomic():
        colleague = _held(colleague_id, by)
        colleague.is_active, colleague.left_at = False, timezone.now()
        _end_sessions(colleague, "is_active", "left_at")
        StaffInvite.objects.filter(again=colleague, used_at=None).delete()
        revoke_tokens_of(colleague.pk)
    privacy.staff_event("deactivated", about=colleague.subject)
    return colleague


def reset(colleague_id: UUID, *, by: Staff) -> str:
    """The path of a link with which somebody sets a new password and second factor; the old ones end now.

    Raises:
        ColleagueError: see its kinds; nothing was changed.
    """
    with transaction.atomic():
        colleague = _held(colleague_id, by, is_leaver_welcome=True)
        link = _invite_again(colleague)
    privacy.staff_event("second factor reset, invited again", about=colleague.subject)
    return link


def reset_by_address(email: str) -> str:
    """The same from the command line of the machine, for an owner who lost their telephone.

    Raises:
        ColleagueGoneError: nobody of the staff has this address.
    """
    hit = STAFF_EMAIL.find(email)
    with transaction.atomic():
        colleague = Staff.objects.select_for_update().filter(pk=hit.record).first() if hit else None
        if colleague is None:
            raise ColleagueGoneError
        link = _invite_again(colleague)
    with privacy.acting_as(privacy.Actor.system("desk.reset")):
        privacy.staff_event("second factor reset from the command line", about=colleague.subject)
    return link


def open_second_invite(token: str) -> StaffInvite:
    """The invitation of a link that lets somebody in again.

    Raises:
        InviteGoneError: it was used, has expired, or never was.
    """
    found = StaffInvite.objects.select_related("again").filter(
        token_hash=token_hash(token), used_at=None, again__isnull=False, expires_at__gt=timezone.now()
    )
    invitation = found.first()
    if invitation is None:
        raise InviteGoneError
    return invitation


def rejoin(token: str, password: str) -> Staff:
    """Set a new password and a new second factor, which the person then confirms with a first code.

    Raises:
        InviteGoneError: the link no longer works; nothing was stored.
    """
    with transaction.atomic():
        invitation = open_second_invite(token)
        if not StaffInvite.objects.filter(pk=invitation.pk, used_at=None).update(used_at=timezone.now()):
            raise InviteGoneError
        staff = Staff.objects.select_for_update().get(invitations=invitation)
        privacy.correct(
            staff,
            notice="staff-invite",
            password=PasswordHash(passwords.hashed(password)),
            totp=TotpSecret(pyotp.random_base32()),
        )
        staff.left_at = None
        staff.save()
    return staff


def _invite_again(colleague: Staff) -> str:
    colleague.is_active = False
    # The old second factor must not finish the new one's set-up.
    colleague.left_at = colleague.left_at or timezone.now()
    _end_sessions(colleague, "is_active", "left_at")
    StaffInvite.objects.filter(again=colleague, used_at=None).delete()
    token = new_token()
    StaffInvite.objects.create(
        subject=colleague.subject,
        role=colleague.role,
        token_hash=token_hash(token),
        expires_at=timezone.now() + INVITE_LIFE,
        again=colleague,
    )
    return reverse("desk:rejoin", kwargs={"token": token})


def _held(colleague_id: UUID, by: Staff, *, is_leaver_welcome: bool = False) -> Staff:
    """The colleague, held together with every active owner: of two who end each other, one comes second."""
    owners = {
        owner.pk: owner
        for owner in Staff.objects.select_for_update().filter(role=OWNER, is_active=True).order_by("pk")
    }
    colleague = Staff.objects.select_for_update().filter(pk=colleague_id).first()
    if colleague is None or (colleague.left_at is not None and not is_leaver_welcome):
        raise ColleagueGoneError
    if colleague.pk == by.pk:
        raise YourselfError
    is_still_there = Staff.objects.filter(pk=by.pk, role=by.role, is_active=True).exists()
    if not is_still_there or colleague.role not in ROLES_OF.get(by.role, ()):
        raise NotYoursError
    if owners.keys() == {colleague.pk}:
        raise LastOwnerError
    return colleague


def _end_sessions(colleague: Staff, *changed: str) -> None:
    end_rows(colleague)
    colleague.generation += 1
    colleague.save(update_fields=[*changed, "generation"])
