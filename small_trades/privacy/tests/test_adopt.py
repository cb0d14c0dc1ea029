"""Two persons who turn out to be one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import rights
from small_trades.privacy._crypto import read_header
from small_trades.privacy._keys import store
from small_trades.privacy._keys.models import DataSubject, KeyRing, KeyState, LookUpRow
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.people import loan, member
from small_trades.privacy.tests.toy.policy import ANSWER, LENDING

if TYPE_CHECKING:
    from collections.abc import Callable

    from small_trades.privacy import Actor

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FIND = privacy.LookUp("adopt-title", normalise=str.strip, unique=False)


@pytest.fixture
def guest(program: None) -> Loan:
    """A loan of somebody who is Ada, and nobody knew."""
    return loan(member("Ada麒麟", "Lovelace鳳凰"), "Emma", "烏兎匆匆")


def test_what_was_the_guests_opens_as_the_members(guest: Loan, ada: Member) -> None:
    privacy.adopt(guest.subject, into=ada.subject)
    found = Loan.objects.get(pk=guest.pk)
    assert found.subject == ada.subject
    assert found.letter is not None
    name, letter = privacy.use(found.borrower, purpose=LENDING), privacy.use(found.letter, purpose=ANSWER)
    assert (name.family, letter.text) == ("Ada麒麟", "烏兎匆匆")
    assert privacy.held(guest.subject) == []
    assert rights.unmapped(ada.subject) == []
    assert {entry.label_en for entry in privacy.held(ada.subject)} == {"Membership", "Loan"}


def test_the_version_and_the_class_it_was_sealed_under_stay(guest: Loan, ada: Member) -> None:
    before = read_header(guest.borrower._blob)
    privacy.adopt(guest.subject, into=ada.subject)
    after = read_header(Loan.objects.get(pk=guest.pk).borrower._blob)
    assert (before.version, before.group) == (after.version, after.group)
    keys = store.fetch({before.key_id, after.key_id}, ())[0]
    assert len({key.key_class for key in keys.values()}) == 1
    assert {key.subject for key in keys.values()} == {guest.subject, ada.subject}


def test_every_use_before_is_shown_and_counted_once(guest: Loan, ada: Member, librarian: Actor) -> None:
    with privacy.acting_as(librarian):
        privacy.use(guest.borrower, purpose=LENDING, reason="the book is late")
        privacy.search_event("members: name", [guest.subject, ada.subject], reason="both of them")
    before = {row.seq for one in (guest.subject, ada.subject) for row in privacy.uses_of(one)}
    privacy.adopt(guest.subject, into=ada.subject, reason="asked by letter")
    rows = privacy.uses_of(ada.subject)
    assert before < {row.seq for row in rows}
    assert len({row.seq for row in rows}) == len(rows)
    assert (rows[0].event, rows[0].outcome, rows[0].reason) == (Event.REQUEST, "adopted", "asked by letter")
    assert {"the book is late", "both of them"} <= {row.reason for row in rows}
    assert sum(privacy.use_counts(ada.subject).values()) == len(rows)
    assert [row.seq for page in _pages(ada) for row in page] == [row.seq for row in rows]
    assert all(privacy.use_proof(ada.subject, row.seq) is not None for row in rows)
    assert privacy.check_index().ok


def _pages(person: Member) -> list[tuple[privacy.UseRow, ...]]:
    pages, before = [], None
    while page := privacy.uses_of(person.subject, limit=2, before=before):
        pages.append(page)
        before = page[-1].seq
    return pages


def test_the_guests_keys_go_when_it_is_finished_and_not_before(guest: Loan, ada: Member) -> None:
    begun = timezone.now()
    privacy.adopt(guest.subject, into=ada.subject)
    assert privacy.adoptions_unfinished(before=begun) == ()
    assert privacy.adoptions_unfinished(before=timezone.now()) == (guest.subject,)
    privacy.finish_adoption(guest.subject)
    assert privacy.adoptions_unfinished(before=timezone.now()) == ()
    living = KeyRing.objects.filter(subject_id=guest.subject).exclude(state=KeyState.DESTROYED)
    assert [ring.key_class for ring in living] == [store.RECORDS]
    privacy.use(Loan.objects.get(pk=guest.pk).borrower, purpose=LENDING)
    with pytest.raises(privacy.Erased):
        privacy.use(guest.borrower, purpose=LENDING)
    privacy.finish_adoption(guest.subject)


def test_a_record_written_from_memory_is_found_again(guest: Loan, ada: Member) -> None:
    late = Loan.objects.get(pk=guest.pk)
    privacy.adopt(guest.subject, into=ada.subject)
    late.save()
    assert Loan.objects.get(pk=guest.pk).subject == guest.subject
    privacy.finish_adoption(guest.subject)
    found = Loan.objects.get(pk=guest.pk)
    assert found.subject == ada.subject
    assert privacy.use(found.borrower, purpose=LENDING).family == "Ada麒麟"


def test_what_was_broken_off_goes_on(guest: Loan, ada: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    from small_trades.privacy import _adopt

    reseal = _adopt._resealed
    monkeypatch.setattr(_adopt, "_resealed", _broken)
    with pytest.raises(ZeroDivisionError):
        privacy.adopt(guest.subject, into=ada.subject)
    assert Loan.objects.get(pk=guest.pk).subject == guest.subject
    monkeypatch.setattr(_adopt, "_resealed", reseal)
    assert privacy.adoptions_unfinished(before=timezone.now()) == (guest.subject,)
    privacy.finish_adoption(guest.subject)
    found = Loan.objects.get(pk=guest.pk)
    assert privacy.use(found.borrower, purpose=LENDING).family == "Ada麒麟"
    assert Loan.objects.filter(subject=guest.subject).count() == 0


def _broken(*_args: object) -> list[bytes]:
    raise ZeroDivisionError


def test_done_twice_it_is_one_row(guest: Loan, ada: Member) -> None:
    privacy.adopt(guest.subject, into=ada.subject)
    privacy.adopt(guest.subject, into=ada.subject)
    told = [row for row in privacy.uses_of(ada.subject) if row.outcome == "adopted"]
    assert len(told) == 1


def test_look_ups_closures_and_requests_come_along(guest: Loan, ada: Member) -> None:
    FIND.put("Emma", subject=guest.subject, record=guest.pk)
    _committed()
    privacy.restrict(guest.subject, because="returned", record=guest.pk)
    asked = rights.open_request(guest.subject, rights.RequestKind.ACCESS, channel=rights.Channel.LETTER)
    rights.withdraw_request(asked.id)
    privacy.adopt(guest.subject, into=ada.subject)
    assert set(LookUpRow.objects.filter(lookup=FIND.id).values_list("subject", flat=True)) <= {ada.subject}
    assert [one.record for one in privacy.restrictions_of(ada.subject)] == [guest.pk]
    assert [one.id for one in rights.requests_of(ada.subject)] == [asked.id]
    librarian = privacy.Actor.staff(privacy.uuid7(), "librarian")
    with privacy.acting_as(librarian), pytest.raises(privacy.Refused):
        privacy.use(Loan.objects.get(pk=guest.pk).borrower, purpose=LENDING)
    assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"


def _committed() -> None:
    for connection in connections.all():
        for waiting in list(connection.run_on_commit):
            waiting[1]()
        connection.run_on_commit = []


def test_erasing_the_member_covers_whom_they_took_over(guest: Loan, ada: Member) -> None:
    privacy.adopt(guest.subject, into=ada.subject)
    rows = privacy.uses_of(ada.subject)
    tags = privacy.ledger_tags(ada.subject)
    Loan.objects.filter(pk=guest.pk).delete()
    receipt = rights.schedule_erasure(ada.subject, now=True)
    rights.erase(receipt.id)
    for one in (ada.subject, guest.subject):
        assert privacy.uses_of(one) == ()
        assert not KeyRing.objects.filter(subject_id=one).exclude(state=KeyState.DESTROYED).exists()
    assert rows
    assert len(tags) == 2
    assert [privacy.ledger.rows_for(tag) for tag in tags] == [(), ()]
    assert privacy.adoptions_unfinished(before=timezone.now()) == ()


def test_what_a_law_keeps_of_it_is_held_with_the_rows(guest: Loan, ada: Member) -> None:
    privacy.adopt(guest.subject, into=ada.subject)
    receipt = rights.schedule_erasure(ada.subject, now=True)
    rights.erase(receipt.id)
    states = dict(
        KeyRing.objects.filter(subject_id=ada.subject, state=KeyState.HELD).values_list("key_class", "state")
    )
    assert [name.partition("_FY")[0] for name in states] == ["LOAN"]
    assert KeyRing.objects.filter(subject_id=guest.subject, state=KeyState.ACTIVE).count() == 0
    privacy.finish_adoption(guest.subject)


def test_a_breach_counts_one_person(guest: Loan, ada: Member, librarian: Actor) -> None:
    since = timezone.now() - timedelta(hours=1)
    with privacy.acting_as(librarian):
        privacy.use(guest.borrower, purpose=LENDING)
        privacy.use(ada.email, purpose=LENDING)
    privacy.adopt(guest.subject, into=ada.subject)
    scope = privacy.breach_scope(
        since=since, until=timezone.now() + timedelta(hours=1), actor_id=librarian.id
    )
    (person,) = scope.persons
    assert person.subject == ada.subject
    assert person.items == {"EmailAddress", "PersonName"}
    assert sum(one.times for one in person.exposures) == 2
    assert scope.items() == {"EmailAddress": 1, "PersonName": 1}
    assert guest.subject not in privacy.living_subjects()


def _erasing(guest: Loan, ada: Member) -> None:
    rights.schedule_erasure(guest.subject, now=False)


def _leaving(guest: Loan, ada: Member) -> None:
    rights.schedule_erasure(ada.subject, now=False)


def _asking(guest: Loan, ada: Member) -> None:
    rights.open_request(guest.subject, rights.RequestKind.RESTRICT, channel=rights.Channel.LETTER)


def _stopped(guest: Loan, ada: Member) -> None:
    privacy.restrict(guest.subject, because="stopped")


def _held(guest: Loan, ada: Member) -> None:
    key_class = KeyRing.objects.filter(subject_id=guest.subject, key_class__startswith="LOAN").get().key_class
    privacy.hold(guest.subject, key_class, until=timezone.localdate() + timedelta(days=9))


def _gone(guest: Loan, ada: Member) -> None:
    privacy.destroy(guest.subject)


def _anothers(guest: Loan, ada: Member) -> None:
    privacy.adopt(guest.subject, into=member("Eve").subject)


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (_erasing, "erasure"),
        (_leaving, "erasure"),
        (_gone, "erasure"),
        (_asking, "request"),
        (_stopped, "closed"),
        (_held, "held"),
        (_anothers, "adopted"),
    ],
)
def test_what_keeps_a_guest_from_being_taken_over(
    guest: Loan, ada: Member, before: Callable[[Loan, Member], None], why: str
) -> None:
    before(guest, ada)
    rows = len(privacy.ledger.rows())
    whose = Loan.objects.get(pk=guest.pk).subject
    assert privacy.can_adopt(guest.subject, into=ada.subject) == why
    with pytest.raises(privacy.OutOfOrder) as refused:
        privacy.adopt(guest.subject, into=ada.subject)
    assert refused.value.state == why
    assert len(privacy.ledger.rows()) == rows
    assert Loan.objects.get(pk=guest.pk).subject == whose
    assert DataSubject.objects.filter(pk=guest.subject, adopted_by=ada.subject).count() == 0


def test_nobody_is_taken_over_by_themselves_or_by_nobody(guest: Loan, ada: Member) -> None:
    for one, other in (
        (ada.subject, ada.subject),
        (privacy.uuid7(), ada.subject),
        (guest.subject, privacy.uuid7()),
    ):
        assert privacy.can_adopt(one, into=other) == privacy.NotAdoptable.UNKNOWN


def test_who_took_somebody_over_is_taken_over_by_nobody(guest: Loan, ada: Member, bob: Member) -> None:
    privacy.adopt(guest.subject, into=ada.subject)
    assert privacy.can_adopt(ada.subject, into=bob.subject) == privacy.NotAdoptable.ADOPTED
    assert privacy.can_adopt(bob.subject, into=guest.subject) == privacy.NotAdoptable.ADOPTED


def test_values_are_sealed_for_nobody_but_the_adopter(guest: Loan, ada: Member, bob: Member) -> None:
    from small_trades.privacy._adopt import _resealed

    privacy.adopt(guest.subject, into=ada.subject)
    with pytest.raises(privacy.OutOfOrder):
        _resealed([guest.borrower], bob.subject)
    with pytest.raises(privacy.OutOfOrder):
        _resealed([bob.name], ada.subject)


def test_nothing_new_is_sealed_for_the_guest(guest: Loan, ada: Member) -> None:
    privacy.adopt(guest.subject, into=ada.subject)
    privacy.finish_adoption(guest.subject)
    with pytest.raises(privacy.Erased):
        member("Ada", subject=guest.subject)
