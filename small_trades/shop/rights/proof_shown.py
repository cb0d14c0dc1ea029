"""The mailed code and what only the person knows, taken from a form: whether they show enough."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from small_trades.shop.account.flow import caller, say_limit
from small_trades.shop.account.holders import holder_of
from small_trades.shop.account.throttles import TooManyError
from small_trades.shop.orders.forms import ProofForm
from small_trades.shop.orders.proof import Level, Proof, prove
from small_trades.shop.rights.on_file import on_file


def proof_shown(
    request: HttpRequest, form: ProofForm, *, code: str, people: Sequence[str], needed: Level
) -> Proof | None:
    """What a valid form shows of these people, by the id of the code they were mailed.

    None where it is less than `needed`, or tried too often: the form says which.
    """
    try:
        proof = prove(
            UUID(code),
            form.claims(),
            holder=holder_of(request),
            caller=caller(request, code),
            people=[UUID(one) for one in people],
            also=on_file,
            enough=needed,
        )
    except TooManyError as limit:
        say_limit(form, limit)
        return None
    if proof.level < needed:
        form.add_error(
            None, _("That does not show enough. Please check the code and what you gave, or write to us.")
        )
        return None
    return proof
