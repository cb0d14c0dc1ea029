"""`small-trades worker`: runs background tasks, and asks every minute what is due."""

import argparse
import os
import signal
import sys
import threading

from small_trades.config.commands import setup
from small_trades.config.process import end_with_parent

CLOCK_SECONDS = 60.0
MINUTES_OF_AN_HOUR = 60
MINUTES_UNTIL_REVIVED = 10
TASKS_KEPT_DAYS = 3
BROKER_SECONDS = 15.0
"""A key broker that is started again takes less: no task fails for it."""
NIGHT = range(2, 6)


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace) -> int:
    """Work until a signal."""
    end_with_parent()
    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.config.faults import keep  # noqa: PLC0415
    from small_trades.config.schema import refuse_unmigrated  # noqa: PLC0415
    from small_trades.config.traces import begin_traces  # noqa: PLC0415
    from small_trades.config.warm import warm_up  # noqa: PLC0415
    from small_trades.config.ways_out import shut_ways_out  # noqa: PLC0415
    from small_trades.config.working.process import work  # noqa: PLC0415
    from small_trades.shop.inquiries.files.pdfs import READER  # noqa: PLC0415

    refuse_unmigrated(setup.own_stores())
    shut_ways_out(READER)
    begin_traces()
    privacy.wait_for_broker(BROKER_SECONDS)
    warm_up()
    keep("task")
    return work(_clock)


def _clock(stop: threading.Event) -> None:
    """Ask every minute what is due. A minute in which a database is away is made up for by the next one.

    Without a clock nothing would be erased, cancelled or mailed: where it breaks, the worker ends with it,
    and is started again.
    """
    from django import db  # noqa: PLC0415 - needs settings

    minutes = 0
    try:
        while not stop.wait(CLOCK_SECONDS):
            try:
                db.close_old_connections()
                _ask(minutes)
                minutes += 1
            except db.Error as error:
                sys.stderr.write(f"worker.W001: a minute was missed: {type(error).__name__}\n")
            finally:
                db.close_old_connections()
    finally:
        if not stop.is_set():
            os.kill(os.getpid(), signal.SIGTERM)


def _ask(minutes: int) -> None:
    """Enqueue what is due: mail, orders, erasures, word to others, newsletters, what is too old, keys."""
    from django.conf import settings  # noqa: PLC0415 - needs settings
    from django.core.management import call_command  # noqa: PLC0415 - needs settings
    from django.utils import timezone  # noqa: PLC0415

    from small_trades.config.clocks import forget_what_is_due, rotate_keys  # noqa: PLC0415
    from small_trades.shop.desk.tasks import forget_expired, tell_staff  # noqa: PLC0415
    from small_trades.shop.faults.tasks import send_errors  # noqa: PLC0415
    from small_trades.shop.inquiries.tasks import fetch_mail  # noqa: PLC0415
    from small_trades.shop.marketing.tasks import revive_issues  # noqa: PLC0415
    from small_trades.shop.orders.tasks import expire_unpaid, reconcile_unsettled, remind_of_transfers  # noqa: PLC0415
    from small_trades.shop.promotions.tasks import expire_points, note_prices  # noqa: PLC0415
    from small_trades.shop.provisions.tasks import tell_due  # noqa: PLC0415
    from small_trades.shop.rights.tasks import erase_due, finish_adoptions  # noqa: PLC0415
    from small_trades.shop.wishes.tasks import tell_of_stock  # noqa: PLC0415

    expire_unpaid.enqueue()
    erase_due.enqueue()
    finish_adoptions.enqueue()
    tell_due.enqueue()
    tell_of_stock.enqueue()
    if settings.SMALL_TRADES.inbox is not None:
        fetch_mail.enqueue()
    if settings.SMALL_TRADES.errors is not None:
        send_errors.enqueue()
    if minutes % MINUTES_UNTIL_REVIVED == 0:
        revive_issues.enqueue()
    if minutes % MINUTES_OF_AN_HOUR == 0:
        forget_what_is_due.enqueue()
        reconcile_unsettled.enqueue()
        remind_of_transfers.enqueue()
        expire_points.enqueue()
        note_prices.enqueue()
        forget_expired.enqueue()
        tell_staff.enqueue()
        if timezone.localtime().hour in NIGHT:
            rotate_keys.enqueue()
        call_command("prune_db_task_results", min_age_days=TASKS_KEPT_DAYS, verbosity=0)
