"""Passkeys as browsers and authenticators speak of them (W3C Web Authentication Level 3). Knows no person.

User verification is always required: having the device is one factor, opening it the other.
"""

import json
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

LONGEST_ANSWER: Final = 16_384
_TIMEOUT_MS: Final = 5 * 60 * 1000


class CeremonyError(Exception):
    """What the browser sent is no good: malformed, of another site, not signed, or not verified."""


@dataclass(frozen=True, slots=True, repr=False)
class NewPasskey:
    """A passkey as an authenticator made it; id and COSE key in base64url, the AAGUID of its maker."""

    credential_id: str
    public_key: str
    sign_count: int
    aaguid: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """An answer to a challenge, not verified yet: which passkey it claims, and for which user handle."""

    credential_id: str
    user_handle: str
    challenge: bytes
    answer: AuthenticationCredential = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attestation:
    """A new passkey, not verified yet."""

    challenge: bytes
    answer: RegistrationCredential = field(repr=False)


def in_text(value: bytes) -> str:
    """Bytes in base64url without padding, as WebAuthn writes them."""
    return bytes_to_base64url(value)


def rp_id() -> str:
    """The name that passkeys are bound to: the first name of the shop, without a port."""
    return urlsplit(settings.SMALL_TRADES.base_url).hostname or ""


def creation_options(
    *, challenge: bytes, shop_name: str, user_handle: str, user_name: str, known: list[str]
) -> str:
    """What `navigator.credentials.create()` takes, as JSON; `known` ids are not made twice."""
    options = generate_registration_options(
        rp_id=rp_id(),
        rp_name=shop_name,
        user_id=base64url_to_bytes(user_handle),
        user_name=user_name,
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return options_to_json(options)


def request_options(challenge: bytes) -> str:
    """What `navigator.credentials.get()` takes, as JSON. Names no passkey: the browser knows its own."""
    options = generate_authentication_options(
        rp_id=rp_id(),
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def read_attestation(sent: str) -> Attestation:
    """A new passkey as the browser sent it. Raises CeremonyError."""
    try:
        answer = parse_registration_credential_json(_loaded(sent))
        challenge = parse_client_data_json(answer.response.client_data_json).challenge
    except (WebAuthnException, ValueError) as error:
        raise CeremonyError("malformed") from error
    return Attestation(challenge, answer)


def read_assertion(sent: str) -> Assertion:
    """An answer as the browser sent it. Raises CeremonyError."""
    try:
        answer = parse_authentication_credential_json(_loaded(sent))
        challenge = parse_client_data_json(answer.response.client_data_json).challenge
    except (WebAuthnException, ValueError) as error:
        raise CeremonyError("malformed") from error
    handle = bytes_to_base64url(answer.response.user_handle or b"")
    return Assertion(bytes_to_base64url(answer.raw_id), handle, challenge, answer)


def verified_attestation(attestation: Attestation) -> NewPasskey:
    """The new passkey, once everything about it is right. Raises CeremonyError."""
    try:
        made = verify_registration_response(
            credential=attestation.answer,
            expected_challenge=attestation.challenge,
            expected_rp_id=rp_id(),
            expected_origin=list(settings.SMALL_TRADES.origins),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise CeremonyError("not a passkey for this shop") from error
    return NewPasskey(
        bytes_to_base64url(made.credential_id),
        bytes_to_base64url(made.credential_public_key),
        made.sign_count,
        made.aaguid,
    )


def verified_count(assertion: Assertion, public_key: str) -> int:
    """How often the passkey was used, as it says, once its signature is right. Raises CeremonyError.

    Whether the count is a higher one than before is for the caller to judge: the signature comes first.
    """
    try:
        right = verify_authentication_response(
            credential=assertion.answer,
            expected_challenge=assertion.challenge,
            expected_rp_id=rp_id(),
            expected_origin=list(settings.SMALL_TRADES.origins),
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise CeremonyError("not signed by this passkey") from error
    return right.new_sign_count


def _loaded(sent: str) -> dict[str, object]:
    if len(sent) > LONGEST_ANSWER:
        raise ValueError("too long")
    loaded = json.loads(sent)
    if not isinstance(loaded, dict):
        raise ValueError("not an object")  # noqa: TRY004 - one kind of error for whatever was sent
    return loaded
