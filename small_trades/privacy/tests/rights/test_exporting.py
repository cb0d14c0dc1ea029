"""Everything in one document that keeps to its schema, opened for a purpose and in the ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator

from small_trades import privacy
from small_trades.privacy import rights
from small_trades.privacy._ledger import Event
from small_trades.privacy._rights import exporting
from small_trades.privacy.rights import Channel, RequestKind
from small_trades.privacy.tests.toy.doors import Reminder
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import LENDING, NOTICE, REVEAL

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy import Actor
    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def _valid(document: object) -> None:
    Draft202012Validator.check_schema(rights.export_schema())
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(rights.export_schema(), format_checker=checker).validate(document)


def test_everything_is_in_it(ada: Member, bob: Member, librarian: Actor, program: None) -> None:
    assert ada.email is not None
    loan(ada, "Emma", "親愛なる司書さま")
    privacy.disclose(Reminder(to=ada.email, names=(ada.name,), title="Emma"), through="post", purpose=NOTICE)
    rights.open_request(ada.subject, RequestKind.ACCESS, channel=Channel.LETTER)
    with privacy.acting_as(librarian):
        copy = rights.export(ada.subject, purpose=REVEAL, reason="asked by letter")
    document = json.loads(copy.json())
    _valid(document)
    assert copy.json() == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    for value in ("Ada麒麟", "Lovelace鳳凰", "ada@member.example", "親愛なる司書さま", "Emma"):
        assert value in copy.json()
    assert "Bob鸞鷲" not in copy.json()
    told = [thing["what"]["en"] for thing in document["held"]]
    assert told == ["Record of your request", "Membership", "Loan"]
    (provision,) = document["provisions"]
    assert (provision["recipient"]["id"], provision["outcome"]) == ("post", "sent")
    assert provision["recipient"]["name"] == {"ja": "郵便", "en": "Post"}
    assert (document["uses"][0]["event"], document["uses"][0]["reason"]) == ("use", "asked by letter")
    assert [one["kind"] for one in document["requests"]] == ["access"]
    assert len(document["uses"]) == len(privacy.uses_of(ada.subject, limit=1_000))


def test_what_the_purpose_does_not_show_is_named_and_not_opened(
    ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    loan(ada, "Emma", "親愛なる司書さま")
    text = rights.export(ada.subject, purpose=LENDING).json()
    document = json.loads(text)
    _valid(document)
    letter = next(
        value for thing in document["held"] for value in thing["values"] if value["group"] == "Letter"
    )
    assert letter["value"] is None
    assert "親愛なる司書さま" not in text
    (row,) = ledger_rows(Event.USE)
    assert row.groups == ("EmailAddress", "PersonName")


def test_of_somebody_unknown_there_is_nothing(program: None, ledger_rows: LedgerRows) -> None:
    copy = rights.export(uuid4(), purpose=LENDING)
    document = json.loads(copy.json())
    _valid(document)
    assert (document["held"], document["uses"], document["requests"]) == ([], [], [])
    assert copy.is_empty
    assert not ledger_rows(Event.USE)


def test_without_a_reason_staff_get_no_copy(ada: Member, librarian: Actor, ledger_rows: LedgerRows) -> None:
    with privacy.acting_as(librarian), pytest.raises(privacy.Refused, match="reason-missing"):
        rights.export(ada.subject, purpose=REVEAL)
    assert [row.outcome for row in ledger_rows(Event.REFUSAL)] == ["reason-missing"]
    assert not ledger_rows(Event.USE)


# -- However much there is


def test_a_copy_is_read_a_page_at_a_time_and_says_the_same(
    ada: Member, program: None, ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        loan(ada, f"Book {number}", "親愛なる司書さま")
    whole = json.loads(rights.export(ada.subject, purpose=LENDING).json())
    monkeypatch.setattr(exporting, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(exporting, "VALUES_AT_ONCE", 2)
    paged = json.loads(rights.export(ada.subject, purpose=LENDING).json())
    _valid(paged)
    assert paged["held"] == whole["held"]
    assert paged["uses"][-len(whole["uses"]) :] == whole["uses"]
    uses = [row for row in ledger_rows(Event.USE) if row.purpose == LENDING.id]
    assert len(uses) > 2, "each page is a use of its own"
    assert len(paged["uses"]) == len(privacy.uses_of(ada.subject, limit=1_000))


def test_the_first_part_is_written_before_the_last_row_is_read(
    ada: Member, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        loan(ada, f"Book {number}", "親愛なる司書さま")
    monkeypatch.setattr(exporting, "VALUES_AT_ONCE", 1)
    monkeypatch.setattr(exporting, "ROWS_AT_ONCE", 4)
    read: list[int] = []

    def counted(subject: UUID, **asked: Any) -> tuple[privacy.UseRow, ...]:
        rows = privacy.uses_of(subject, **asked)
        read.extend(row.seq for row in rows)
        return rows

    monkeypatch.setattr(exporting, "uses_of", counted)
    pieces = rights.export(ada.subject, purpose=LENDING).pieces()
    written = ""
    while "Book 1" not in written:
        written += next(pieces)
    assert "Book 6" not in written
    assert read == []
    while '"uses": [' not in written or not written.endswith("}"):
        written += next(pieces)
    reading = len(read)
    written += "".join(pieces)
    assert reading < len(read)
    assert "Book 6" in written
    _valid(json.loads(written))


def test_each_provision_has_its_own_end(ada: Member, program: None) -> None:
    assert ada.email is not None
    for title in ("Emma", "Persuasion"):
        privacy.disclose(
            Reminder(to=ada.email, names=(ada.name,), title=title), through="post", purpose=NOTICE
        )
    document = json.loads(rights.export(ada.subject, purpose=LENDING).json())
    assert [provision["outcome"] for provision in document["provisions"]] == ["sent", "sent"]
