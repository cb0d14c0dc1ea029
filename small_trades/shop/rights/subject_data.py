"""What rights hold of a person: for a moment, the address for the last mail."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import FAREWELL_RETENTION
from small_trades.shop.rights.models import LastMail

COVERS = (LastMail,)


def held(subject: UUID) -> list[privacy.Held]:
    """The address, until the mail has gone."""
    erasure = privacy.rights.erasure_of(subject)
    if erasure is None:
        return []
    until = FAREWELL_RETENTION.kept_until(timezone.localdate()) or timezone.localdate()
    stays = privacy.rights.kept_until(
        until,
        because_ja="消去のお知らせをお送りするまで",
        because_en="until the notice of deletion is sent",
        by_law_alone=False,
    )
    return [
        privacy.Held(
            "消去のお知らせの宛先",
            "Address for the notice of deletion",
            sealed=(mail.email,),
            kept_until=until,
            on_erasure=stays,
        )
        for mail in LastMail.objects.filter(subject=subject, erasure=erasure.id)
    ]
