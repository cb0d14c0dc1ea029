"""A counterpart of Stripe on loopback: the part of its API that the shop uses, with state, rules and a page.

It refuses what Stripe refuses (unknown parameters, a wrong key, a used idempotency key with other content, a
refund of more than was paid), keeps what it was told, and queues the events that Stripe would send. Customers
act through `Service` or through the hosted page itself. The shapes follow https://docs.stripe.com/api.
"""

from tests.stripe_service.service import CARDS, Event, Service, running

__all__ = ["CARDS", "Event", "Service", "running"]
