"""Writing an issue. Words that are being sent do not change any more."""

from dataclasses import asdict, dataclass
from uuid import UUID

from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.marketing.models import Issue
from small_trades.shop.marketing.states import IssueState


@dataclass(frozen=True, slots=True)
class IssueWords:
    """Plain text in one language or both; a language without a body is not sent."""

    subject_ja: str = ""
    body_ja: str = ""
    subject_en: str = ""
    body_en: str = ""


def write(words: IssueWords, *, staff_id: UUID) -> UUID:
    """Keep a draft; answers its id."""
    return Issue.objects.create(**asdict(words), made_by=staff_id).pk


def rewrite(issue_id: UUID, words: IssueWords) -> None:
    """Change a draft. Raises WrongStateError for an issue that is no draft any more, or none."""
    if not Issue.objects.filter(pk=issue_id, state=IssueState.DRAFT).update(**asdict(words)):
        raise WrongStateError(IssueState.SENDING, IssueState.DRAFT)


def discard(issue_id: UUID) -> None:
    """Remove a draft. Raises WrongStateError for an issue that is no draft any more, or none."""
    if not Issue.objects.filter(pk=issue_id, state=IssueState.DRAFT).delete()[0]:
        raise WrongStateError(IssueState.SENDING, IssueState.DRAFT)
