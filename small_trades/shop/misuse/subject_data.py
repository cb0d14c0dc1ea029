"""What refusals hold about a person."""

from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.shop.misuse.models import Appeal, Evidence, Refusal
from small_trades.shop.misuse.queries.refusals import AppealView, RefusalView, refusals_of
from small_trades.shop.orders.links import in_shop

COVERS = (Refusal, Evidence, Appeal)


def held(subject: UUID) -> list[privacy.Held]:
    """One entry for each refusal: that it exists, why, until when, on what evidence, and how to object."""
    return [_held(refusal) for refusal in refusals_of(subject)]


def forget(subject: UUID) -> int:
    """Remove the evidence with the person; the refusal knows hashes alone and ends by its own clock."""
    return Evidence.objects.filter(subject=subject).delete()[0]


def under_way(subject: UUID) -> bool:
    """Whether an objection of theirs waits for its decision."""
    return Appeal.objects.filter(subject=subject, decided_at__isnull=True).exists()


def _held(refusal: RefusalView) -> privacy.Held:
    return privacy.Held(
        label_ja="ご利用のお断り",
        label_en="Refusal",
        sealed=(refusal.evidence,) if refusal.evidence is not None else (),
        facts=(
            ("状態", "State", str(refusal.state_name)),
            ("理由", "Reason", str(refusal.reason_words)),
            (
                "見分け方（元に戻せない形で保存）",
                "Recognised by (kept in a form that cannot be turned back)",
                ", ".join(str(name) for name in refusal.mark_names),
            ),
            ("異議のお申し出", "How to object", in_shop("misuse:appeal", _language(), code=refusal.code)),
            *(_objection(appeal) for appeal in refusal.appeals),
        ),
        kept_until=timezone.localdate(refusal.expires_at),
    )


def _objection(appeal: AppealView) -> tuple[str, str, str]:
    """That there was one, and what became of it.

    Its words are sealed for the refusal, not for the person: whoever holds the refusal's code wrote them.
    """
    said = {
        None: _("Waiting for its decision"),
        True: _("Granted"),
        False: _("Not granted"),
    }[appeal.is_granted]
    day = timezone.localdate(appeal.made_at).isoformat()
    return ("いただいた異議", "Objection received", f"{day}: {said}")


def _language() -> str:
    return translation.get_language() or "ja"
