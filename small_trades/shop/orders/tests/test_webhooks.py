"""Webhooks: believed when signed, once, and never otherwise."""

import json
import time
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from small_trades.doors.payment.sandbox import signing
from small_trades.shop.orders.models import Order, PaymentEvent
from small_trades.shop.orders.states import OrderState, PaymentState
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture
def provider() -> Client:
    return Client(headers={"host": "localhost"}, enforce_csrf_checks=True)


def body(order_id: UUID, **changes: Any) -> bytes:
    payment = Order.objects.get(pk=order_id).payment
    event = {
        "id": f"evt_{uuid4().hex}",
        "type": "payment.paid",
        "payment": str(payment.pk),
        "session": str(uuid4()),
        "amount": payment.amount,
        "currency": "JPY",
        "card": {"brand": "Visa", "last4": "4242"},
        "three_d_secure": "authenticated",
    }
    return json.dumps(event | changes).encode()


def post(provider: Client, content: bytes, signature: str | None = None) -> tuple[int, str]:
    headers = {signing.HEADER: signing.signature(content) if signature is None else signature}
    answer = provider.post(
        reverse("webhooks:payment", args=["sandbox"]),
        content,
        "application/json",
        secure=True,
        headers=headers,
    )
    return answer.status_code, answer.content.decode()


def state(order_id: UUID) -> tuple[str, str]:
    order = Order.objects.select_related("payment").get(pk=order_id)
    return order.state, order.payment.state


def test_a_signed_event_is_taken_once(provider: Client) -> None:
    order_id = placed()
    content = body(order_id)

    assert post(provider, content) == (200, "applied")
    assert post(provider, content) == (200, "repeated")

    assert state(order_id) == (OrderState.PAID, PaymentState.PAID)
    assert PaymentEvent.objects.count() == 1


@pytest.mark.parametrize("forged", ["", "nonsense", "t=1,v1=00", "t=,v1=", f"t={'9' * 400},v1=00", "v1=00"])
def test_a_forged_event_changes_nothing(provider: Client, forged: str) -> None:
    order_id = placed()

    assert post(provider, body(order_id), forged)[0] == 400

    assert state(order_id) == (OrderState.PLACED, PaymentState.WAITING)
    assert not PaymentEvent.objects.exists()


def test_a_signature_is_of_one_body_and_of_its_time(provider: Client) -> None:
    order_id = placed()
    content = body(order_id)
    old = signing.signature(content, at=int(time.time()) - 600)

    assert post(provider, content, old)[0] == 400
    assert post(provider, content.replace(b"JPY", b"USD"), signing.signature(content))[0] == 400

    assert state(order_id) == (OrderState.PLACED, PaymentState.WAITING)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"type":"payment.unheard"}', b"\xff\xfe"])
def test_signed_nonsense_is_no_event(provider: Client, content: bytes) -> None:
    assert post(provider, content)[0] == 400


def test_only_the_provider_in_use_is_listened_to(provider: Client) -> None:
    content = body(placed())
    answer = provider.post(
        reverse("webhooks:payment", args=["other"]),
        content,
        "application/json",
        secure=True,
        headers={signing.HEADER: signing.signature(content)},
    )

    assert answer.status_code == 404
    assert not PaymentEvent.objects.exists()


def test_a_webhook_is_not_read_by_looking_at_it(provider: Client) -> None:
    assert provider.get(reverse("webhooks:payment", args=["sandbox"]), secure=True).status_code == 405
