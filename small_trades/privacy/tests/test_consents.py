"""Consents: exact words, given and withdrawn as easily, never overwritten, kept as proof, and asked for."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import ConsentText, Controller, RefusalReason
from small_trades.privacy._consents import standing
from small_trades.privacy._consents.models import Closure, Consent, Words
from small_trades.privacy._keys import epochs
from small_trades.privacy._ledger import Event, LedgerUnavailable
from small_trades.privacy.tests.toy.doors import POST_DOOR, Reminder
from small_trades.privacy.tests.toy.people import TASK, member
from small_trades.privacy.tests.toy.policy import LENDING, NEWS, NOTICE

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

both = pytest.mark.django_db(databases=["default", "keys"])
for_real = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
WORDS = ConsentText(ja="お知らせを受け取ります。", en="I want the news.")
OTHERS = ConsentText(ja="お知らせと特典を受け取ります。", en="I want the news and offers.")


def _give(subject: UUID, text: ConsentText = WORDS, channel: str = "my-page") -> privacy.ConsentRecord:
    return privacy.give_consent(subject, purpose=NEWS, text=text, language="ja", channel=channel)


def _withdraw(subject: UUID, channel: str = "mail-link") -> bool:
    return privacy.withdraw_consent(subject, purpose=NEWS, channel=channel)


@both
def test_without_consent_nothing_opens_and_nothing_leaves(
    ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    assert ada.email is not None
    mail = Reminder(to=ada.email, names=(), title="News")
    for attempt in (
        lambda: privacy.use(ada.email, purpose=NEWS),
        lambda: privacy.disclose(mail, through="post", purpose=NEWS),
    ):
        with pytest.raises(privacy.Refused) as refused:
            attempt()
        assert refused.value.reason == RefusalReason.NO_CONSENT
        assert ledger_rows()[-1].event == Event.REFUSAL
    assert POST_DOOR.sent == []
    assert not privacy.opened_personal_value()
    assert ledger_rows(Event.USE, Event.DISCLOSURE) == ()
    assert not privacy.has_consent(ada.subject, NEWS)

    _give(ada.subject)
    assert privacy.has_consent(ada.subject, NEWS)
    assert privacy.use(ada.email, purpose=NEWS).address == "ada@member.example"
    privacy.disclose(mail, through="post", purpose=NEWS)
    assert len(POST_DOOR.sent) == 1

    assert _withdraw(ada.subject)
    assert privacy.decide(ada.email, purpose=NEWS) == _refusal(RefusalReason.NO_CONSENT)
    with pytest.raises(privacy.Refused):
        privacy.disclose(mail, through="post", purpose=NEWS)
    assert len(POST_DOOR.sent) == 1


def _refusal(reason: RefusalReason) -> privacy.Refusal:
    return privacy.Refusal(reason, "2d-email for 3f-news")


@both
def test_a_consent_is_of_one_person_and_one_purpose(
    ada: Member, bob: Member, program: None, ledger_rows: LedgerRows
) -> None:
    _give(ada.subject)
    with pytest.raises(privacy.Refused):
        privacy.use([ada.email, bob.email], purpose=NEWS)
    assert not privacy.opened_personal_value()
    opened = privacy.use([ada.email, bob.email], purpose=NEWS, skip_closed=True)
    assert [email and email.address for email in opened] == ["ada@member.example", None]
    # The row is in the record of her whose value was opened, not of him who was passed over.
    (row,) = ledger_rows(Event.USE)
    assert row.seq in {use.seq for use in privacy.uses_of(ada.subject)}
    assert row.seq not in {use.seq for use in privacy.uses_of(bob.subject)}
    assert not privacy.has_consent(ada.subject, LENDING)


@both
def test_nobody_to_open_is_no_use(ada: Member, bob: Member, program: None, ledger_rows: LedgerRows) -> None:
    assert privacy.use([ada.email, bob.email], purpose=NEWS, skip_closed=True) == [None, None]
    assert ledger_rows(Event.USE) == ()
    assert not privacy.opened_personal_value()


@both
def test_what_is_kept_of_a_consent(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    before = timezone.now()
    record = _give(ada.subject)
    assert record == privacy.consents_of(ada.subject)[0]
    assert (record.subject, record.purpose_id, record.text) == (ada.subject, "3f-news", WORDS)
    assert (record.policy_version, record.language, record.channel) == (2, "ja", "my-page")
    assert before <= record.given_at <= timezone.now()
    assert record.is_standing
    (row,) = ledger_rows(Event.CONSENT)
    assert (row.purpose, row.policy_version) == ("3f-news", 2)
    assert row.outcome == f"given:my-page:{WORDS.digest}"
    assert privacy.uses_of(ada.subject)[0].seq == row.seq


@both
def test_giving_twice_is_once_and_after_a_withdrawal_another(
    ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    first = _give(ada.subject)
    assert _give(ada.subject, channel="checkout") == first
    assert _withdraw(ada.subject)
    assert not _withdraw(ada.subject)
    second = _give(ada.subject)
    assert second.id != first.id
    newest, oldest = privacy.consents_of(ada.subject)
    assert newest == second
    assert (oldest.id, oldest.given_at, oldest.channel) == (first.id, first.given_at, "my-page")
    assert oldest.withdrawn_channel == "mail-link"
    assert oldest.withdrawn_at is not None
    assert first.given_at <= oldest.withdrawn_at <= second.given_at
    told = [row.outcome.partition(":")[0] for row in ledger_rows(Event.CONSENT)]
    assert told == ["given", "withdrawn", "given"]
    assert Words.objects.count() == 1


@both
def test_other_words_are_another_consent_and_one_withdrawal_ends_both(ada: Member, program: None) -> None:
    _give(ada.subject)
    _give(ada.subject, OTHERS)
    assert [record.text for record in privacy.consents_of(ada.subject)] == [OTHERS, WORDS]
    assert _withdraw(ada.subject)
    assert [record.is_standing for record in privacy.consents_of(ada.subject)] == [False, False]


@both
@pytest.mark.parametrize(
    ("language", "channel"), [("fr", "my-page"), ("ja", ""), ("ja", "Ada Lovelace"), ("ja", "x" * 41)]
)
def test_bad_input_writes_nothing(
    language: str, channel: str, ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- the sentence differs, the kind is the contract
        privacy.give_consent(ada.subject, purpose=NEWS, text=WORDS, language=language, channel=channel)
    if channel != "my-page":
        with pytest.raises(ValueError, match="fixed word"):
            _withdraw(ada.subject, channel)
    assert privacy.consents_of(ada.subject) == ()
    assert ledger_rows(Event.CONSENT) == ()


def test_words_are_there_in_both_languages() -> None:
    for ja, en in (("", "Yes"), ("はい", " \n")):
        with pytest.raises(ValueError, match="Japanese and in English"):
            ConsentText(ja, en)
    assert ConsentText("ab", "c").digest != ConsentText("a", "bc").digest


@both
def test_nobody_acting_or_a_strange_purpose_is_a_bug(ada: Member, ledger_rows: LedgerRows) -> None:
    with pytest.raises(privacy.Undeclared):
        _give(ada.subject)
    with pytest.raises(privacy.Undeclared):
        _withdraw(ada.subject)
    with privacy.acting_as(TASK), pytest.raises(privacy.Undeclared):
        privacy.give_consent(
            ada.subject, purpose=replace(NEWS, id="9z"), text=WORDS, language="ja", channel="test"
        )
    assert privacy.consents_of(ada.subject) == ()
    assert ledger_rows(Event.CONSENT) == ()


@both
def test_unknown_and_erased_people(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    _give(ada.subject)
    privacy.destroy(ada.subject)
    for subject in (ada.subject, uuid4()):
        with pytest.raises(privacy.Erased):
            _give(subject, OTHERS)
    assert len(privacy.consents_of(ada.subject)) == 1
    assert not _withdraw(uuid4())
    # A withdrawal still counts; its row leads to nobody.
    assert _withdraw(ada.subject)
    assert [row.outcome for row in ledger_rows(Event.CONSENT)][1:] == ["withdrawn:mail-link"]
    assert ledger_rows(Event.CONSENT)[1].references == ()


@for_real
def test_no_row_no_consent(ada: Member, program: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Lost:
        def wait(self) -> int:
            raise LedgerUnavailable("the disk is full")

    generation = privacy.generation()
    with monkeypatch.context() as patch:
        patch.setattr(privacy.ledger, "enqueue", lambda entry: Lost())
        with pytest.raises(LedgerUnavailable):
            _give(ada.subject)
        with pytest.raises(LedgerUnavailable):
            privacy.object_to(ada.subject, purpose=NOTICE, channel="test")
    assert privacy.consents_of(ada.subject) == ()
    assert privacy.restrictions_of(ada.subject) == ()
    assert privacy.decide(ada.name, purpose=NOTICE) == privacy.Allowed()
    assert privacy.generation() == generation


@for_real
def test_many_at_once_give_one_and_withdraw_one(ada: Member, ledger_rows: LedgerRows) -> None:
    def at_once(act: Callable[[], object]) -> list[object]:
        def one(_number: int) -> object:
            try:
                with privacy.acting_as(TASK):
                    return act()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(one, range(16)))

    given = at_once(lambda: _give(ada.subject).id)
    assert len(set(given)) == 1
    withdrawn = at_once(lambda: _withdraw(ada.subject))
    assert sorted(map(bool, withdrawn)) == [False] * 15 + [True]
    at_once(lambda: (_give(ada.subject), _withdraw(ada.subject)))
    records = privacy.consents_of(ada.subject)
    assert not any(record.is_standing for record in records)
    rows = [row.outcome.partition(":")[0] for row in ledger_rows(Event.CONSENT)]
    assert rows.count("given") == rows.count("withdrawn") == len(records)


@both
def test_asking_for_consent_costs_one_query_for_all_and_none_where_it_is_not_asked(
    ada: Member, bob: Member, program: None
) -> None:
    _give(ada.subject)
    _give(bob.subject)
    emails = [ada.email, bob.email]
    with CaptureQueriesContext(connections["keys"]) as queries:
        privacy.use(emails, purpose=NEWS)
    assert len(queries) == 2
    with CaptureQueriesContext(connections["keys"]) as queries:
        privacy.use(emails, purpose=LENDING)
    assert len(queries) == 1


@both
def test_a_consent_and_its_withdrawal_as_a_receipt(ada: Member, program: None) -> None:
    """ISO/IEC TS 27560:2023 in the terms of the Data Privacy Vocabulary's guide to it."""
    _give(ada.subject)
    _withdraw(ada.subject)
    (record,) = privacy.consents_of(ada.subject)
    shop = Controller(
        name="Toy library",
        address="1-1 Chiyoda",
        email="privacy@toy.example",
        url="https://toy.example/",
        withdraw_url="https://toy.example/consents",
        rights_url="https://toy.example/rights",
        notice_url="https://toy.example/privacy/v/2",
    )
    receipt = json.loads(json.dumps(privacy.consent_receipt(record, controller=shop)))
    assert receipt["@type"] == "dpv:ConsentReceipt"
    assert receipt["dct:conformsTo"] == "https://w3id.org/dpv/schema/dpv-27560#receipt"
    held = receipt["dpv:hasRecordOfActivity"]
    assert (held["@type"], held["dct:identifier"]) == ("dpv:ConsentRecord", str(record.id))
    assert held["dpv:hasDataSubject"]["@id"] == f"urn:uuid:{ada.subject}"
    assert held["dpv:hasDataController"]["dpv:hasName"] == "Toy library"
    assert held["dpv:hasConsentControl"]["dpv:isExercisedAt"] == "https://toy.example/consents"
    assert held["dpv:hasJurisdiction"] == "loc:JP"
    process = held["dpv:hasProcess"]
    assert process["dpv:hasPurpose"]["dct:identifier"] == "3f-news"
    assert [used["skos:broader"] for used in process["dpv:hasPersonalData"]] == ["dpv-pd:EmailAddress"]
    assert [given["dct:identifier"] for given in process["dpv:hasRecipient"]] == ["post"]
    words = {text["@language"]: text["@value"] for text in held["dpv:hasNotice"]["dct:description"]}
    assert words == {"ja": WORDS.ja, "en": WORDS.en}
    assert held["dpv:hasNotice"]["dct:language"] == "ja"
    given, withdrawn = held["dpv:hasConsentStatus"]
    assert given["@type"] == ["dpv:ConsentGiven", "dpv:ExpressedConsent"]
    assert (given["dpv:hasIndicationMethod"], withdrawn["dpv:hasIndicationMethod"]) == (
        "my-page",
        "mail-link",
    )
    assert datetime.fromisoformat(given["dpv:isIndicatedAtTime"]) == record.given_at.replace(microsecond=0)
    assert withdrawn["@type"] == "dpv:ConsentWithdrawn"


