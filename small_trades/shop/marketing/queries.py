"""What may be read of subscriptions and issues. Counting opens nobody's address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, NEWSLETTER
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tokens import token_hash
from small_trades.shop.marketing.models import Delivery, Issue, StopLink, Subscription
from small_trades.shop.marketing.states import DeliveryState, IssueState


@dataclass(frozen=True, slots=True)
class OwnSubscription:
    """A member's subscription as they see it; `is_confirmed`: it was, and the consent stands.

    `is_objected`: the member objected to the newsletter, which closes it whatever else stands.
    """

    email: EmailAddress
    language: str
    asked_at: datetime
    is_confirmed: bool
    is_objected: bool


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue with the counts of what became of its mails."""

    id: UUID
    state: IssueState
    pause: str
    words: dict[str, tuple[str, str]]
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    counts: dict[DeliveryState, int]

    @property
    def state_name(self) -> str:
        """The state in the language of the page."""
        return str(self.state.label)

    @property
    def title(self) -> str:
        """The first subject there is."""
        return next((subject for subject, _body in self.words.values() if subject), "")

    @property
    def total(self) -> int:
        """How many mails it has in all."""
        return sum(self.counts.values())

    @property
    def sent(self) -> int:
        """How many the mail server took."""
        return self.counts.get(DeliveryState.SENT, 0)

    @property
    def outcomes(self) -> tuple[tuple[str, int], ...]:
        """Each outcome that happened, with its name and count."""
        return tuple((str(state.label), count) for state, count in self.counts.items() if count)


def subscription_of(customer: Customer) -> OwnSubscription | None:
    """The member's subscription, else their wish for one, else None."""
    rows = Subscription.objects.filter(subject=customer.subject).order_by("-confirmed_at", "-asked_at")
    row = min(rows, key=lambda found: found.confirmed_at is None, default=None)
    if row is None:
        return None
    standing = row.confirmed_at is not None and privacy.has_consent(row.subject, NEWSLETTER)
    if row.confirmed_at is not None and not standing:
        return None
    email = privacy.use(row.email, purpose=ACCOUNT_DISPLAY)
    return OwnSubscription(email, row.language, row.asked_at, standing, _is_objected(row.subject))


def is_living_stop_link(token: str) -> bool:
    """Whether something is left that the link stops."""
    return StopLink.objects.filter(token_hash=token_hash(token)).exists()


def count_subscriptions() -> dict[str, int]:
    """How many confirmed subscriptions there are, by language."""
    rows = Subscription.objects.filter(confirmed_at__isnull=False).order_by()
    return {"ja": 0, "en": 0} | dict(rows.values_list("language").annotate(count=Count("pk")))


def count_ended() -> int:
    """How many subscriptions ended because there was no such address any more."""
    return Delivery.objects.filter(state=DeliveryState.ENDED).count()


def count_issues() -> int:
    """How many issues there are."""
    return Issue.objects.count()


def list_issues(*, start: int = 0, stop: int = 50) -> tuple[IssueView, ...]:
    """Issues, the newest first."""
    rows = list(Issue.objects.all()[start:stop])
    counts = _counts([row.pk for row in rows])
    return tuple(_view(row, counts.get(row.pk, {})) for row in rows)


def issue(issue_id: UUID) -> IssueView | None:
    """One issue, or None."""
    row = Issue.objects.filter(pk=issue_id).first()
    return _view(row, _counts([row.pk]).get(row.pk, {})) if row is not None else None


def _is_objected(subject: UUID) -> bool:
    return any(
        found.is_objection and found.is_standing and NEWSLETTER.id in (found.purposes or ())
        for found in privacy.restrictions_of(subject)
    )


def _counts(issues: list[UUID]) -> dict[UUID, dict[DeliveryState, int]]:
    rows = Delivery.objects.filter(issue__in=issues).order_by()
    found: dict[UUID, dict[DeliveryState, int]] = {}
    for issue_id, state, count in rows.values_list("issue", "state").annotate(count=Count("pk")):
        found.setdefault(issue_id, {})[DeliveryState(state)] = count
    return found


def _view(row: Issue, counts: dict[DeliveryState, int]) -> IssueView:
    words = {"ja": (row.subject_ja, row.body_ja), "en": (row.subject_en, row.body_en)}
    return IssueView(
        row.pk,
        IssueState(row.state),
        str(row.get_paused_because_display()) if row.paused_because else "",
        {language: words[language] for language in row.languages},
        row.made_at,
        row.started_at,
        row.finished_at,
        {state: counts[state] for state in DeliveryState if state in counts},
    )
