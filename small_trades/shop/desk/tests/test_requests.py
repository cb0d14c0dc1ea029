"""Requests at the desk: what waits, who asks, the decision and its letter, and doing it."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, NOTICE
from small_trades.privacy.rights import Channel, Decision, ReasonCode, Request, RequestKind, RequestState
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mails
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.inquiries.actions import close
from small_trades.shop.inquiries.models import Inquiry, InquiryMessage
from small_trades.shop.inquiries.states import InquiryKind
from small_trades.shop.inquiries.tests.making import asker, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SYSTEM = privacy.Actor.system("test")


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def asked(kind: InquiryKind = InquiryKind.SUSPENSION) -> tuple[Inquiry, Request]:
    """Somebody wrote, and with that asked for a right."""
    thread = inquiry(kind=kind)
    mails()
    (request,) = privacy.rights.requests_of_inquiry(thread.pk)
    return thread, request


def now(request: Request) -> Request:
    found = privacy.rights.request(request.id)
    assert found is not None
    return found


def support() -> Browser:
    return desk_of(colleague("support"))


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        (InquiryKind.DISCLOSURE, RequestKind.ACCESS),
        (InquiryKind.CORRECTION, RequestKind.RECTIFY),
        (InquiryKind.SUSPENSION, RequestKind.RESTRICT),
    ],
)
def test_an_inquiry_that_asks_for_a_right_is_a_request(kind: InquiryKind, becomes: RequestKind) -> None:
    thread, request = asked(kind)
    assert (request.kind, request.subject) == (becomes, thread.subject)
    assert (request.channel, request.state) == (Channel.INQUIRY, RequestState.ASKED)
    page = support().get("/desk/requests/").content.decode()
    assert f'href="/desk/requests/{request.id}/"' in page
    assert thread.code in page


def test_any_other_inquiry_is_none() -> None:
    thread = inquiry()
    assert privacy.rights.requests_of_inquiry(thread.pk) == ()


def test_what_is_late_is_marked_and_on_the_first_page() -> None:
    asked()
    browser = support()
    assert "対応するご請求" in browser.get("/desk/").content.decode()
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=15)):
        browser = support()
        assert "期限超過" in browser.get("/desk/requests/").content.decode()
        assert "期限超過1件" in browser.get("/desk/").content.decode()


def test_from_identity_to_done_with_a_sealed_letter(ledger_rows: LedgerRows) -> None:
    thread, request = asked()
    browser, words = support(), plant()
    here = f"/desk/requests/{request.id}/"
    before = len(ledger_rows())
    browser.post(f"{here}identify/", {"how": "document-seen"})
    browser.post(f"{here}decide/", {"decision": "granted", "reason": "as-asked", "letter": words})
    assert now(request).state == RequestState.DECIDED
    browser.post(f"{here}carry-out/")

    assert now(request).state == RequestState.DONE
    letters = InquiryMessage.objects.filter(inquiry=thread, staff_id__isnull=False)
    assert letters.count() == 1
    (told,) = mails()
    assert words not in told.body
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")):
        assert isinstance(privacy.decide(thread.name, purpose=DELIVERY), privacy.Refusal)
    steps = [row.outcome for row in ledger_rows()[before:] if row.event == "request"]
    assert steps == [
        "restrict:identified:document-seen",
        "restrict:decided:granted:as-asked",
        "restrict:done",
    ]


@pytest.mark.parametrize(
    ("decision", "reason", "letter"),
    [
        ("granted", "no-ground", "words"),
        ("refused", "as-asked", "words"),
        ("refused", "no-ground", "words"),
        ("granted", "not-identified", "words"),
        ("refused", "not-identified", ""),
        ("perhaps", "as-asked", "words"),
    ],
)
def test_somebody_unknown_is_decided_only_as_unknown_and_told_so(
    decision: str, reason: str, letter: str
) -> None:
    thread, request = asked()
    typed = {"decision": decision, "reason": reason, "letter": letter}
    if reason == "no-ground" and decision == "refused":
        typed["reason"] = "kept-by-law"
    answer = support().post(f"/desk/requests/{request.id}/decide/", typed)
    assert answer.status_code in {200, 302}
    assert now(request).decision is None
    assert not InquiryMessage.objects.filter(inquiry=thread, staff_id__isnull=False).exists()


def test_a_refusal_ends_the_request_with_its_reason() -> None:
    thread, request = asked()
    typed = {"decision": "refused", "reason": "not-identified", "letter": plant()}
    support().post(f"/desk/requests/{request.id}/decide/", typed)
    ended = now(request)
    assert (ended.state, ended.decision) == (RequestState.DONE, Decision.REFUSED)
    assert ended.reason == ReasonCode.NOT_IDENTIFIED
    assert InquiryMessage.objects.filter(inquiry=thread, staff_id__isnull=False).count() == 1


def test_nothing_is_carried_out_before_it_is_granted() -> None:
    thread, request = asked()
    support().post(f"/desk/requests/{request.id}/carry-out/")
    assert now(request).state == RequestState.ASKED
    assert privacy.restrictions_of(thread.subject) == ()


def test_a_deletion_that_is_granted_begins_with_its_72_hours() -> None:
    thread = inquiry(asker())
    with privacy.acting_as(SYSTEM):
        request = privacy.rights.open_request(
            thread.subject, RequestKind.ERASE, channel=Channel.LETTER, inquiry_id=thread.pk
        )
    browser, here = support(), f"/desk/requests/{request.id}/"
    browser.post(f"{here}identify/", {"how": "known-facts"})
    browser.post(f"{here}decide/", {"decision": "granted", "reason": "as-asked", "letter": plant()})
    browser.post(f"{here}carry-out/")
    planned = privacy.rights.erasure_of(thread.subject)
    assert planned is not None
    assert planned.can_undo
    with privacy.acting_as(SYSTEM):
        assert isinstance(privacy.decide(thread.name, purpose=NOTICE), privacy.Allowed)


def test_a_letter_for_a_closed_conversation_is_said_to_be_unsent() -> None:
    thread, request = asked()
    close(thread.pk)
    typed = {"decision": "refused", "reason": "not-identified", "letter": plant()}
    browser = support()
    answer = browser.post(f"/desk/requests/{request.id}/decide/", typed)
    assert "回答は送られていません" in browser.get(answer["Location"]).content.decode()
    assert not InquiryMessage.objects.filter(inquiry=thread, staff_id__isnull=False).exists()


def test_a_request_there_is_not() -> None:
    assert support().get(f"/desk/requests/{UUID(int=7)}/").status_code == 404
