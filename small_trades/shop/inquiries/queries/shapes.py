"""What an inquiry looks like from outside. Personal values are handles: whoever shows them opens them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from small_trades import privacy
from small_trades.policy.groups import (
    EmailAddress,
    FileContent,
    FileLabel,
    InquiryText,
    LeftOutFiles,
    PersonName,
)
from small_trades.shop.inquiries.states import FileKind, InquiryKind, InquiryState

Words = str | Promise


@dataclass(frozen=True, slots=True)
class InquirySummary:
    """One inquiry in the list of whoever sent it; `href` leads to its page."""

    code: str
    kind: InquiryKind
    kind_name: Words
    state: InquiryState
    state_name: Words
    opened_at: dt.datetime
    answer_by: dt.datetime | None
    href: str


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """One inquiry in the desk's list, unopened. `is_late`: its time to be answered has passed."""

    id: UUID
    code: str
    kind: InquiryKind
    kind_name: Words
    is_request: bool
    state: InquiryState
    state_name: Words
    opened_at: dt.datetime
    waiting_since: dt.datetime | None
    answer_by: dt.datetime | None
    is_late: bool
    owner_id: UUID | None
    order_code: str
    messages: int
    is_member: bool
    is_by_mail: bool
    name: privacy.Sealed[PersonName]


@dataclass(frozen=True, slots=True)
class ThreadFile:
    """A file with a message, unopened and not loaded. `size` is a number of bytes."""

    id: UUID
    kind: FileKind
    kind_name: Words
    size: int
    label: privacy.Sealed[FileLabel]


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file to be opened."""

    kind: FileKind
    label: privacy.Sealed[FileLabel]
    content: privacy.Sealed[FileContent]


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    """One message, unopened; without `staff_id` it is the customer's. `attachments` more were not taken."""

    at: dt.datetime
    staff_id: UUID | None
    text: privacy.Sealed[InquiryText]
    is_by_mail: bool
    attachments: int
    is_cut: bool
    files: tuple[ThreadFile, ...]
    left_out: privacy.Sealed[LeftOutFiles] | None

    @property
    def is_from_shop(self) -> bool:
        """Whether it is an answer."""
        return self.staff_id is not None


@dataclass(frozen=True, slots=True)
class InquiryThread:
    """One inquiry with its messages in order, unopened."""

    id: UUID
    code: str
    subject: UUID
    customer_id: UUID | None
    kind: InquiryKind
    kind_name: Words
    is_request: bool
    state: InquiryState
    state_name: Words
    language: str
    order_code: str
    is_by_mail: bool
    name: privacy.Sealed[PersonName]
    email: privacy.Sealed[EmailAddress]
    owner_id: UUID | None
    policy_version: int
    terms_version: int
    opened_at: dt.datetime
    answer_by: dt.datetime | None
    closed_at: dt.datetime | None
    can_answer: bool
    can_close: bool
    messages: tuple[ThreadMessage, ...]

    @property
    def files(self) -> tuple[ThreadFile, ...]:
        """All files in it, in order."""
        return tuple(file for message in self.messages for file in message.files)

    @property
    def has_mail(self) -> bool:
        """Whether anything in it came by mail, from a sender nobody has checked."""
        return any(message.is_by_mail for message in self.messages)
