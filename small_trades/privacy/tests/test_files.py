"""Files: bytes of a person, sealed as any value, listed without being loaded, and in the copy."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_trades import privacy
from small_trades.privacy import rights
from small_trades.privacy._crypto import LARGEST_FILE, pack_group, unpack_group
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy.groups import Letter, PersonName, Scan
from small_trades.privacy.tests.toy.models import Enclosure
from small_trades.privacy.tests.toy.people import TASK, loan
from small_trades.privacy.tests.toy.policy import ACCOUNT, LETTER, REVEAL

if TYPE_CHECKING:
    from small_trades.privacy import Actor
    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CONTENT = bytes(range(256)) * 5


def enclosed(by: Member, content: bytes = CONTENT) -> Enclosure:
    """A saved enclosure, read back without its file."""
    made = Enclosure(subject=by.subject)
    with privacy.acting_as(TASK):
        privacy.collect(made, notice="write", caption=Letter("写真"), scan=Scan(content))
    made.save()
    return Enclosure.objects.defer("scan").get(pk=made.pk)


@given(st.binary(max_size=3000))
def test_any_bytes_come_back_and_their_length_is_rounded_up(content: bytes) -> None:
    packed = pack_group(Scan(content))
    assert unpack_group(Scan, packed).content == content
    assert len(packed) % Scan.sealed_padding == 0


def test_a_file_is_a_group_of_bytes_alone() -> None:
    @dataclass(frozen=True, repr=False)
    class Both:
        name: str
        content: bytes

    with pytest.raises(TypeError, match="content must be of type str, or one of bytes"):
        privacy.SealedField(Both, category=LETTER, kept_for=ACCOUNT)


def test_what_is_no_file_or_too_large_a_one_is_refused_without_its_content() -> None:
    with pytest.raises(TypeError, match=r"Scan\.content must be bytes"):
        pack_group(Scan("text"))  # type: ignore[arg-type] # that is what is tested
    with pytest.raises(ValueError, match=rf"Scan\.content has more than {LARGEST_FILE} bytes"):
        pack_group(Scan(bytes(LARGEST_FILE + 1)))


def test_the_largest_file_is_sealed_and_opened_for_a_purpose(
    ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    content = CONTENT * (LARGEST_FILE // len(CONTENT))
    row = enclosed(ada, content)
    with privacy.acting_as(librarian):
        assert privacy.use(row.scan, purpose=REVEAL, reason="asked by letter").content == content
    assert [found.groups for found in ledger_rows(Event.USE)] == [("Scan",)]


def test_nothing_of_it_is_in_the_store(ada: Member) -> None:
    from django.db import connection

    row = enclosed(ada, b"PLAIN CONTENT OF A FILE" * 100)
    with connection.cursor() as cursor:
        cursor.execute("SELECT scan FROM toy_enclosure")
        (stored,) = cursor.fetchone()
    assert b"PLAIN CONTENT" not in bytes(stored)
    assert repr(row.scan) == "‹Scan›"


def test_what_is_held_names_it_and_does_not_load_it(ada: Member, program: None) -> None:
    row = enclosed(ada)
    (held,) = (one for one in privacy.held(ada.subject) if one.label_en == "Enclosure")
    assert held.files == (privacy.KeptFile("toy.Enclosure.scan", row.pk),)
    assert [str(value) for value in held.sealed] == ["‹Letter›"]
    assert rights.unmapped(ada.subject) == []
    row.delete()
    assert held.files[0].read() is None


def test_only_a_files_column_is_named_as_one(ada: Member) -> None:
    row = loan(ada)
    with pytest.raises(TypeError, match=r"Loan\.borrower is not a sealed file"):
        privacy.KeptFile.of(row, "borrower")


def test_it_is_in_the_copy_as_base64_and_a_use_of_its_own(
    ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    enclosed(ada)
    with privacy.acting_as(librarian):
        document = json.loads(rights.export(ada.subject, purpose=REVEAL, reason="asked").json())
    values = [value for thing in document["held"] for value in thing["values"]]
    (scan,) = (value for value in values if value["group"] == "Scan")
    assert (b64decode(scan["value"]["content"]), scan["category"]["id"]) == (CONTENT, "2i-letter")
    assert ("Scan",) in [row.groups for row in ledger_rows(Event.USE)]


def test_it_is_gone_with_the_key_of_its_person(ada: Member, program: None) -> None:
    row = enclosed(ada)
    privacy.destroy(ada.subject)
    with pytest.raises(privacy.Erased):
        privacy.use(row.scan, purpose=privacy.policy().purpose("3c-answer"))
    (gone,) = (one for one in privacy.unreadable() if one.model == "toy.Enclosure")
    assert gone.records == (row.pk,)


def test_a_sweep_of_the_store_loads_no_file(ada: Member, program: None) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    enclosed(ada)
    with CaptureQueriesContext(connection) as asked:
        privacy.unreadable()
    about = [query["sql"] for query in asked if "toy_enclosure" in query["sql"]]
    assert about, "it looks into the table"
    assert not [sql for sql in about if '"scan"' in sql]


def test_a_name_is_still_a_group_of_text() -> None:
    assert unpack_group(PersonName, pack_group(PersonName("Ada", "Lovelace"))).given == "Lovelace"
