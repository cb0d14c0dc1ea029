"""Signed notes and checkpoints: C2SP signed-note and tlog-checkpoint, with Ed25519.

A checkpoint reads, and anyone with the verifier key can check it:

    small-trades/ledger
    1024
    qINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs=

    — small-trades/ledger Wfhqmp7…=
"""

from __future__ import annotations

import binascii
import os
import re
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from small_trades.privacy._ledger.errors import LedgerUnavailable, NoteInvalid
from small_trades.privacy._ledger.merkle import HASH_BYTES

if TYPE_CHECKING:
    from pathlib import Path

_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_SEED_BYTES = 32
_SIZE_DIGITS = 20
_PRIVATE = "PRIVATE+KEY+"


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:_KEY_ID_BYTES]


def unbase64(text: str) -> bytes:
    """Strict. Raises NoteInvalid."""
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteInvalid("a part of the note is not base64") from error


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: how many leaves, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Raises NoteInvalid. Further lines are extensions, which nobody here writes."""
        lines = text.split("\n")
        if len(lines) < 4:  # noqa: PLR2004 -- origin, size, root and what follows the last newline
            raise NoteInvalid("a checkpoint has three lines")
        origin, size, root = lines[:3]
        is_number = size.isascii() and size.isdecimal() and len(size) < _SIZE_DIGITS
        if not origin or not is_number or size != str(int(size)):
            raise NoteInvalid("the size of the checkpoint is not a plain number")
        digest = unbase64(root)
        if len(digest) != HASH_BYTES:
            raise NoteInvalid("the root of the checkpoint is not a SHA-256")
        return cls(origin, int(size), digest)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks notes of one key."""

    name: str
    public: bytes

    def __str__(self) -> str:
        """The verifier key as C2SP writes it, to be published: name, key id, key."""
        key_id = _key_id(self.name, self.public).hex()
        return f"{self.name}+{key_id}+{b64encode(_ED25519 + self.public).decode()}"

    def open(self, note: str) -> Checkpoint:
        """The checkpoint that this key signed. Raises NoteInvalid."""
        return Checkpoint.parse(self.text(note))

    def text(self, note: str) -> str:
        """The text that this key signed. Raises NoteInvalid; other keys' signatures are passed over."""
        text, gap, signatures = note.rpartition("\n\n")
        if not gap or not signatures.endswith("\n"):
            raise NoteInvalid("a signed note has a text, an empty line and signatures")
        signed = (text + "\n").encode("utf-8", "surrogateescape")
        expected = _key_id(self.name, self.public)
        for line in signatures[:-1].split("\n"):
            dash, _, rest = line.partition(" ")
            name, _, encoded = rest.rpartition(" ")
            if dash != "—" or name != self.name:
                continue
            signature = unbase64(encoded)
            if signature[:_KEY_ID_BYTES] == expected:
                self._check(signature[_KEY_ID_BYTES:], signed)
                return f"{text}\n"
        raise NoteInvalid("the note is not signed by this log's key")

    def _check(self, signature: bytes, signed: bytes) -> None:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, signed)
        except InvalidSignature as error:
            raise NoteInvalid("the signature of the note is not valid") from error


class Signer:
    """Signs checkpoints. The key stays inside; ``verifier`` is what others need."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(name, self._key.public_key().public_bytes_raw())
        self._id = _key_id(name, self.verifier.public)

    def sign(self, *, size: int, root: bytes) -> str:
        """The signed note of a checkpoint of this log."""
        return self.sign_text(Checkpoint(self.verifier.name, size, root).text())

    def sign_text(self, text: str) -> str:
        """The signed note of any text that ends with a newline."""
        signature = b64encode(self._id + self._key.sign(text.encode())).decode()
        return f"{text}\n— {self.verifier.name} {signature}\n"


def parse_verifier(key: str) -> Verifier:
    """The verifier of a published key. Raises NoteInvalid."""
    # Base64 may hold a plus sign itself, so the line is split from the left; a name holds none.
    name, _, rest = key.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    public = unbase64(encoded)
    if public[:1] != _ED25519 or len(public) != 1 + _SEED_BYTES or _key_id(name, public[1:]).hex() != key_id:
        raise NoteInvalid("it is not a verifier key")
    return Verifier(name, public[1:])


def recovered(text: str, name: str) -> str:
    """The newest checkpoint of a log within a text, as it was before mail clients quoted and wrapped it.

    Says nothing about whether it is genuine: the signature does. A text without one is given back as it is.
    """
    unquoted = re.sub(r"(?m)^[\s>|]*", "", text)
    base64 = r"((?:[A-Za-z0-9+/]\s*){%d}=)"
    origin, dash = re.escape(name), "[—–-]+"
    pattern = rf"{origin}\s+(\d{{1,19}})\s+{base64 % 43}\s*{dash}\s+{origin}\s+{base64 % 91}"
    found = max(re.finditer(pattern, unquoted), key=lambda match: int(match[1]), default=None)
    if found is None:
        return text
    digest, signature = ("".join(part.split()) for part in found.groups()[1:])
    return f"{name}\n{found[1]}\n{digest}\n\n— {name} {signature}\n"


def load_signer(path: Path, *, name: str) -> Signer:
    """The signer of the key file, made (0600) when there is none; `name` is the log's, for a new file.

    Its one line is a signer key as C2SP writes it: ``PRIVATE+KEY+name+id+base64``. Raises LedgerUnavailable
    when the file is no such key or others may read it.
    """
    if not path.exists():
        _create(path, name)
    if path.stat().st_mode & 0o077:
        raise LedgerUnavailable(f"the ledger's signing key may be read by others: chmod 600 {path}")
    line = path.read_text(encoding="utf-8").strip()
    # Base64 may hold a plus sign itself, so the line is split from the left; a name holds none.
    parts = line.removeprefix(_PRIVATE).split("+", 2)
    try:
        known, key_id, encoded = parts
        secret = unbase64(encoded)
        signer = Signer(known, secret[1:])
    except (ValueError, NoteInvalid) as error:
        raise LedgerUnavailable(f"the ledger's signing key is damaged: {path}") from error
    if secret[:1] != _ED25519 or _key_id(known, signer.verifier.public).hex() != key_id:
        raise LedgerUnavailable(f"the ledger's signing key is damaged: {path}")
    return signer


def _create(path: Path, name: str) -> None:
    """Write a new key beside its place and link it there: all processes end up with the first one's."""
    seed = os.urandom(_SEED_BYTES)
    key_id = _key_id(name, Signer(name, seed).verifier.public).hex()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{_PRIVATE}{name}+{key_id}+{b64encode(_ED25519 + seed).decode()}\n")
        file.flush()
        os.fsync(descriptor)
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
