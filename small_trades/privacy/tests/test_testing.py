"""The canary scan finds what it is there to find."""

from __future__ import annotations

import base64
import json
import quopri
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_trades import privacy
from small_trades.privacy.testing import Kind, LedgerRows, pieces, plant, readable, scan
from small_trades.privacy.tests.toy.policy import LENDING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from small_trades.privacy.tests.toy.models import Member

VALUE = "植込 麒麟@7f3a"


@pytest.mark.parametrize(
    "written",
    [
        VALUE.encode(),
        VALUE.encode("utf-16-le"),
        VALUE.encode("utf-16-be"),
        VALUE.encode().hex().encode(),
        VALUE.encode().hex().upper().encode(),
        quote(VALUE).encode(),
        quote(VALUE).lower().encode(),
        quote(VALUE, safe="").encode(),
        quote(VALUE, safe="@").encode(),
        quote_plus(VALUE).encode(),
        json.dumps(VALUE).encode(),
        base64.b64encode(VALUE.encode()),
        quopri.encodestring(VALUE.encode()),
    ],
)
def test_every_encoding_is_found(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    file = tmp_path / "deep" / "er" / "core"
    file.write_bytes(b"\0" * 1000 + written + b"\xff" * 1000)
    hits = scan([tmp_path], [VALUE])
    assert {(hit.path, hit.value) for hit in hits} == {(file, VALUE)}
    assert hits[0].offset in {1000, 1001}
    assert scan([file], [VALUE]) == hits


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_base64_is_found_wherever_it_begins(before: bytes, after: bytes) -> None:
    from small_trades.privacy.testing import _encodings

    whole = base64.b64encode(before + VALUE.encode() + after)
    assert any(pattern in whole for name, pattern in _encodings(VALUE) if name.startswith("base64"))
    whole = base64.urlsafe_b64encode(before + VALUE.encode() + after)
    assert any(pattern in whole for name, pattern in _encodings(VALUE) if name.startswith("base64"))


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "other").write_text("植込 麒麟@7f3b", encoding="utf-8")
    assert scan([tmp_path], [VALUE]) == []
    assert scan([], [VALUE]) == []


def test_a_value_that_may_stand_anywhere_is_no_canary(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="six bytes"):
        scan([tmp_path], ["山"])


@pytest.mark.parametrize("kind", ["text", "name", "kana", "email", "telephone", "street", "password"])
def test_planted_values_are_unique(kind: Kind) -> None:
    values = {plant(kind) for _ in range(50)}
    assert len(values) == 50
    assert all(len(value.encode()) >= 9 for value in values)


@pytest.mark.parametrize("written", [lambda content: content, base64.b64encode, bytes.hex])
def test_a_file_is_found_by_any_piece_of_it(written: Callable[[bytes], bytes | str], tmp_path: Path) -> None:
    content = secrets.token_bytes(50_000)
    kept = written(content[20_000:30_000])
    file = tmp_path / "kept"
    file.write_bytes(b"\0" * 7 + (kept.encode() if isinstance(kept, str) else kept))
    sought = pieces(content)
    assert len(sought) == 8
    assert {(hit.path, len(hit.value)) for hit in scan([tmp_path], sought)} == {(file, 24)}
    assert scan([tmp_path], pieces(secrets.token_bytes(50_000))) == []


def test_what_any_file_may_hold_is_no_piece() -> None:
    content = secrets.token_bytes(100)
    assert all(piece in content for piece in pieces(bytes(10_000) + content + bytes(10), number=200))
    with pytest.raises(ValueError, match="no other file"):
        pieces(bytes(10_000))


@pytest.mark.django_db(databases=["default", "keys"])
def test_what_was_not_sealed_is_read_in_a_row(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    privacy.use(ada.name, purpose=LENDING)
    (row,) = ledger_rows()
    (sealed,) = row.references
    assert VALUE not in readable(row)
    assert VALUE in readable(replace(row, references=(sealed, VALUE.encode())))
    assert VALUE in readable(row, replace(row, outcome=VALUE))
