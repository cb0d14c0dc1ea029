"""One mailbox, however it is typed."""

import pytest

from small_trades.shop.kernel.emails import email_key, tidy_email


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Hanako@Example.JP ", "Hanako@example.jp"),
        ("hanako＠example．jp", "hanako@example.jp"),
        ("hanako @example.jp", "hanako@example.jp"),
        ("hana\u200bko@example.jp", "hanako@example.jp"),
        ("no-at-sign", "no-at-sign"),
    ],
)
def test_an_address_is_kept_tidied(typed: str, kept: str) -> None:
    assert tidy_email(typed) == kept


def test_an_address_is_found_whatever_case_it_is_typed_in() -> None:
    assert email_key("Hanako@Example.JP") == email_key("hanako@example.jp")
