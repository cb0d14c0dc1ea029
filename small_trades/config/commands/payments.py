"""`small-trades payments reconcile`: the shop's books beside the payment provider's."""

import argparse
import dataclasses
import json
import sys
from datetime import timedelta

from small_trades.config.commands import setup

DAYS = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One verb."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("reconcile", help="ask about every payment, and record what was missed")
    verb.add_argument("--days", type=int, default=DAYS, help=f"of orders this young ({DAYS})")
    verb.add_argument("--dry-run", action="store_true", help="compare, and record nothing")
    verb.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Ask, record, and name what differs. 1 where something still does, or could not be asked."""
    setup.start_django()
    from django.utils import timezone  # noqa: PLC0415 - needs settings

    from small_trades import privacy  # noqa: PLC0415
    from small_trades.shop.orders.actions import erased_payments, reconcile  # noqa: PLC0415
    from small_trades.shop.orders.queries.erased import late_money  # noqa: PLC0415

    found, unreachable = [], 0
    with privacy.acting_as(privacy.Actor.system("payments.reconcile")):
        for order_id in reconcile.on_a_provider(timezone.now() - timedelta(days=arguments.days)):
            try:
                one = reconcile.reconcile(order_id, dry_run=arguments.dry_run)
            except privacy.DoorError:
                unreachable += 1
                continue
            except privacy.Refused as refused:
                # Of somebody erased, or who stopped this use, nothing can be asked any more.
                if not (refused.is_gone or refused.is_stopped):
                    raise
                continue
            if one is not None:
                found.append(one)
        for payment_id in () if arguments.dry_run else erased_payments.unsettled():
            try:
                erased_payments.reconcile(payment_id)
            except privacy.DoorError:
                unreachable += 1
        late = late_money()
    if arguments.json:
        told = [dataclasses.asdict(one) | {"agrees": one.agrees} for one in found]
        after = [
            {"order_code": one.order_code, "amount": one.amount, "refund": str(one.state)} for one in late
        ]
        said = {"payments": told, "after_erasure": after, "unreachable": unreachable}
        sys.stdout.write(json.dumps(said) + "\n")
    else:
        _say(found, unreachable)
        _say_late(late)
    is_settled = all(one.agrees for one in found) and all(one.is_settled for one in late)
    return 0 if unreachable == 0 and is_settled else 1


def _say_late(late: tuple) -> None:  # type: ignore[type-arg] # its shape needs settings
    """What came in after the person was erased, and whether it went back."""
    for one in late:
        sys.stdout.write(f"{one.order_code}  erased     came in {one.amount:>9,}  refund {one.state}\n")


def _say(found: list, unreachable: int) -> None:  # type: ignore[type-arg] # its shape needs settings
    for one in found:
        if one.agrees and not one.has_changed:
            continue
        ours, theirs = one.now, one.theirs
        outcome = "made good" if one.agrees else "DIFFERS"
        sys.stdout.write(
            f"{one.order_code}  {outcome:<9}  paid {ours.paid:>9,} / {theirs.paid:>9,}"
            f"  refunded {ours.refunded:>9,} / {theirs.refunded:>9,}\n"
        )
    agree = sum(one.agrees for one in found)
    away = f", {unreachable} could not be asked about" if unreachable else ""
    sys.stdout.write(f"{len(found)} payments, {agree} agree with the provider{away}\n")
