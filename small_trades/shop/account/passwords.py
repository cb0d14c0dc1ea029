"""Passwords: what is strong enough, how they are hashed, and how a guess is checked in even time.

The rule follows NIST SP 800-63B: length counts, common ones are refused, no classes of characters are
demanded. The list of common ones is Django's (20,000).
"""

import unicodedata
from functools import cache
from secrets import token_urlsafe

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 10
LONGEST = 128
_FEWEST_DIFFERENT = 5
_PART_WORTH_COMPARING = 4


def hashed(password: str) -> str:
    """The password's Argon2 hash in Django's encoded form."""
    return make_password(_plain(password))


def matches(password: str, encoded: str) -> bool:
    """Whether a password is the one that was hashed."""
    return check_password(_plain(password), encoded)


def spend_a_check(password: str) -> None:
    """Take the time of a check where there is nothing to check against."""
    check_password(_plain(password), _nobodys())


def problems(password: str, *, personal: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with a new password, as sentences; empty where it is strong enough.

    Args:
        password: as typed.
        personal: the person's name and e-mail address, which a password must not repeat.
    """
    plain = _plain(password)
    found = []
    if len(plain) < SHORTEST:
        found.append(_("Use at least %(count)d characters.") % {"count": SHORTEST})
    if len(plain) > LONGEST:
        found.append(_("Use at most %(count)d characters.") % {"count": LONGEST})
    if len(set(plain)) < _FEWEST_DIFFERENT or plain.isdigit() or _is_common(plain):
        found.append(
            _("This password is easy to guess. A few words in a row that only you would join are a good one.")
        )
    if any(part in plain.casefold() for part in _parts(personal)):
        found.append(_("Leave your name and e-mail address out of your password."))
    return found


def _plain(password: str) -> str:
    # The same key on a Japanese keyboard types full-width or half-width (NIST SP 800-63B, 3.1.1.2: NFKC).
    return unicodedata.normalize("NFKC", password)


def _parts(personal: tuple[str, ...]) -> set[str]:
    words = " ".join(personal).casefold().replace("@", " ").split()
    return {word for word in words if len(word) >= _PART_WORTH_COMPARING}


def _is_common(plain: str) -> bool:
    try:
        CommonPasswordValidator().validate(plain)
    except ValidationError:
        return True
    return False


@cache
def _nobodys() -> str:
    return make_password(token_urlsafe(16))