@both
def test_a_receipt_of_a_purpose_that_is_no_more_and_without_a_controller(ada: Member, program: None) -> None:
    record = replace(_give(ada.subject), purpose_id="9z-gone")
    held = privacy.consent_receipt(record)["dpv:hasRecordOfActivity"]
    assert held["dpv:hasProcess"]["dpv:hasPersonalData"] == []
    assert len(held["dpv:hasConsentStatus"]) == 1
    assert "dpv:hasDataController" not in held


@both
def test_proof_is_kept_three_years_from_the_end(ada: Member, bob: Member, program: None) -> None:
    _give(ada.subject)
    _give(bob.subject)
    _withdraw(ada.subject)
    (ended,) = privacy.consents_of(ada.subject)
    Consent.objects.filter(pk=ended.id).update(withdrawn_at=datetime(2026, 2, 28, 14, 59, tzinfo=UTC))
    # 28 February, 23:59 in Japan: kept through 28 February 2029.
    for day, due in (
        (datetime(2029, 2, 28, 14, 59, tzinfo=UTC), ()),
        (datetime(2029, 2, 28, 15, tzinfo=UTC), (ended.id,)),
    ):
        assert privacy.consents_due(day) == due
    with pytest.raises(ValueError, match="withdrawn, not forgotten"):
        privacy.forget_consent(privacy.consents_of(bob.subject)[0].id)
    assert privacy.forget_consent(ended.id)
    assert not privacy.forget_consent(ended.id)
    assert privacy.consents_of(ada.subject) == ()
    assert privacy.has_consent(bob.subject, NEWS)


