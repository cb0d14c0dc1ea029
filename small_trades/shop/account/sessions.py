"""Whose session this is. The session holds three references: the customer, its generation, the sign-in."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.account.dormancy import note_use
from small_trades.shop.account.models import Customer, SignInRecord

CUSTOMER, GENERATION, SIGN_IN, SHOWN = "customer", "generation", "sign_in", "shown_at"
_SEEN_EVERY = timedelta(minutes=10)
FRESH = timedelta(minutes=15)


def begin_session(request: HttpRequest, record: SignInRecord) -> None:
    """Make the session the member's, under a new key. What else it holds, such as a cart, stays.

    A session of another member is emptied first.
    """
    customer = record.customer
    if request.session.get(CUSTOMER) not in {None, str(customer.pk)}:
        request.session.flush()
    request.session.cycle_key()
    request.session[CUSTOMER] = str(customer.pk)
    request.session[SIGN_IN] = str(record.pk)
    note_shown(request)
    _remember(request, customer)
    rotate_token(request)


def renew_session(request: HttpRequest, customer: Customer) -> None:
    """Carry this session over a change that ends the member's other ones, under a new key."""
    request.session.cycle_key()
    _remember(request, customer)


def end_session(request: HttpRequest) -> None:
    """Empty the session and forget its key."""
    request.session.flush()
    request.__dict__["customer"] = None
    privacy.set_actor(privacy.Actor.visitor())


def note_shown(request: HttpRequest) -> None:
    """The person has just shown who they are: by signing in, or once more."""
    request.session[SHOWN] = timezone.now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Whether that was a short while ago, so that ways to sign in may be added and removed."""
    shown = float(request.session.get(SHOWN, 0))
    return timezone.now().timestamp() - shown < FRESH.total_seconds()


def sign_in_id(request: HttpRequest) -> UUID | None:
    """The sign-in this session came from."""
    held = request.session.get(SIGN_IN)
    return UUID(held) if held else None


def customer_of_session(request: HttpRequest) -> Customer | None:
    """The member who signed in here, while that sign-in lasts; from here on the request acts as them."""
    held = request.session.get(CUSTOMER)
    if held is None:
        return None
    record = _live_record(request, held)
    if record is None:
        for key in (CUSTOMER, GENERATION, SIGN_IN, SHOWN):
            request.session.pop(key, None)
        return None
    _note_seen(record)
    note_use(record.customer)
    privacy.set_actor(privacy.Actor.customer(record.customer.pk, record.customer.subject))
    return record.customer


def _live_record(request: HttpRequest, customer_id: str) -> SignInRecord | None:
    live = SignInRecord.objects.select_related("customer").filter(ended_at__isnull=True)
    record = live.filter(pk=request.session[SIGN_IN], customer_id=customer_id).first()
    is_current = record is not None and record.customer.generation == request.session.get(GENERATION)
    return record if is_current else None


def _note_seen(record: SignInRecord) -> None:
    now = timezone.now()
    if now - record.seen_at > _SEEN_EVERY:
        SignInRecord.objects.filter(pk=record.pk).update(seen_at=now)


def _remember(request: HttpRequest, customer: Customer) -> None:
    request.session[GENERATION] = customer.generation
    request.__dict__["customer"] = customer
    privacy.set_actor(privacy.Actor.customer(customer.pk, customer.subject))
