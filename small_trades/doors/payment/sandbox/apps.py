"""The Django app."""

from django.apps import AppConfig


class PaymentSandboxConfig(AppConfig):
    """The sandbox provider, with tables of its own as an outside provider would have."""

    name = "small_trades.doors.payment.sandbox"
    label = "payment_sandbox"
