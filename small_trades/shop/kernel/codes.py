"""Codes that people read aloud on the telephone and nobody can guess."""

import secrets
import unicodedata

# Crockford's base 32 without the letters that are misheard or misread in Japanese and English.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS = 3
_GROUP_LENGTH = 4
_CONFUSED = str.maketrans({"0": "D", "1": "J", "O": "D", "I": "J", "L": "J", "U": "V"})


def new_code() -> str:
    """A code such as `7K3F-9QXM-2RTD`: 12 characters of 30, about 58 bits, from the system's randomness."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def normalise_code(typed: str) -> str | None:
    """What a person typed as a code, in its canonical form, or None where it cannot be one.

    Full-width letters, lower case, spaces and missing hyphens are forgiven, and so are the look-alikes
    that the alphabet leaves out.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(character for character in plain if character.isalnum()).translate(_CONFUSED)
    if len(letters) != _GROUPS * _GROUP_LENGTH or any(letter not in ALPHABET for letter in letters):
        return None
    return "-".join(letters[start : start + _GROUP_LENGTH] for start in range(0, len(letters), _GROUP_LENGTH))
