"""What the desk does with inquiries, and what it may read."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_ANSWER
from small_trades.policy.groups import InquiryText
from small_trades.privacy import Actor, acting_as, uuid7
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import mail, mails, member
from small_trades.shop.inquiries import actions, queries, subject_data
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.queries import InquiryFilter
from small_trades.shop.inquiries.states import InquiryKind, InquiryState
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.kernel.states import WrongStateError

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SUPPORT = Actor.staff(uuid7(), "support")
CATALOGUE = Actor.staff(uuid7(), "catalogue")


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def test_an_answer_stops_the_clock_and_is_told_by_mail(ledger_rows: LedgerRows) -> None:
    anna, staff, words = asker(), uuid7(), plant("text")
    asked = inquiry(anna)
    mails()
    with acting_as(SUPPORT):
        actions.answer(asked.pk, InquiryText(words), staff_id=staff)

    now = Inquiry.objects.get()
    assert (now.state, now.waiting_since, now.answer_by, now.owner_id) == ("answered", None, None, staff)
    received = mail()
    assert (received.to, received.subject.strip()) == (
        anna.email,
        f"お問い合わせにお答えしました（{asked.code}）",
    )
    assert words not in received.body
    assert {row.purpose for row in ledger_rows() if row.recipient} == {INQUIRY_ANSWER.id}


def test_whoever_took_an_inquiry_keeps_it_when_another_answers() -> None:
    asked, owner = inquiry(), uuid7()
    actions.take(asked.pk, staff_id=owner)
    with acting_as(SUPPORT):
        actions.answer(asked.pk, InquiryText("はい"), staff_id=uuid7())
    assert Inquiry.objects.get().owner_id == owner


def test_a_closed_inquiry_is_not_answered() -> None:
    asked = inquiry()
    actions.close(asked.pk)
    with acting_as(SUPPORT), pytest.raises(WrongStateError):
        actions.answer(asked.pk, InquiryText("はい"), staff_id=uuid7())
    with pytest.raises(WrongStateError):
        actions.close(asked.pk)
    assert asked.messages.count() == 1
    assert Inquiry.objects.get().state == "closed"


def test_the_desk_reads_a_thread_for_answering_and_a_role_without_that_purpose_does_not(
    ledger_rows: LedgerRows,
) -> None:
    anna = asker()
    thread = queries.thread_by_code(inquiry(anna).code)
    assert thread is not None
    with acting_as(SUPPORT):
        (opened,) = privacy.use([message.text for message in thread.messages], purpose=INQUIRY_ANSWER)
    assert opened.text == anna.text
    with acting_as(CATALOGUE), pytest.raises(privacy.Refused):
        privacy.use(thread.email, purpose=INQUIRY_ANSWER)
    last = ledger_rows()[-1]
    assert (last.event, last.role) == ("refusal", "catalogue")


def test_the_list_shows_what_is_due_first_and_opens_nothing(ledger_rows: LedgerRows) -> None:
    closed, request, question = inquiry(), inquiry(kind=InquiryKind.DISCLOSURE), inquiry()
    actions.close(closed.pk)
    Inquiry.objects.filter(pk=question.pk).update(answer_by=timezone.now() - timedelta(hours=1))
    before = len(ledger_rows())
    rows = queries.list_inquiries(InquiryFilter(), start=0, stop=10)
    assert [row.code for row in rows] == [question.code, request.code, closed.code]
    assert [(row.is_late, row.is_request, row.messages) for row in rows] == [
        (True, False, 1),
        (False, True, 1),
        (False, False, 1),
    ]
    assert queries.count_waiting() == 2
    assert queries.count_late() == 1
    assert len(ledger_rows()) == before


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (InquiryFilter(), 2),
        (InquiryFilter(state=InquiryState.CLOSED), 0),
        (InquiryFilter(kind=InquiryKind.ORDER), 1),
        (InquiryFilter(has_owner=True), 1),
        (InquiryFilter(has_owner=False), 1),
        (InquiryFilter(code="nonsense"), 0),
    ],
)
def test_the_list_narrows(wanted: InquiryFilter, count: int) -> None:
    inquiry()
    actions.take(inquiry(kind=InquiryKind.ORDER).pk, staff_id=uuid7())
    assert queries.count_inquiries(wanted) == count


def test_what_is_held_about_a_person_and_until_when() -> None:
    _who, customer = member()
    mine = inquiry(customer=customer)
    inquiry()
    (open_one,) = subject_data.held(customer.subject)
    assert open_one.kept_until is None
    assert [str(sealed) for sealed in open_one.sealed] == ["‹PersonName›", "‹EmailAddress›", "‹InquiryText›"]
    actions.close(mine.pk)
    (closed_one,) = subject_data.held(customer.subject)
    today = timezone.localdate()
    assert closed_one.kept_until is not None
    assert closed_one.kept_until.year == today.year + 3
    assert ("お問い合わせ番号", "Inquiry code", mine.code) in closed_one.facts


def test_a_members_list_says_where_each_stands() -> None:
    _who, customer = member()
    mine = inquiry(customer=customer)
    (summary,) = queries.inquiries_of(customer.pk)
    assert (summary.code, summary.state, summary.href) == (
        mine.code,
        InquiryState.WAITING,
        f"/inquiries/{mine.code}/",
    )