@both
def test_a_standing_consent_of_an_erased_person_becomes_due_too(ada: Member, program: None) -> None:
    record = _give(ada.subject)
    privacy.destroy(ada.subject)
    assert privacy.consents_due(timezone.now() + timedelta(days=3 * 365 - 1)) == ()
    assert privacy.consents_due(timezone.now() + timedelta(days=3 * 365 + 2)) == (record.id,)
    assert privacy.forget_consent(record.id)


@both
def test_what_was_said_ends_with_the_person(ada: Member, bob: Member, program: None) -> None:
    _give(ada.subject)
    _give(bob.subject)
    privacy.object_to(ada.subject, purpose=NOTICE, channel="my-page")
    privacy.restrict(ada.subject, because="stopped")
    assert privacy.forget_consents(ada.subject) == 1
    assert privacy.forget_consents(ada.subject) == 1
    assert privacy.forget_consents(uuid4()) == 0
    (proof,) = privacy.consents_of(ada.subject)
    assert (proof.is_standing, proof.withdrawn_channel) == (False, "erased")
    assert privacy.restrictions_of(ada.subject) == ()
    assert not Closure.objects.filter(subject_id=ada.subject).exists()
    assert privacy.decide(ada.name, purpose=NOTICE) == privacy.Allowed()
    assert privacy.has_consent(bob.subject, NEWS)


