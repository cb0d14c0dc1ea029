"""Sealing and opening bytes: AES-256-GCM with key commitment. Knows no models, no policy, no store.

A sealed value is, in this order:

    format 0x01 · key id 16 · policy version 4 (big-endian) · group 8     the header, readable by anybody
    commitment 32                                                        to the key: GCM alone commits to none
    nonce 12 · ciphertext · tag 16

The associated data is header, commitment, subject (16), record (16) and place (16, the model and column),
all of fixed length. The plaintext is the group's values as a JSON array in UTF-8, filled up with spaces; of
a group that is a file, the number of its bytes (8, big-endian), the bytes, and zeros.
"""

from __future__ import annotations

import hmac
import json
import os
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from struct import Struct
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from small_trades.privacy.errors import Tampered

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT: Final = 1
KEY_BYTES: Final = 32
PADDING: Final = 64
LARGEST_FILE: Final = 16 * 1024 * 1024
"""A sealed file is in memory whole, twice while it is opened, and travels to the broker in one message."""
_HEADER: Final = Struct(">B16sI8s")
_NONCE: Final = 12
_LENGTH: Final = Struct(">Q")
_BLOCK: Final = 64
_INNER: Final = bytes(byte ^ 0x36 for byte in range(256))
_OUTER: Final = bytes(byte ^ 0x5C for byte in range(256))
_COMMITMENT: Final = 32
_BODY: Final = _HEADER.size + _COMMITMENT
_CIPHERTEXT: Final = _BODY + _NONCE
_read: Final = json.JSONDecoder().raw_decode
_shapes: Final[dict[type[Any], tuple[tuple[str, ...], Callable[[Any], Any]]]] = {}


class Header(NamedTuple):
    """What anybody can read of a sealed value."""

    format: int
    key_id: bytes
    version: int
    group: bytes


@dataclass(frozen=True, slots=True, repr=False)
class SealingKey:
    """A key ready for use. The commitment tells keys apart without opening anything."""

    cipher: AESGCM
    commitment: bytes

    @classmethod
    def of(cls, secret: bytes) -> SealingKey:
        """From 32 random bytes."""
        return cls(AESGCM(derive(secret, b"seal")), derive(secret, b"commitment"))


def derive(secret: bytes, use: bytes) -> bytes:
    """32 bytes for one use of a uniformly random secret: the first block of HKDF-Expand (RFC 5869, 2.3).

    ValueError for a secret of more than 64 bytes. HMAC is written out (RFC 2104, 2), because `hmac.digest`
    takes four times as long to set itself up as these few bytes take to hash, and every key opened asks for
    two to four of these.
    """
    if len(secret) > _BLOCK:
        raise ValueError("a secret is no longer than a block of its hash")
    inner = sha256(secret.translate(_INNER).ljust(_BLOCK, b"\x36") + b"small-trades " + use + b"\x01")
    return sha256(secret.translate(_OUTER).ljust(_BLOCK, b"\x5c") + inner.digest()).digest()


def random_key() -> bytes:
    """32 bytes from the operating system."""
    return os.urandom(KEY_BYTES)


def group_id(group: type[Any]) -> bytes:
    """Eight bytes that stand for the group's name in a header."""
    return sha256(b"group " + group.__name__.encode()).digest()[:8]


def read_header(blob: bytes) -> Header:
    """Tampered when the bytes are not a sealed value of a known format."""
    if len(blob) <= _CIPHERTEXT or blob[0] != FORMAT:
        raise Tampered("not a sealed value")
    return Header._make(_HEADER.unpack_from(blob))


def seal(key: SealingKey, header: tuple[bytes, int, bytes], whose: bytes, plaintext: bytes) -> bytes:
    """`header`: key id, policy version, group. `whose`: subject, record and place, 16 bytes each."""
    start = _HEADER.pack(FORMAT, *header) + key.commitment
    nonce = os.urandom(_NONCE)
    return start + nonce + key.cipher.encrypt(nonce, plaintext, start + whose)


def unseal(key: SealingKey, blob: bytes, whose: bytes) -> bytes:
    """The plaintext, or Tampered."""
    start = blob[:_BODY]
    if not hmac.compare_digest(start[_HEADER.size :], key.commitment):
        raise Tampered("sealed with another key")
    try:
        return key.cipher.decrypt(blob[_BODY:_CIPHERTEXT], blob[_CIPHERTEXT:], start + whose)
    except InvalidTag:
        raise Tampered("not sealed for this person, record, column and policy version") from None


def wrap(cipher: AESGCM, secret: bytes, place: bytes) -> bytes:
    """`secret` under a wrapping key, openable at `place` alone."""
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, secret, place)


def unwrap(cipher: AESGCM, wrapped: bytes, place: bytes) -> bytes:
    """The secret, or Tampered."""
    try:
        return cipher.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], place)
    except (InvalidTag, ValueError):
        raise Tampered("a wrapped key was changed or moved") from None


def pad(content: bytes, multiple: int) -> bytes:
    """JSON filled up with spaces, which its reader skips, so that a length says little."""
    return content + b" " * (-len(content) % multiple)


@lru_cache(maxsize=256)
def is_file(group: type[Any]) -> bool:
    """Whether a group is one item of bytes: a file, not values that a page writes out."""
    items = fields(group)
    return len(items) == 1 and items[0].type in {bytes, "bytes"}


def _shape(group: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], Any]]:
    if group not in _shapes:
        names = tuple(item.name for item in fields(group))
        _shapes[group] = names, attrgetter(*names)
    return _shapes[group]


def pack_group(value: Any) -> bytes:
    """The values of an opened group. TypeError or ValueError, naming the item and never its value."""
    if is_file(type(value)):  # type: ignore[arg-type] # a class is hashable
        return _pack_file(value)
    names, read = _shape(type(value))
    values = read(value) if len(names) > 1 else (read(value),)
    for name, item in zip(names, values, strict=True):
        if not isinstance(item, str):
            raise TypeError(f"{type(value).__name__}.{name} must be a str.")
    try:
        content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        # Its own error would carry the text.
        raise ValueError(f"{type(value).__name__} holds half of a surrogate pair: not text.") from None
    return pad(content, getattr(type(value), "sealed_padding", PADDING))


def unpack_group(group: type[Any], content: bytes) -> Any:
    """The opened group; items appended to it since take their defaults."""
    if is_file(group):  # type: ignore[arg-type] # a class is hashable
        (length,) = _LENGTH.unpack_from(content)
        return group(content[_LENGTH.size : _LENGTH.size + length])
    # `loads` would first guess the encoding and then look behind the padding.
    return group(*_read(content.decode())[0])


def _pack_file(value: Any) -> bytes:
    (item,) = fields(value)
    content = getattr(value, item.name)
    if not isinstance(content, bytes):
        raise TypeError(f"{type(value).__name__}.{item.name} must be bytes.")
    if len(content) > LARGEST_FILE:
        raise ValueError(f"{type(value).__name__}.{item.name} has more than {LARGEST_FILE} bytes.")
    packed = _LENGTH.pack(len(content)) + content
    return packed + bytes(-len(packed) % getattr(type(value), "sealed_padding", PADDING))
