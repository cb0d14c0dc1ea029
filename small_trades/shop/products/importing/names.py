"""Addresses and codes for what other shops name in Japanese: the same name gives the same one."""

import hashlib
import re

from django.utils.text import slugify

LONGEST_SLUG, LONGEST_CODE = 80, 40
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SKU = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


def slug_of(name: str, *, prefix: str, longest: int = LONGEST_SLUG) -> str:
    """An address: the name's Latin letters where all of it is Latin, else the prefix and a short digest."""
    made = slugify(name).replace("_", "-")
    if name.isascii() and SLUG.fullmatch(made) and len(made) <= longest:
        return made
    return f"{prefix}-{_digest(name)}"


def code_of(key: str) -> str:
    """A product code of at most 40 characters."""
    return key if len(key) <= LONGEST_CODE else f"{key[:29]}-{_digest(key)}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:10]
