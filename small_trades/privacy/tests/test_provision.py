"""To whom the gate opens only with a consent, a legal ground, or words that name the country."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import Actor, ConsentText, LawfulGround, RefusalReason
from small_trades.privacy._ledger import Event
from small_trades.privacy.testing import readable
from small_trades.privacy.tests.toy.doors import (
    COURT_DOOR,
    NEIGHBOUR_DOOR,
    OVERSEAS_DOOR,
    Ordered,
    Passed,
    PassedOverseas,
)
from small_trades.privacy.tests.toy.policy import LAW, SHARE

if TYPE_CHECKING:
    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

both = pytest.mark.django_db(databases=["default", "keys"])
TEXT = ConsentText("隣の図書館に渡します。", "It is passed to the next library.")
NAMED = ConsentText("フランスの図書館に渡します。", "It is passed to a library in France.")


def _agree(member: Member, text: ConsentText = TEXT) -> None:
    privacy.give_consent(member.subject, purpose=SHARE, text=text, language="ja", channel="my-page")


def _ground(asker: UUID, decider: UUID, **changes: Any) -> LawfulGround:
    words = {"authority": "Court 麒麟", "law": "Code, art. 218", "document": "No. 2026-17"}
    return LawfulGround(
        **{**words, "requested_on": date(2026, 11, 20), "approved_by": (asker, decider), **changes}
    )


@both
def test_a_third_party_takes_a_consent_whatever_the_purpose_rests_on(
    ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    for _attempt in range(2):
        with pytest.raises(privacy.Refused) as refused:
            privacy.disclose(Passed(ada.name), through="neighbour", purpose=SHARE)
        assert refused.value.reason == RefusalReason.NO_CONSENT
        assert NEIGHBOUR_DOOR.given == []
        assert ledger_rows(Event.DISCLOSURE, Event.OUTCOME) == ()
        # The second time round, there was a consent, and it was withdrawn.
        _agree(ada)
        privacy.withdraw_consent(ada.subject, purpose=SHARE, channel="my-page")
    _agree(ada)
    privacy.disclose(Passed(ada.name), through="neighbour", purpose=SHARE)
    assert NEIGHBOUR_DOOR.given == ["Ada麒麟"]


@both
def test_word_without_a_value_needs_no_consent_and_is_in_the_persons_rows(ada: Member, program: None) -> None:
    privacy.disclose(Passed(None), through="neighbour", purpose=SHARE, about=[ada.subject])
    assert NEIGHBOUR_DOOR.given == [""]
    told = [(row.event, row.recipient, row.groups) for row in privacy.uses_of(ada.subject)[:2]]
    assert told == [(Event.OUTCOME, "neighbour", ()), (Event.DISCLOSURE, "neighbour", ())]


@both
def test_nothing_goes_abroad_without_a_consent_that_names_the_country(
    ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    _agree(ada)
    with pytest.raises(privacy.Refused) as refused:
        privacy.disclose(PassedOverseas(ada.name), through="overseas", purpose=SHARE)
    assert refused.value.reason == RefusalReason.COUNTRY_NOT_NAMED
    assert OVERSEAS_DOOR.given == []
    assert ledger_rows(Event.DISCLOSURE) == ()
    assert [row.outcome for row in ledger_rows(Event.REFUSAL)] == ["country-not-named"]
    _agree(ada, NAMED)
    privacy.disclose(PassedOverseas(ada.name), through="overseas", purpose=SHARE)
    assert OVERSEAS_DOOR.given == ["Ada麒麟"]


@both
def test_where_nobody_declared_what_holds_abroad_nothing_goes_there(
    ada: Member, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from small_trades.privacy._provision import judge_country
    from small_trades.privacy.tests.toy.policy import OVERSEAS

    _agree(ada, NAMED)
    assert judge_country(OVERSEAS, SHARE, [ada.subject]) is None
    for name in ("country_ja", "country_en", "abroad_ja", "abroad_en"):
        silent = privacy.Recipient(**{**vars(OVERSEAS), name: ""})
        refusal = judge_country(silent, SHARE, [ada.subject])
        assert refusal is not None
        assert refusal.reason == RefusalReason.COUNTRY_NOT_NAMED


@both
def test_an_authority_is_given_what_two_people_stand_for(
    ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    assert librarian.id is not None
    with privacy.acting_as(librarian):
        ground = _ground(uuid4(), librarian.id)
        privacy.disclose(Ordered(ada.name), through="court", purpose=LAW, ground=ground)
    assert COURT_DOOR.given == ["Ada麒麟"]
    disclosure = ledger_rows(Event.DISCLOSURE)[0]
    assert (disclosure.recipient, disclosure.purpose, disclosure.outcome) == (
        "court",
        "5c-law",
        "message:Ordered",
    )
    assert "麒麟" not in readable(disclosure)
    assert "art. 218" not in readable(disclosure)
    told = privacy.uses_of(ada.subject)[0]
    assert told.reason == "Court 麒麟 · Code, art. 218 · No. 2026-17 · 2026-11-20"


@both
@pytest.mark.parametrize("missing", ["ground", "authority", "law", "document", "second", "strangers", "one"])
def test_an_authority_is_given_nothing_without_a_whole_ground(
    missing: str, ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    assert librarian.id is not None
    own, other = librarian.id, uuid4()
    grounds = {
        "ground": None,
        "second": _ground(own, own),
        "strangers": _ground(other, uuid4()),
        "one": _ground(own, other, approved_by=(own,)),
    }
    ground = grounds[missing] if missing in grounds else _ground(own, other, **{missing: "  "})
    with privacy.acting_as(librarian), pytest.raises(privacy.Refused) as refused:
        privacy.disclose(Ordered(ada.name), through="court", purpose=LAW, ground=ground)
    assert refused.value.reason == RefusalReason.NO_GROUND
    assert [row.outcome for row in ledger_rows(Event.REFUSAL)] == ["no-ground"]
    assert ledger_rows(Event.DISCLOSURE, Event.OUTCOME) == ()
    assert COURT_DOOR.given == []


@both
def test_no_task_gives_an_authority_anything_and_a_ground_opens_no_other_door(
    ada: Member, librarian: Actor, program: None, ledger_rows: LedgerRows
) -> None:
    _agree(ada)
    ground = _ground(uuid4(), uuid4())
    for message, door, purpose in (
        (Ordered(ada.name), "court", LAW),
        (Passed(ada.name), "neighbour", SHARE),
    ):
        with pytest.raises(privacy.Refused) as refused:
            privacy.disclose(message, through=door, purpose=purpose, ground=ground)
        assert refused.value.reason == RefusalReason.NO_GROUND
    assert (COURT_DOOR.given, NEIGHBOUR_DOOR.given) == ([], [])
    assert ledger_rows(Event.DISCLOSURE) == ()


@both
def test_what_may_not_be_told_is_told_from_its_day_on(
    ada: Member, librarian: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert librarian.id is not None
    before = privacy.use_counts(ada.subject)
    newest = privacy.uses_of(ada.subject)
    today = timezone.localdate()
    with privacy.acting_as(librarian):
        ground = _ground(uuid4(), librarian.id, told_from=today + timedelta(days=1))
        privacy.disclose(Ordered(ada.name), through="court", purpose=LAW, ground=ground)
        assert privacy.use(ada.name, purpose=LAW, reason="a reason").family == "Ada麒麟"
    seen = privacy.uses_of(ada.subject)
    assert [row.event for row in seen[: len(seen) - len(newest)]] == [Event.USE]
    assert privacy.uses_of(ada.subject, limit=1)[0].event == Event.USE
    assert [row.event for row in privacy.uses_of(ada.subject, limit=1, is_oldest_first=True)] == [
        newest[-1].event
    ]
    assert privacy.use_counts(ada.subject) == {**before, (Event.USE, "staff"): 1}
    assert privacy.use_proof(ada.subject, seen[0].seq - 1) is None
    assert privacy.use_proof(ada.subject, seen[0].seq) is not None

    monkeypatch.setattr(timezone, "localdate", lambda *_args: today + timedelta(days=1))
    told = privacy.uses_of(ada.subject)
    assert [row.event for row in told[:3]] == [Event.USE, Event.OUTCOME, Event.DISCLOSURE]
    assert told[1].reason == ground.words
    assert privacy.use_counts(ada.subject)[Event.DISCLOSURE, "staff"] == 1
    assert privacy.use_proof(ada.subject, told[1].seq) is not None


def test_a_ground_is_recorded_whole_or_not_at_all() -> None:
    assert repr(_ground(uuid4(), uuid4())).startswith("<")
    with pytest.raises(ValueError, match="at most 180"):
        _ground(uuid4(), uuid4(), law="法" * 180)
