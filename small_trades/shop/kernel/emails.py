"""E-mail addresses as people type them, as they are kept, and as they are compared."""

from small_trades.shop.kernel.text import one_line


def tidy_email(typed: str) -> str:
    """The address as it is kept: NFKC, without spaces, the domain in lower case.

    The local part stays as typed, because a mail server may tell its cases apart (RFC 5321, 2.4).
    """
    local, at, domain = one_line(typed).replace(" ", "").rpartition("@")
    return f"{local}{at}{domain.lower()}"


def email_key(typed: str) -> str:
    """The address as look-ups compare it: tidied, in lower case throughout.

    Telephones capitalise the first letter, and nobody has two mailboxes that differ in case alone.
    """
    return tidy_email(typed).lower()
