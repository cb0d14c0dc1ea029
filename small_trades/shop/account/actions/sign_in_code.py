"""Signing in by a code that is mailed to the address of the account."""

from uuid import UUID

from small_trades import privacy
from small_trades.shop.account.actions.codes import WrongCodeError, mail_code, try_code, use_up
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import CodePurpose, Customer


def ask_sign_in_code(email: str, *, holder: str, language: str) -> UUID:
    """Have a code mailed, and answer its id; an address nobody registered takes the same work."""
    hit = CUSTOMER_EMAIL.find(email)
    found = Customer.objects.filter(pk=hit.record if hit else privacy.uuid7(), verified_at__isnull=False)
    subject = found.values_list("subject", flat=True).first()
    return mail_code(CodePurpose.SIGN_IN, subject, holder=holder, language=language)


def sign_in_by_code(code_id: UUID, typed: str, *, holder: str) -> tuple[Customer, int]:
    """The member whose code this is, and how many tries failed before. Raises WrongCodeError."""
    code = try_code(code_id, CodePurpose.SIGN_IN, typed, holder=holder)
    customer = Customer.objects.filter(subject=code.subject, verified_at__isnull=False).first()
    if customer is None:
        raise WrongCodeError
    use_up(code)
    return customer, code.tries - 1
