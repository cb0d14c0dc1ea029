"""The Django app: it has templates and a page for the demonstration's mailbox, and no tables."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The mail door."""

    name = "small_trades.doors.mail"
    label = "mail"
