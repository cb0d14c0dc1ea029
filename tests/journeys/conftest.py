"""Journeys that are paid through Stripe use the counterpart of the payment tests."""

from tests.payment.conftest import _stripe_server, bank, stripe

__all__ = ["_stripe_server", "bank", "stripe"]
