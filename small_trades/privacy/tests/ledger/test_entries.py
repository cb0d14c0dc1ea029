"""The bytes that are hashed for a row, and what is no row."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from django.utils.functional import lazystr
from hypothesis import given
from hypothesis import strategies as st
from small_trades.privacy._ledger import Event
from small_trades.privacy._ledger.columns import COLUMNS, leaf_of, values
from small_trades.privacy._ledger.entries import encode, pack, unpack
from small_trades.privacy._ledger.merkle import leaf_hash
from small_trades.privacy.tests.ledger.stores import entry

ENCODING = (
    "01"
    "0000000000000005"  # seq
    "000646ad5d9d2a80"  # at
    "0000000000000003"  # policy_version
    "00000003" "757365"  # use
    "00000005" "7374616666"  # staff
    "00000020" "3031393861386630303030303730303038303030303030303030303030303031"  # the actor's hex digits
    "00000006" "6f7264657273"  # orders
    "0000000f" "e9858de98081e381aee7a2bae8aa8d"  # 配送の確認
    "0000000b" "33622d64656c6976657279"  # 3b-delivery
    "0000001a" "506572736f6e4e616d652044656c697665727941646472657373"  # PersonName DeliveryAddress
    "0000001c" "0000000a7365616c6564206f6e65" "0000000a7365616c65642074776f"  # both references
    "00000007" "63617272696572"  # carrier
    "00000007" "616c6c6f776564"  # allowed
    "00000004" "35663165"  # 5f1e
)  # fmt: skip


def test_the_encoding_of_a_row_never_changes() -> None:
    encoded = encode(entry())
    at = 0x000646AD5D9D2A80
    assert encoded.encoding(seq=5, at=at).hex() == ENCODING
    leaf = leaf_hash(bytes.fromhex(ENCODING))
    assert leaf == sha256(b"\0" + bytes.fromhex(ENCODING)).digest()
    assert leaf_of(values(encoded, seq=5, at=at, leaf=leaf)) == leaf


@given(st.lists(st.binary(max_size=5), max_size=5))
def test_packed_parts_come_back(parts: list[bytes]) -> None:
    assert unpack(pack(parts)) == tuple(parts)


@given(st.lists(st.binary(min_size=1, max_size=5), min_size=1, max_size=5))
def test_parts_that_are_cut_short_are_noticed(parts: list[bytes]) -> None:
    with pytest.raises(ValueError, match="cut short"):
        unpack(pack(parts)[:-1])
    with pytest.raises(ValueError, match="cut short"):
        unpack(pack(parts) + b"\0")


def test_members_of_enumerations_are_written_by_value() -> None:
    encoded = encode(entry(event="search", actor_kind=Event.STAFF))
    assert [type(text) for text in encoded.texts] == [str] * 10
    assert encoded.texts[:2] == ("search", "staff")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "soon"),
        ("at", 1.0),
        ("policy_version", None),
        ("reason", b"x"),
        ("role", None),
        ("references", "text"),
    ],
)
def test_a_column_of_another_type_has_no_leaf(column: str, value: object) -> None:
    columns = list(values(encode(entry()), seq=5, at=6, leaf=b""))
    assert leaf_of(columns) is not None
    columns[COLUMNS.index(column)] = value
    assert leaf_of(columns) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "guess"},
        {"reason": "a\0b"},
        {"reason": "half \ud83d"},
        {"role": lazystr("orders")},
        {"role": None},
        {"groups": ("two words",)},
        {"groups": ("",)},
        {"tags": (b"short",)},
        {"tags": ("a tag that is text",)},
        {"references": ("text",)},
        {"policy_version": -1},
        {"policy_version": 2**31},
    ],
    ids=str,
)
def test_what_a_store_would_refuse_is_refused_before_it_is_queued(changes: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        encode(entry(**changes))
