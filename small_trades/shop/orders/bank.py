"""The account for bank transfers."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class BankAccount:
    """An account as a Japanese bank wants it written on a transfer, in the page's language."""

    bank: str
    branch: str
    kind: str
    number: str
    holder: str


def bank_account() -> BankAccount:
    """The shop's account."""
    return BankAccount(
        _("Komorebi Bank (0000)"), _("Main branch (001)"), _("Ordinary account"), "1234567", "コモレビシヨウテン"
    )
