"""Bytes in, bytes out: what was sealed comes back where it was sealed, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from hypothesis import given
from hypothesis import strategies as st

from small_trades.privacy import Tampered
from small_trades.privacy._crypto import (
    SealingKey,
    derive,
    group_id,
    pack_group,
    random_key,
    read_header,
    seal,
    unpack_group,
    unseal,
    unwrap,
    wrap,
)
from small_trades.privacy.tests.toy.groups import Letter, PersonName

KEY = SealingKey.of(bytes(range(32)))
HEADER = (b"k" * 16, 7, group_id(PersonName))
WHOSE = b"s" * 16 + b"r" * 16 + b"p" * 16
text = st.text(st.characters(exclude_categories=["Cs"]))
blocks = st.binary(min_size=16, max_size=16)


@given(text, text)
def test_any_text_comes_back(family: str, given_name: str) -> None:
    blob = seal(KEY, HEADER, WHOSE, pack_group(PersonName(family, given_name)))
    assert unpack_group(PersonName, unseal(KEY, blob, WHOSE)) == PersonName(family, given_name)


@given(st.binary(max_size=300), blocks, blocks, blocks, st.integers(0, 2))
def test_nothing_opens_in_another_place(content: bytes, a: bytes, b: bytes, c: bytes, which: int) -> None:
    places = [a, b, c]
    blob = seal(KEY, HEADER, b"".join(places), content)
    places[which] = bytes(byte ^ 1 for byte in places[which])
    with pytest.raises(Tampered):
        unseal(KEY, blob, b"".join(places))


@given(st.data(), st.integers(1, 255))
def test_no_byte_can_be_changed(data: st.DataObject, change: int) -> None:
    blob = seal(KEY, HEADER, WHOSE, b"content")
    at = data.draw(st.integers(0, len(blob) - 1))
    changed = blob[:at] + bytes([blob[at] ^ change]) + blob[at + 1 :]
    with pytest.raises(Tampered):
        read_header(changed)
        unseal(KEY, changed, WHOSE)


@given(st.integers(0, 188))
def test_a_cut_value_is_no_value(length: int) -> None:
    blob = seal(KEY, HEADER, WHOSE, b"x" * 100)
    with pytest.raises(Tampered):
        read_header(blob[:length])
        unseal(KEY, blob[:length], WHOSE)


def test_another_key_is_told_apart_before_anything_is_opened() -> None:
    blob = seal(KEY, HEADER, WHOSE, b"content")
    with pytest.raises(Tampered, match="another key"):
        unseal(SealingKey.of(random_key()), blob, WHOSE)


def test_the_header_can_be_read_without_a_key() -> None:
    header = read_header(seal(KEY, HEADER, WHOSE, b"content"))
    assert header == (1, b"k" * 16, 7, group_id(PersonName))


def test_two_seals_of_one_value_share_only_header_and_commitment() -> None:
    first, second = (seal(KEY, HEADER, WHOSE, b"same") for _ in range(2))
    assert first[:61] == second[:61]
    assert first[61:73] != second[61:73]
    assert first[73:] != second[73:]


def test_lengths_are_rounded_up() -> None:
    assert {len(pack_group(PersonName("x" * n, ""))) for n in range(9)} == {16}
    assert {len(pack_group(Letter("x" * n))) for n in range(1, 60)} == {64}
    assert len(pack_group(Letter("x" * 61))) == 128


@given(st.binary(min_size=1, max_size=64), st.binary(max_size=200))
def test_derivation_is_hkdf_expand(secret: bytes, use: bytes) -> None:
    expected = HKDFExpand(SHA256(), 32, b"small-trades " + use).derive(secret)
    assert derive(secret, use) == expected


def test_nothing_is_derived_from_a_secret_longer_than_a_block() -> None:
    with pytest.raises(ValueError, match="no longer than a block"):
        derive(bytes(65), b"seal")


def test_an_item_added_later_takes_its_default() -> None:
    @dataclass(frozen=True, repr=False)
    class Grown:
        family: str
        given: str
        honorific: str = "様"

    opened = unpack_group(Grown, pack_group(PersonName("山田", "花子")))
    assert opened == Grown("山田", "花子", "様")


def test_a_wrapped_key_opens_in_its_place_alone() -> None:
    cipher = KEY.cipher
    wrapped = wrap(cipher, b"k" * 32, b"here")
    assert unwrap(cipher, wrapped, b"here") == b"k" * 32
    changed = wrapped[:-1] + bytes([wrapped[-1] ^ 1])
    for place, content in ((b"there", wrapped), (b"here", changed), (b"here", b"")):
        with pytest.raises(Tampered):
            unwrap(cipher, content, place)


def test_keys_do_not_print_themselves() -> None:
    assert "cipher" not in repr(KEY)
    assert repr(KEY) == object.__repr__(KEY)
