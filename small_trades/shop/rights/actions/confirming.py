"""Mailed codes: for a member who wants to be deleted, and at an address somebody wants to be written to.

So nobody deletes who found a browser open, and nobody is written to at an address they do not read.
"""

from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import RIGHTS
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.actions import codes
from small_trades.shop.account.models import CodePurpose


def ask(subject: UUID, *, holder: str, language: str) -> UUID:
    """Have a code mailed to the registered address; the id to `confirm` with. Limit it before."""
    return codes.mail_code(CodePurpose.PROOF, subject, holder=holder, language=language)


def confirm(code_id: UUID, typed: str, *, holder: str) -> None:
    """Use the code up. Raises WrongCodeError where it is not the one, used, too old, or another browser's."""
    codes.use_up(codes.try_code(code_id, CodePurpose.PROOF, typed, holder=holder))


def ask_at(email: EmailAddress, subject: UUID, *, holder: str, language: str) -> UUID:
    """Have a code mailed to an address the person typed; the id to `confirm_at` with. Limit it before."""
    return codes.mail_code(CodePurpose.PROOF, subject, holder=holder, language=language, to=email)


def confirm_at(code_id: UUID, typed: str, *, holder: str) -> EmailAddress:
    """Use the code up; the address it was mailed to, which its person reads. Raises WrongCodeError."""
    code = codes.try_code(code_id, CodePurpose.PROOF, typed, holder=holder)
    if code.email is None:
        raise codes.WrongCodeError
    codes.use_up(code)
    return privacy.use(code.email, purpose=RIGHTS)
