"""What the desk holds about those who work there: no customers, so an erasure waits until they leave."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.shop.desk.models import (
    Export,
    OpeningRequest,
    Staff,
    StaffInvite,
    StaffPasskey,
    StaffSession,
)

COVERS = (Staff, StaffInvite, StaffPasskey, StaffSession, OpeningRequest, Export)
_EMPLOYED = privacy.rights.waiting_for(
    because_ja="在職の終了", because_en="the end of your work for the shop"
)


def held(subject: UUID) -> list[privacy.Held]:
    """The record of a member of staff, or the invitation of somebody who is to become one."""
    return [
        *_staff(subject),
        *_invites(subject),
        *_passkeys(subject),
        *_sessions(subject),
        *_reasons(subject),
    ]


def _staff(subject: UUID) -> list[privacy.Held]:
    return [
        privacy.Held(
            "従業者の記録",
            "Staff record",
            sealed=(staff.name, staff.email, staff.password, staff.totp),
            facts=(
                ("役割", "Role", staff.role),
                ("加わった日", "Joined on", timezone.localdate(staff.joined_at).isoformat()),
            ),
            on_erasure=_EMPLOYED,
        )
        for staff in Staff.objects.filter(subject=subject)
    ]


def _invites(subject: UUID) -> list[privacy.Held]:
    return [
        privacy.Held(
            "従業者への招待",
            "Invitation to work here",
            sealed=(invite.email,) if invite.email is not None else (),
            facts=(("役割", "Role", invite.role),),
            kept_until=timezone.localdate(invite.expires_at),
            on_erasure=_EMPLOYED,
        )
        for invite in StaffInvite.objects.filter(subject=subject)
    ]


def _passkeys(subject: UUID) -> list[privacy.Held]:
    return [
        privacy.Held(
            "従業者のパスキー", "Passkey for work", sealed=(passkey.credential,), on_erasure=_EMPLOYED
        )
        for passkey in StaffPasskey.objects.filter(subject=subject)
    ]


def _sessions(subject: UUID) -> list[privacy.Held]:
    return [
        privacy.Held(
            "業務画面へのログイン",
            "Sign-in at the desk",
            facts=(
                ("ログインした日", "Signed in on", timezone.localdate(session.began_at).isoformat()),
                ("機器", "Device", f"{session.get_browser_display()}, {session.get_device_display()}"),
            ),
            on_erasure=_EMPLOYED,
        )
        for session in StaffSession.objects.filter(subject=subject)
    ]


def _reasons(subject: UUID) -> list[privacy.Held]:
    """Why somebody of the staff asked to open or take out more; of each wish's own subject, for a day."""
    wishes = OpeningRequest.objects.filter(subject=subject)
    exports = Export.objects.filter(subject=subject)
    reasons = [*(wish.reason for wish in wishes), *(export.reason for export in exports)]
    return [
        privacy.Held("業務上の申請の理由", "Reason given at work", sealed=(reason,), on_erasure=_EMPLOYED)
        for reason in reasons
    ]
