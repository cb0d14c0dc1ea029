"""The decision is one intersection, on any policy and anything persons may have said.

The model beside it is written from the sentence, not from the code: a value may be used when the declaration
and the version in force both say so, the version it was sealed under or a consent given since said so (a
consent alone, where the purpose rests on consent), the person closed nothing of it, and its key still opens.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.conf import settings
from hypothesis import HealthCheck, event, given
from hypothesis import settings as effort
from hypothesis import strategies as some

from small_trades import privacy
from small_trades.privacy import Actor, ActorKind, LegalBasis, _collect, _force, _policy
from small_trades.privacy._actor import request_scope
from small_trades.privacy._consents import giving
from small_trades.privacy.tests.toy import policy as toy
from small_trades.privacy.tests.toy.groups import EmailAddress, Letter, PersonName
from small_trades.privacy.tests.toy.models import Loan, Member

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

VERSIONS = (1, 2, 3)
CATEGORIES = {entry.id: entry for entry in (toy.NAME, toy.EMAIL, toy.LETTER)}
KEPT = {toy.NAME.id: "ACCOUNT", toy.EMAIL.id: "ACCOUNT", toy.LETTER.id: "LOAN"}
MAIN, SIDE = "3x-main", "3y-side"
"""SIDE is incidental to MAIN."""
_numbers = count()


@dataclass(frozen=True)
class Said:
    """What one version says of one purpose."""

    uses: frozenset[str]
    basis: LegalBasis


@dataclass(frozen=True)
class Shut:
    """One thing the person closed; `purposes` empty for all, `actors` for staff and system."""

    is_objection: bool
    purposes: frozenset[str]
    actors: frozenset[ActorKind]
    is_for_record: bool | None


@dataclass(frozen=True)
class Case:
    """Everything a decision hangs on."""

    said: dict[tuple[int, str], Said]
    declared: int
    in_force: int
    category: str
    sealed: int
    purpose: str
    consents: frozenset[tuple[str, int]]
    withdrawn: frozenset[str]
    shut: tuple[Shut, ...]
    key: str
    actor: ActorKind
    is_own: bool
    is_proved: bool


def may(case: Case) -> bool:
    """The sentence above."""
    now, then = case.said.get((case.in_force, case.purpose)), case.said.get((case.sealed, case.purpose))
    declared = case.said[case.declared, case.purpose]
    if now is None or case.category not in now.uses & declared.uses:
        return False
    bases = {now.basis, declared.basis}
    law = bases == {LegalBasis.LEGAL_OBLIGATION}
    consented = case.purpose not in case.withdrawn and any(
        purpose == case.purpose
        and (version, purpose) in case.said
        and case.category in case.said[version, purpose].uses
        for purpose, version in case.consents
    )
    collected = then is not None and case.category in then.uses
    lets = consented if LegalBasis.CONSENT in bases else collected or consented
    opens = case.key == "active" or (case.key == "held" and law)
    own = case.is_proved or (case.actor == ActorKind.CUSTOMER and case.is_own)
    yours = own or case.actor != ActorKind.CUSTOMER
    return lets and opens and yours and (law or not any(_closes(shut, case, own) for shut in case.shut))


def _closes(shut: Shut, case: Case, own: bool) -> bool:
    served = {case.purpose, MAIN} if case.purpose == SIDE else {case.purpose}
    if shut.purposes and not shut.purposes & served:
        return False
    if shut.is_objection:
        return True
    closed_to = shut.actors or {ActorKind.STAFF, ActorKind.SYSTEM}
    return shut.is_for_record is not False and case.actor in closed_to and not own


# Weighted so that every reason to say no is met often, and none hides the ones behind it.
_mostly = some.sampled_from((True, True, True, False))
_said = some.builds(
    Said,
    uses=some.sampled_from((None, None, None, *sorted(CATEGORIES))).map(
        lambda left_out: frozenset(CATEGORIES) - {left_out}
    ),
    basis=some.sampled_from((*LegalBasis, LegalBasis.CONSENT, LegalBasis.LEGAL_OBLIGATION)),
)
_purposes = some.sampled_from((MAIN, SIDE))
_shut = some.builds(
    Shut,
    is_objection=some.booleans(),
    purposes=some.frozensets(_purposes),
    actors=some.sampled_from((frozenset(), frozenset(ActorKind), frozenset({ActorKind.STAFF}))),
    is_for_record=some.sampled_from((None, True, False)),
)


@some.composite
def _cases(draw: some.DrawFn) -> Case:
    every = [(version, purpose) for version in VERSIONS for purpose in (MAIN, SIDE)]
    declared = draw(some.sampled_from(VERSIONS))
    purpose = draw(_purposes)
    said = {key: draw(_said) for key in every if key[0] == declared or draw(_mostly)}
    return Case(
        said=said,
        declared=declared,
        in_force=draw(some.sampled_from(VERSIONS)),
        category=draw(some.sampled_from(sorted(CATEGORIES))),
        sealed=draw(some.sampled_from(VERSIONS)),
        purpose=purpose,
        consents=draw(
            some.frozensets(
                some.tuples(some.sampled_from((purpose, purpose, MAIN)), some.sampled_from(VERSIONS)),
                max_size=2,
            )
        ),
        withdrawn=draw(some.frozensets(_purposes, max_size=1)),
        shut=tuple(draw(some.lists(_shut, max_size=2))),
        key=draw(some.sampled_from(("active",) * 7 + ("held", "held", "gone"))),
        actor=draw(some.sampled_from((*ActorKind, ActorKind.CUSTOMER, ActorKind.STAFF))),
        is_own=draw(_mostly),
        is_proved=draw(some.booleans()),
    )


def _declaration(case: Case, version: int) -> privacy.Policy:
    """The policy one version is; `3z-any` collects everything."""

    def purpose(purpose_id: str, said: Said, served: privacy.Purpose | None = None) -> privacy.Purpose:
        uses = tuple(CATEGORIES[used] for used in sorted(said.uses))
        everybody = frozenset(ActorKind)
        base = replace(toy.LENDING, id=purpose_id, uses=uses, actors=everybody, roles=frozenset())
        return replace(base, legal_basis=said.basis, incidental_to=served)

    anything = purpose("3z-any", Said(frozenset(CATEGORIES), LegalBasis.CONTRACT))
    main = purpose(MAIN, case.said.get((version, MAIN), Said(frozenset(), LegalBasis.CONTRACT)))
    made = [anything]
    if (version, MAIN) in case.said:
        made.append(main)
    if (version, SIDE) in case.said:
        made.append(purpose(SIDE, case.said[version, SIDE], main))
    effective = date(2026, 1, version) if version <= case.in_force else date(2999, 1, version)
    notices = (privacy.Notice("any", (anything,)),)
    return replace(toy.POLICY, version=version, effective=effective, purposes=tuple(made), notices=notices)


def _published(case: Case, folder: Path, patch: pytest.MonkeyPatch) -> privacy.Policy:
    folder.mkdir()
    policies = {version: _declaration(case, version) for version in VERSIONS}
    for version, made in policies.items():
        (folder / f"{version}.json").write_text(json.dumps(made.snapshot()), encoding="utf-8")
    patch.setitem(settings.PRIVACY, "PUBLISHED", folder)
    patch.setattr(toy, "POLICY", policies[case.declared])
    _policy._policy.cache_clear()
    _force.look_again()
    return policies[case.declared]


def _sealed(case: Case, subject: UUID, patch: pytest.MonkeyPatch) -> Any:
    member, loan = Member(subject=subject), Loan(subject=subject, title="x")
    patch.setattr(_collect, "stated_version", lambda: case.sealed)
    if case.category == toy.LETTER.id:
        privacy.collect(loan, notice="any", letter=Letter("Dear library"))
        return loan.letter
    if case.category == toy.EMAIL.id:
        privacy.collect(member, notice="any", email=EmailAddress("a@b.example"))
        return member.email
    privacy.collect(member, notice="any", name=PersonName("Ada"))
    return member.name


def _say(case: Case, policy: privacy.Policy, subject: UUID, record: UUID, patch: pytest.MonkeyPatch) -> None:
    words = privacy.ConsentText("はい", "Yes")
    for purpose, version in sorted(case.consents):
        patch.setattr(giving, "stated_version", lambda version=version: version)
        privacy.give_consent(
            subject, purpose=policy.purpose(purpose), text=words, language="ja", channel="test"
        )
    for purpose in case.withdrawn:
        privacy.withdraw_consent(subject, purpose=policy.purpose(purpose), channel="test")
    for shut in case.shut:
        if not shut.is_objection:
            records = {None: None, True: record, False: uuid4()}
            privacy.restrict(
                subject,
                because="stopped",
                record=records[shut.is_for_record],
                actors=shut.actors or None,
                purposes=[policy.purpose(purpose) for purpose in shut.purposes] or None,
            )


def _objected(case: Case, policy: privacy.Policy, subject: UUID) -> Case:
    """Object as the case says, one purpose at a time; what a law demands is refused, and not in the model."""
    shut = [entry for entry in case.shut if not entry.is_objection]
    for purpose in sorted(
        {purpose for entry in case.shut if entry.is_objection for purpose in entry.purposes}
    ):
        try:
            privacy.object_to(subject, purpose=policy.purpose(purpose), channel="test")
        except privacy.NotObjectable:
            continue
        shut.append(Shut(True, frozenset({purpose}), frozenset(), None))
    return replace(case, shut=tuple(shut))


def _actor(case: Case, subject: UUID) -> Actor:
    return Actor(case.actor, uuid4(), "librarian", subject if case.is_own else uuid4())


@pytest.mark.django_db(databases=["default", "keys"])
def test_the_decision_is_the_intersection(tmp_path: Path, program: None) -> None:
    answers: set[bool] = set()

    @effort(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(_cases())
    def holds(case: Case) -> None:
        with pytest.MonkeyPatch.context() as patch:
            policy = _published(case, tmp_path / str(next(_numbers)), patch)
            subject = privacy.new_subject()
            sealed = _sealed(case, subject, patch)
            _say(case, policy, subject, sealed._record, patch)
            case = _objected(case, policy, subject)
            key_class = sealed._field.kept_for.key_class(date.today())  # noqa: DTZ011 -- the toy's own day
            if case.key == "held":
                privacy.hold(subject, key_class, until=date(2030, 1, 1))
            elif case.key == "gone":
                privacy.destroy(subject, classes=[key_class])
            expected = may(case)
            for _ in range(2):  # from the store, and from what was remembered
                decision = _decide(case, subject, sealed, policy)
                assert (decision == privacy.Allowed()) == expected, (case, decision)
            answers.add(expected)
            event("open" if expected else decision.reason.value)
        _policy._policy.cache_clear()

    holds()
    assert answers == {True, False}


def _decide(case: Case, subject: UUID, sealed: Any, policy: privacy.Policy) -> Any:
    with request_scope(), privacy.acting_as(_actor(case, subject)):
        if case.is_proved:
            privacy.proved(subject)
        return privacy.decide(sealed, purpose=policy.purpose(case.purpose))