@both
def test_consents_live_in_the_key_store(ada: Member, program: None) -> None:
    """Restoring last month's data revives no withdrawn consent."""
    _give(ada.subject)
    for model in (Consent, Words, Closure):
        assert model.objects.all().db == epochs.STORE


@both
def test_every_change_is_told_to_whoever_caches_opened_values(ada: Member, program: None) -> None:
    numbers = [privacy.generation()]
    for act in (
        lambda: _give(ada.subject),
        lambda: _withdraw(ada.subject),
        lambda: privacy.object_to(ada.subject, purpose=NOTICE, channel="test"),
        lambda: privacy.withdraw_objection(ada.subject, purpose=NOTICE, channel="test"),
        lambda: privacy.restrict(ada.subject, because="stopped"),
        lambda: privacy.lift(ada.subject, because="stopped"),
    ):
        act()
        numbers.append(privacy.generation())
    assert numbers == sorted(set(numbers))


@both
def test_ten_thousand_people_are_asked_for_in_portions(
    program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "_PERSONS_PER_QUERY", 2)
    people = [member(str(number)) for number in range(5)]
    for person in people[1:]:
        _give(person.subject)
        privacy.object_to(person.subject, purpose=LENDING, channel="test")
    opened = privacy.use([person.email for person in people], purpose=NEWS, skip_closed=True)
    assert [email is None for email in opened] == [True, False, False, False, False]
    names = privacy.use([person.name for person in people], purpose=LENDING, skip_closed=True)
    assert [name is None for name in names] == [False, True, True, True, True]
