"""A code mailed to a member who wants to be deleted, so that nobody does it who found their browser open."""

from uuid import UUID

from small_trades.shop.account.actions import codes
from small_trades.shop.account.models import CodePurpose


def ask(subject: UUID, *, holder: str, language: str) -> UUID:
    """Have a code mailed to the registered address; the id to `confirm` with. Limit it before."""
    return codes.mail_code(CodePurpose.PROOF, subject, holder=holder, language=language)


def confirm(code_id: UUID, typed: str, *, holder: str) -> None:
    """Use the code up. Raises WrongCodeError where it is not the one, used, too old, or another browser's."""
    codes.use_up(codes.try_code(code_id, CodePurpose.PROOF, typed, holder=holder))
