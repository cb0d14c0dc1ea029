"""What provisions hold about a person: to whom something went, on what ground, as soon as they may know."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import AUTHORITY, MAKER, POLICY, RECORDS_RETENTION
from small_trades.privacy.rights import kept_until
from small_trades.shop.provisions.models import ProvisionCase, RecipientNotice
from small_trades.shop.provisions.queries.cases import CaseView, case_by_id
from small_trades.shop.provisions.queries.told import NoticeView, notices_of
from small_trades.shop.provisions.states import CaseKind, CaseState

COVERS = (ProvisionCase,)
_ENDS_WITH_IT = RECORDS_RETENTION
_UNDER_WAY = (CaseState.ASKED, CaseState.APPROVED)


def held(subject: UUID) -> list[privacy.Held]:
    """Each provision that the person may be told of, and each recipient that is told of a change."""
    cases = ProvisionCase.objects.filter(person=subject, state=CaseState.PROVIDED).order_by("-provided_at")
    views = [case_by_id(case.pk) for case in cases]
    given = [_held(view) for view in views if view is not None and not view.is_secret]
    return [*given, *(_word(notice) for notice in notices_of(subject))]


def adopting(guest: UUID, into: UUID) -> None:
    """What was provided of a guest, and who is told of changes, is the member's to see."""
    ProvisionCase.objects.filter(person=guest).update(person=into)
    RecipientNotice.objects.filter(person=guest).update(person=into)


def under_way(subject: UUID) -> bool:
    """Whether a demand about the person, or a provision they agreed to, is not at its end."""
    return ProvisionCase.objects.filter(person=subject, state__in=_UNDER_WAY).exists()


def _held(case: CaseView) -> privacy.Held:
    recipient = AUTHORITY if case.kind == CaseKind.LAW else MAKER
    day = timezone.localdate(case.provided_at)
    until = _ENDS_WITH_IT.kept_until(day)
    return privacy.Held(
        label_ja=f"外部への提供 {case.code}",
        label_en=f"Provision to others {case.code}",
        facts=(
            ("提供先", "To whom", f"{recipient.name_ja} / {recipient.name_en}"),
            ("提供日", "Provided on", day.isoformat()),
        ),
        kept_until=until,
        on_erasure=kept_until(
            until, because_ja=_ENDS_WITH_IT.law_ja, because_en=_ENDS_WITH_IT.law_en, by_law_alone=True
        )
        if until
        else None,
    )


def _word(notice: NoticeView) -> privacy.Held:
    """Nothing of it is sealed: it says that somebody was told, and not what."""
    until = _ENDS_WITH_IT.kept_until(timezone.localdate(notice.answered_at or notice.made_at))
    answered = timezone.localdate(notice.answered_at).isoformat() if notice.answered_at else "-"
    recipient = next(one for one in POLICY.recipients if one.id == notice.recipient)
    return privacy.Held(
        label_ja=f"提供先への連絡 {notice.about}",
        label_en=f"Word to a recipient {notice.about}",
        facts=(
            ("提供先", "To whom", f"{recipient.name_ja} / {recipient.name_en}"),
            ("内容", "What", notice.what.value),
            ("状況", "How far", notice.state.value),
            ("回答日", "Answered on", answered),
        ),
        kept_until=until,
        on_erasure=kept_until(
            until, because_ja=_ENDS_WITH_IT.law_ja, because_en=_ENDS_WITH_IT.law_en, by_law_alone=True
        )
        if until
        else None,
    )
