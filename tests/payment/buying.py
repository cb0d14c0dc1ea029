"""What a test of payments does and looks at."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.doors.payment.messages import HostedPage
from small_trades.policy.declaration import BILLING
from small_trades.policy.groups import PaymentReference
from small_trades.shop.orders import tasks
from small_trades.shop.orders.actions.start_payment import start_payment
from small_trades.shop.orders.models import Order, Payment
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import cup, line, placed
from small_trades.shop.products.models import Variant
from tests.stripe_service import Event, Service

GOOD, DECLINED, ASKS = "4242424242424242", "4000000000000002", "4000000000003220"


@dataclass(frozen=True)
class Sale:
    """One order of one cup, of which there were three."""

    id: UUID
    variant: Variant

    @property
    def order(self) -> Order:
        """As it stands now."""
        return Order.objects.select_related("payment").get(pk=self.id)

    @property
    def states(self) -> tuple[str, str]:
        """Of the order and of its payment."""
        return self.order.state, self.order.payment.state

    @property
    def left(self) -> int:
        """How many cups can still be sold."""
        return Variant.objects.get(pk=self.variant.pk).available

    @property
    def told(self) -> list[str]:
        """The timeline."""
        return list(self.order.events.values_list("kind", flat=True))

    @property
    def refunds(self) -> list[tuple[int, str, str]]:
        """Amount, reason and state of each."""
        return list(self.order.payment.refunds.values_list("amount", "reason", "state"))

    def reference(self) -> PaymentReference | None:
        """How the payment is found at the provider, opened as billing opens it."""
        sealed = Payment.objects.get(order_id=self.id).reference
        if sealed is None:
            return None
        with privacy.acting_as(privacy.Actor.system("test")):
            opened: PaymentReference = privacy.use(sealed, purpose=BILLING)
            return opened


class Bank:
    """The customer at the provider's page, and the wire back to the shop."""

    def __init__(self, stripe: Service) -> None:
        """Beside one account."""
        self.stripe = stripe
        self.wire = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)

    def sell(self, method: PaymentMethod = PaymentMethod.CARD) -> Sale:
        """An order that was placed, and not paid yet."""
        variant = cup(available=3)
        return Sale(placed(line(variant), payment_method=method), variant)

    def page(self, sale: Sale) -> HostedPage:
        """Lead the customer to the provider's page."""
        with privacy.acting_as(privacy.Actor.visitor()):
            return start_payment(sale.id)

    def session(self, sale: Sale) -> str:
        """The newest session of an order's payment."""
        return self.stripe.session_of(str(sale.order.payment.pk))

    def post(self, event: Event, headers: dict[str, Any] | None = None) -> tuple[int, str]:
        """Deliver one webhook; status and answer."""
        answer = self.wire.post(
            reverse("webhooks:payment", args=["stripe"]),
            event.body,
            "application/json",
            secure=True,
            headers=self.stripe.signature(event.body) if headers is None else headers,
        )
        return answer.status_code, answer.content.decode()

    def deliver(self) -> list[tuple[str, str]]:
        """Send every queued event once, in order; kind and answer of each."""
        return [(event.kind, self.post(event)[1]) for event in self.stripe.taken()]


def queued() -> list[str]:
    """The tasks that wait, oldest first."""
    return [task.task_path.rpartition(".")[2] for task in DBTaskResult.objects.order_by("enqueued_at")]


def work(name: str, sale: Sale) -> None:
    """Run one of the order's tasks now, as the worker would."""
    getattr(tasks, name).func(str(sale.id))
