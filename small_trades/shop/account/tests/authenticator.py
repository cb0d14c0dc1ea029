"""An authenticator in software: it makes passkeys and signs with them as Web Authentication describes.

Every part of an answer can be made wrong, to show that it is refused.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

USER_PRESENT, USER_VERIFIED, ATTESTED = 0x01, 0x04, 0x40
GOOGLE = "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4"


def to_text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """Holds one passkey. `counter` of None keeps no count, as synchronised passkeys do."""

    aaguid: str = GOOGLE
    counter: int | None = 0
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user_handle: bytes = b""
    origin: str = ""
    rp_id: str = "localhost"
    flags: int = USER_PRESENT | USER_VERIFIED

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.origin = self.origin or settings.SMALL_TRADES.base_url

    def create(self, options: dict[str, Any]) -> str:
        """What the page sends after `navigator.credentials.create(options)`."""
        self.user_handle = to_bytes(options["user"]["id"])
        attested = b"".join(
            (
                bytes.fromhex(self.aaguid.replace("-", "")),
                len(self.credential_id).to_bytes(2, "big"),
                self.credential_id,
                self._cose_key(),
            )
        )
        data = self._data(self.flags | ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._client_data("webauthn.create", options["challenge"])
        return self._sent(clientDataJSON=said, attestationObject=attestation)

    def get(self, options: dict[str, Any]) -> str:
        """What the page sends after `navigator.credentials.get(options)`."""
        if self.counter is not None:
            self.counter += 1
        data = self._data(self.flags)
        said = self._client_data("webauthn.get", options["challenge"])
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._sent(
            clientDataJSON=said, authenticatorData=data, signature=signature, userHandle=self.user_handle
        )

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, flags: int) -> bytes:
        home = hashlib.sha256(self.rp_id.encode()).digest()
        return home + bytes([flags]) + (self.counter or 0).to_bytes(4, "big")

    def _cose_key(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _sent(self, **response: bytes) -> str:
        name = to_text(self.credential_id)
        parts = {part: to_text(value) for part, value in response.items()}
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "clientExtensionResults": {}, "response": parts}
        )
