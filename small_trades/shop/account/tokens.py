"""One-time links: the value goes into a mail, its hash into the table."""

import hashlib
import secrets


def new_token() -> str:
    """A value of 256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What the table keeps of a token. It has enough randomness that a plain hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()
