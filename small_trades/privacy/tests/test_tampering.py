"""Somebody with the database's password moves ciphertexts about: each move is refused and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from small_trades import privacy
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy.groups import PersonName
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import LENDING

if TYPE_CHECKING:
    from small_trades.privacy.testing import LedgerRows

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.usefixtures("program")]


def _stored(member: Member, column: str = "name") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM toy_member WHERE id = %s", [_id(member)])  # noqa: S608 -- our column
        return bytes(cursor.fetchone()[0])


def _store(member: Member, blob: bytes, column: str = "name") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE toy_member SET {column} = %s WHERE id = %s", [blob, _id(member)])  # noqa: S608


def _id(record: Member | Loan) -> Any:
    return Member._meta.pk.get_db_prep_value(record.pk, connection)


def _assert_alarm(member: Member, ledger_rows: LedgerRows, column: str = "name") -> None:
    found = Member.objects.get(pk=member.pk)
    with pytest.raises(privacy.Tampered):
        privacy.use(getattr(found, column), purpose=LENDING)
    row = ledger_rows(Event.TAMPER)[-1]
    assert row.outcome.startswith(f"toy.Member.{column} {member.pk}: ")
    assert row.groups == ("PersonName",)
    with pytest.raises(privacy.Tampered):
        privacy.carry(getattr(found, column), Member(subject=found.subject), "name")
    assert len(ledger_rows(Event.TAMPER)) >= 2


def test_another_persons_value(ada: Member, bob: Member, ledger_rows: LedgerRows) -> None:
    _store(ada, _stored(bob))
    _assert_alarm(ada, ledger_rows)


def test_another_record_of_the_same_person(ada: Member, ledger_rows: LedgerRows) -> None:
    twin = Member(subject=ada.subject)
    privacy.collect(twin, notice="join", name=PersonName("Twin"))
    twin.save()
    _store(ada, _stored(twin))
    _assert_alarm(ada, ledger_rows)


def test_another_column_of_the_same_record(ada: Member, ledger_rows: LedgerRows) -> None:
    _store(ada, _stored(ada), "nickname")
    _assert_alarm(ada, ledger_rows, "nickname")


def test_another_model_of_the_same_person(ada: Member, ledger_rows: LedgerRows) -> None:
    borrowed = loan(ada)
    with connection.cursor() as cursor:
        cursor.execute("SELECT borrower FROM toy_loan WHERE id = %s", [_id(borrowed)])
        blob = bytes(cursor.fetchone()[0])
    _store(ada, blob)
    _assert_alarm(ada, ledger_rows)


def test_another_group(ada: Member, ledger_rows: LedgerRows) -> None:
    _store(ada, _stored(ada, "email"))
    _assert_alarm(ada, ledger_rows)


def test_an_older_policy_version_in_the_header(ada: Member, ledger_rows: LedgerRows) -> None:
    blob = _stored(ada)
    assert blob[17:21] == (2).to_bytes(4)
    _store(ada, blob[:17] + (1).to_bytes(4) + blob[21:])
    _assert_alarm(ada, ledger_rows)


@pytest.mark.parametrize("blob", [b"", b"x", b"\x02" + b"x" * 200, b"\x01" + b"x" * 200])
def test_something_else_altogether(blob: bytes, ada: Member, ledger_rows: LedgerRows) -> None:
    _store(ada, blob)
    _assert_alarm(ada, ledger_rows)


def test_an_older_value_of_the_same_place_still_opens(ada: Member) -> None:
    """Said openly: a seal does not know that it was replaced. The ledger knows of the correction."""
    before = _stored(ada)
    privacy.correct(ada, notice="join", name=PersonName("Countess"))
    ada.save()
    _store(ada, before)
    assert privacy.use(Member.objects.get(pk=ada.pk).name, purpose=LENDING).family == "Ada麒麟"


def test_one_bad_value_returns_none_of_a_list(ada: Member, bob: Member, ledger_rows: LedgerRows) -> None:
    _store(bob, _stored(bob)[:-1] + bytes([_stored(bob)[-1] ^ 1]))
    with pytest.raises(privacy.Tampered):
        privacy.use([member.name for member in Member.objects.order_by("pk")], purpose=LENDING)
    assert [row.event for row in ledger_rows(Event.USE, Event.TAMPER)] == [Event.USE, Event.TAMPER]
    assert privacy.uses_of(bob.subject)[0].event == Event.TAMPER
    assert Event.TAMPER not in {row.event for row in privacy.uses_of(ada.subject)}
