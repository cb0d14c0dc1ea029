"""Tell somebody how their objection was decided. The address goes to the mail door unopened."""

from uuid import UUID

from django.utils import translation

from small_trades import privacy
from small_trades.doors.mail.messages import RefusalDecided
from small_trades.policy.declaration import MISUSE
from small_trades.shop.misuse.models import Appeal
from small_trades.shop.orders.links import in_shop
from small_trades.shop.site.queries import shop_facts


def decided(appeal_id: UUID) -> None:
    """Granted or not; says nothing where the refusal is gone meanwhile."""
    appeal = Appeal.objects.select_related("refusal").filter(pk=appeal_id, decided_at__isnull=False).first()
    if appeal is None:
        return
    with translation.override(appeal.language):
        shop_name = shop_facts().name
    mail = RefusalDecided(
        to=appeal.email,
        language=appeal.language,
        shop_name=shop_name,
        is_granted=bool(appeal.is_granted),
        appeal_url=in_shop("misuse:appeal", appeal.language, code=appeal.refusal.code),
    )
    privacy.disclose(mail, through="mail", purpose=MISUSE)
