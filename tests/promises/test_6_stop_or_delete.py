"""Clause 6 (個人情報保護法 35): a stop becomes a deletion where its person wishes, in the same time."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_ANSWER, NOTICE
from small_trades.privacy.rights import Channel, Decision, Request, RequestKind, RequestState
from small_trades.privacy.testing import plant
from small_trades.shop.account.tests.making import Browser, mails, run_tasks
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.inquiries.models import Inquiry, InquiryMessage
from small_trades.shop.inquiries.states import InquiryKind
from small_trades.shop.inquiries.tests.making import inquiry
from small_trades.shop.rights.actions.leave import leave

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SYSTEM = privacy.Actor.system("test")
OPENING = {
    "ja": "に利用停止のご請求をいただき、その後、消去をご希望とのお申し出をいただきました。",
    "en": "you asked us to stop using your information, and then told us that you would rather have it",
}


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def asked_to_stop(language: str = "ja") -> tuple[Inquiry, Request]:
    thread = inquiry(kind=InquiryKind.SUSPENSION, language=language)
    mails()
    (request,) = privacy.rights.requests_of_inquiry(thread.pk)
    return thread, request


def now(request: Request) -> Request:
    found = privacy.rights.request(request.id)
    assert found is not None
    return found


def letters(thread: Inquiry) -> list[str]:
    """What the desk wrote to them."""
    written = InquiryMessage.objects.filter(inquiry=thread, staff_id__isnull=False)
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")):
        return [privacy.use(message.text, purpose=INQUIRY_ANSWER).text for message in written]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_stop_that_becomes_a_deletion_keeps_its_day_and_the_letter_says_so(language: str) -> None:
    thread, request = asked_to_stop(language)
    desk, here, words = desk_of(colleague("support")), f"/desk/requests/{request.id}/", plant("text")
    desk.post(f"{here}identify/", {"how": "document-seen"})

    assert desk.post(f"{here}turn/", {"is_their_wish": "on"})["Location"] == here

    turned = now(request)
    assert (turned.kind, turned.asked_as) == (RequestKind.ERASE, RequestKind.RESTRICT)
    assert (turned.asked_at, turned.due_at) == (request.asked_at, request.due_at)
    page = desk.get(here).content.decode()
    assert "利用停止" in page
    assert OPENING[language] in page, "staff see what the letter begins with"
    desk.post(f"{here}decide/", {"decision": "granted", "reason": "as-asked", "letter": words})
    (letter,) = letters(thread)
    assert OPENING[language] in letter
    assert letter.endswith(words)
    desk.post(f"{here}carry-out/")
    planned = privacy.rights.erasure_of(thread.subject)
    assert planned is not None
    assert planned.can_undo
    assert now(request).decision == Decision.GRANTED
    assert privacy.restrictions_of(thread.subject) == (), "it was not stopped, it is deleted"


def test_it_is_the_persons_wish_or_it_stays_a_stop() -> None:
    thread, request = asked_to_stop()
    desk, here = desk_of(colleague("support")), f"/desk/requests/{request.id}/"
    answer = desk.post(f"{here}turn/")
    assert answer.status_code == 200
    assert "ご本人の申し出が必要です" in answer.content.decode()
    assert Browser().post(f"{here}turn/", {"is_their_wish": "on"})["Location"] == "/desk/login/"
    assert desk_of(colleague("orders")).post(f"{here}turn/", {"is_their_wish": "on"}).status_code == 403
    assert now(request) == request
    assert privacy.rights.erasure_of(thread.subject) is None


def test_what_was_decided_stays_what_it_was() -> None:
    _thread, request = asked_to_stop()
    desk, here = desk_of(colleague("support")), f"/desk/requests/{request.id}/"
    typed = {"decision": "refused", "reason": "not-identified", "letter": plant("text")}
    desk.post(f"{here}decide/", typed)
    ended = now(request)
    desk.post(f"{here}turn/", {"is_their_wish": "on"})
    assert now(request) == ended


def test_a_letter_about_anything_else_is_what_staff_wrote() -> None:
    thread, request = asked_to_stop()
    desk, here, words = desk_of(colleague("support")), f"/desk/requests/{request.id}/", plant("text")
    desk.post(f"{here}identify/", {"how": "document-seen"})
    desk.post(f"{here}decide/", {"decision": "granted", "reason": "as-asked", "letter": words})
    assert letters(thread) == [words]


def test_who_deletes_everything_alone_waits_for_no_other_answer() -> None:
    thread, request = asked_to_stop()
    with privacy.acting_as(SYSTEM):
        leave(thread.subject, now=True)
    run_tasks()
    assert now(request).state == RequestState.WITHDRAWN
    assert privacy.rights.waiting() == ()


def test_the_person_reads_what_became_of_their_request() -> None:
    thread, request = asked_to_stop()
    with privacy.acting_as(SYSTEM):
        assert isinstance(privacy.decide(thread.email, purpose=NOTICE), privacy.Allowed)
        privacy.rights.turn_into_erasure(request.id)
        told = [row.outcome for row in privacy.uses_of(thread.subject) if row.event == "request"]
    assert told == ["erase:turned:restrict", f"restrict:asked:{Channel.INQUIRY.value}"]
