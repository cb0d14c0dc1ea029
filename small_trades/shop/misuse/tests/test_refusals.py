"""A refusal: proposed by one, confirmed by another, recognised by hashes, over when its time is over."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import MISUSE
from small_trades.policy.groups import EmailAddress, EvidenceText, PersonName
from small_trades.privacy.testing import plant
from small_trades.shop.misuse.actions.confirm import NotProposedError, OwnProposalError, confirm, decline
from small_trades.shop.misuse.actions.end import NotInForceError, end
from small_trades.shop.misuse.actions.forget import forget_expired
from small_trades.shop.misuse.actions.propose import (
    AlreadyRefusedError,
    NothingToMatchError,
    Proposal,
    propose,
)
from small_trades.shop.misuse.actions.refuse import RefusedError, require_free
from small_trades.shop.misuse.lookups import LINK, MARKS
from small_trades.shop.misuse.marks import Marks, marks_of
from small_trades.shop.misuse.models import Evidence, Refusal
from small_trades.shop.misuse.queries.refusals import by_id, match, refusals_of
from small_trades.shop.misuse.reasons import Mark, Reason, RefusalState
from small_trades.shop.misuse.tests.making import (
    ANNA,
    BEN,
    marks,
    objected,
    ordered,
    proposed,
    refused,
    staff,
)
from small_trades.shop.orders.tests.making import Guest, guest

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def is_refused(who: Guest) -> bool:
    return match(marks(who)) is not None


def state(refusal: Refusal) -> RefusalState:
    found = by_id(refusal.pk)
    assert found is not None
    return found.state


# ---- two people ----------------------------------------------------------------------------------------


def test_a_proposal_refuses_nobody_until_another_person_confirms_it() -> None:
    who = guest()
    made = proposed(who)
    assert (state(made), is_refused(who)) == (RefusalState.PROPOSED, False)

    confirm(made.pk, staff_id=BEN)

    assert (state(made), is_refused(who)) == (RefusalState.IN_FORCE, True)


def test_who_proposed_does_not_confirm() -> None:
    who = guest()
    made = proposed(who)
    with pytest.raises(OwnProposalError):
        confirm(made.pk, staff_id=ANNA)
    assert not is_refused(who)
    with pytest.raises(IntegrityError), transaction.atomic():
        Refusal.objects.update(confirmed_by=ANNA, confirmed_at=timezone.now())
    assert not is_refused(who)


def test_it_is_confirmed_once() -> None:
    made = refused(guest())
    with pytest.raises(NotProposedError):
        confirm(made.pk, staff_id=uuid4())
    with pytest.raises(NotProposedError):
        decline(made.pk)
    with pytest.raises(NotProposedError):
        confirm(uuid4(), staff_id=BEN)
    assert Refusal.objects.get().confirmed_by == BEN


def test_a_declined_proposal_leaves_nothing() -> None:
    who = guest()
    made = proposed(who)
    decline(made.pk)
    assert (Refusal.objects.count(), Evidence.objects.count()) == (0, 0)
    assert [hit for mark in Mark for hit in MARKS[mark].find_all(marks(who).of(mark))] == []


# ---- what is kept --------------------------------------------------------------------------------------


def test_without_a_mark_nothing_is_kept() -> None:
    wanted = Proposal(privacy.new_subject(), Marks(), Reason.UNPAID, EvidenceText("…"), 30)
    with privacy.acting_as(staff()), pytest.raises(NothingToMatchError):
        propose(wanted, staff_id=ANNA)
    assert (Refusal.objects.count(), Evidence.objects.count()) == (0, 0)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_it_lasts_a_year_at_most(days: int) -> None:
    with pytest.raises(ValueError, match="a day to a year"):
        proposed(guest(), days=days)
    assert Refusal.objects.count() == 0


def test_one_person_is_refused_once() -> None:
    who = guest()
    made = refused(who, by=[Mark.EMAIL])
    with pytest.raises(AlreadyRefusedError) as known:
        proposed(who)
    assert known.value.refusal.id == made.pk
    assert Refusal.objects.count() == 1


def test_of_an_erased_person_nothing_can_be_kept() -> None:
    gone = privacy.new_subject()
    privacy.destroy(gone)
    with pytest.raises(privacy.Erased):
        proposed(guest(), person=gone)
    assert Refusal.objects.count() == 0


def test_only_the_marks_that_were_chosen_are_kept() -> None:
    who = guest()
    refused(who, by=[Mark.TELEPHONE])
    assert match(replace(marks(who), telephone="")) is None
    assert match(marks(who).only([Mark.TELEPHONE])) is not None


# ---- who is recognised, and who is not -----------------------------------------------------------------


def somebody(**changes: str) -> Guest:
    made = guest()
    to = replace(
        made.ship_to,
        family="髙橋",
        given="一郎",
        street="神宮前1丁目2番3号",
        building="欅ハイツ401号室",
        telephone="090-1234-5678",
    )
    name = PersonName(changes.pop("family", "髙橋"), changes.pop("given", "一郎"), "タカハシ", "イチロウ")
    email = changes.pop("email", "ichiro.takahashi@example.jp")
    return Guest(name, EmailAddress(email), replace(to, **changes))


STRANGER = {"email": "another@example.jp", "telephone": "080-9999-0000"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"family": "高橋"},
        {"street": "神宮前一丁目２−３"},
        {"street": "神宮前1-2-3-401", "building": ""},
        {"building": "ケヤキハイツ 401"},
        {"given": "一 郎"},
    ],
)
def test_name_and_address_are_recognised_however_they_are_typed(changes: dict[str, str]) -> None:
    refused(somebody(), by=[Mark.PERSON_PLACE])
    assert is_refused(somebody(**STRANGER, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"given": "二郎"},
        {"family": "山田"},
        {"street": "神宮前1丁目2番4号"},
        {"street": "神宮前1丁目2番31号"},
        {"building": "欅ハイツ402号室"},
        {"city": "港区"},
        {"prefecture": "大阪府"},
    ],
)
def test_neighbours_family_and_namesakes_are_not_refused(changes: dict[str, str]) -> None:
    refused(somebody())
    assert not is_refused(somebody(**STRANGER, **changes))


def test_neither_a_name_nor_an_address_alone_is_a_mark() -> None:
    who = somebody()
    assert marks_of(name=who.name) == Marks()
    assert marks_of(ship_to=who.ship_to).person_place == ""
    assert marks_of(ship_to=replace(who.ship_to, street="")).place == ""


@pytest.mark.parametrize(
    "address",
    ["ichirotakahashi@example.jp", "ichiro.takahashi+shop@example.jp", "ichiro.takahashi@example.com"],
)
def test_an_address_that_may_be_another_mailbox_is_another_person(address: str) -> None:
    refused(somebody(), by=[Mark.EMAIL])
    assert not is_refused(somebody(email=address))
    assert is_refused(somebody(email="Ichiro.Takahashi@EXAMPLE.jp"))


def test_an_order_finds_its_refusal_and_nothing_is_opened() -> None:
    who, other = guest(), guest()
    order, innocent = ordered(who), ordered(other)
    made = refused(who)
    assert not privacy.opened_personal_value()
    with pytest.raises(RefusedError) as no:
        require_free(order.pk, subject=order.subject)
    assert no.value.refusal.code == made.code
    require_free(innocent.pk, subject=innocent.subject)


# ---- the end -------------------------------------------------------------------------------------------


def test_taken_back_it_refuses_nobody_at_once() -> None:
    who = guest()
    made = refused(who)
    end(made.pk, staff_id=ANNA)
    assert (state(made), is_refused(who)) == (RefusalState.ENDED, False)
    with pytest.raises(NotInForceError):
        end(made.pk, staff_id=ANNA)


def test_over_it_refuses_nobody_and_is_destroyed_with_its_keys() -> None:
    who, person = guest(), privacy.new_subject()
    made = refused(who, person=person, days=30)
    evidence = Evidence.objects.get().text
    objected(made)
    later = timezone.now() + dt.timedelta(days=30, seconds=1)

    assert forget_expired(timezone.now()).refusals == 0
    assert is_refused(who)
    assert forget_expired(later).refusals == 1

    assert (Refusal.objects.count(), Evidence.objects.count()) == (0, 0)
    assert [hit for mark in Mark for hit in MARKS[mark].find_all(marks(who).of(mark))] == []
    with privacy.acting_as(staff()), pytest.raises(privacy.Erased):
        privacy.use(evidence, purpose=MISUSE)
    assert forget_expired(later).refusals == 0


def test_between_its_time_and_the_sweep_it_refuses_nobody() -> None:
    who = guest()
    made = refused(who)
    Refusal.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert (state(made), is_refused(who)) == (RefusalState.EXPIRED, False)


def test_an_unanswered_proposal_goes_after_a_week_and_an_ended_one_after_a_month() -> None:
    proposed(guest())
    ended = refused(guest())
    end(ended.pk, staff_id=ANNA)
    now = timezone.now()
    assert forget_expired(now + dt.timedelta(days=6)).refusals == 0
    assert forget_expired(now + dt.timedelta(days=7, seconds=1)).refusals == 1
    assert Refusal.objects.get().pk == ended.pk
    assert forget_expired(now + dt.timedelta(days=31)).refusals == 1


# ---- erasure -------------------------------------------------------------------------------------------


def test_erasing_the_person_leaves_hashes_that_lead_to_nobody() -> None:
    who, words = guest(), plant("text")
    order = ordered(who)
    made = refused(who, person=order.subject, evidence=words)
    evidence = Evidence.objects.get()
    assert [each.id for each in refusals_of(order.subject)] == [made.pk]

    privacy.destroy(order.subject)

    assert is_refused(who), "the refusal goes on"
    assert refusals_of(order.subject) == (), "and nobody can tell whose it is"
    assert LINK.alike(made.pk) == []
    found = by_id(made.pk)
    assert found is not None
    assert found.evidence is None
    with privacy.acting_as(staff()), pytest.raises(privacy.Erased):
        privacy.use(evidence.text, purpose=MISUSE)


def test_what_an_erased_person_had_said_goes_with_the_next_sweep() -> None:
    who, person = guest(), privacy.new_subject()
    made = refused(who, person=person)
    first = objected(made)
    privacy.destroy(person)

    assert forget_expired(timezone.now()).words == 1

    with privacy.acting_as(staff()), pytest.raises(privacy.Erased):
        privacy.use(first.text, purpose=MISUSE)
    assert is_refused(who)
    assert forget_expired(timezone.now()).words == 0


def test_one_persons_second_refusal_keeps_its_evidence_when_the_first_is_destroyed() -> None:
    person = privacy.new_subject()
    first = refused(guest(), person=person, days=30)
    second = refused(guest(), person=person, days=90)
    forget_expired(timezone.now() + dt.timedelta(days=31))
    assert not Refusal.objects.filter(pk=first.pk).exists()
    found = by_id(second.pk)
    assert found is not None
    assert found.evidence is not None
    with privacy.acting_as(staff()):
        assert privacy.use(found.evidence, purpose=MISUSE).text
