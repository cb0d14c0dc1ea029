"""Transactions as tax law wants them found: by date, amount and counterparty, and combinations of them.

電子帳簿保存法施行規則 第2条第6項第5号・第4条第1項. Sales and what went back stand with the figures of their
documents. Names stay sealed: a counterparty is found by name, telephone, e-mail address or order code, which
the ledger records, and their names are opened for TAX_RECORDS alone.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.db.models import F, QuerySet

from small_trades import privacy
from small_trades.policy.declaration import TAX_RECORDS
from small_trades.policy.groups import PersonName
from small_trades.shop.desk.queries import people
from small_trades.shop.desk.queries.reports import Period, parts_of, sales
from small_trades.shop.kernel.money import RateTotal
from small_trades.shop.orders.models import Order, Refund
from small_trades.shop.orders.states import RefundState

MOST_ROWS: Final = 10_000


class Sort(StrEnum):
    """What a row is about."""

    SALE = "sale"
    REFUND = "refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; amounts in yen, both ends included; None does not narrow."""

    period: Period
    least: int | None = None
    most: int | None = None
    counterparty: str = ""


@dataclass(frozen=True, slots=True)
class Transaction:
    """A sale or a refund: its day, amount and parts by rate; `name` opens to the buyer's."""

    sort: Sort
    at: dt.datetime
    code: str
    amount: int
    parts: tuple[RateTotal, ...]
    name: privacy.Sealed[PersonName] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """The transactions, the newest first.

    `is_all`: there are no more people than a search shows; `is_cut`: there are older ones than these.
    """

    rows: tuple[Transaction, ...]
    is_all: bool
    is_cut: bool = False


def find(wanted: Wanted, *, most: int | None = MOST_ROWS) -> Found:
    """Everything that matches, unopened; the newest `most` of it (None: however many).

    Raises:
        people.TooShortError: too little of a counterparty was typed; nothing was looked for.
        privacy.Refused: the role does not find people.
    """
    codes, is_all = _codes(wanted.counterparty)
    sold = _between(sales(wanted.period).annotate(yen=F("total")), wanted)
    back = _between(_refunds(wanted.period).annotate(yen=F("amount")), wanted)
    if codes is not None:
        sold, back = sold.filter(code__in=codes), back.filter(payment__order__code__in=codes)
    enough = None if most is None else most + 1
    rows = [*(_sale(order) for order in sold[:enough]), *(_refund(one) for one in back[:enough])]
    newest = sorted(rows, key=lambda row: (row.at, row.code), reverse=True)
    return Found(tuple(newest[:most]), is_all, is_cut=most is not None and len(newest) > most)


def names(rows: Sequence[Transaction], *, reason: str) -> tuple[str, ...]:
    """The counterparties of some rows, opened for tax; empty where the values are gone.

    Raises:
        privacy.Refused: the policy or the hour's budget does not reach; nothing was opened.
    """
    sealed: list[privacy.Sealed[PersonName] | None] = [row.name for row in rows]
    opened = privacy.use(sealed, purpose=TAX_RECORDS, reason=reason, skip_closed=True)
    return tuple(name.full if name else "" for name in opened)


def _codes(counterparty: str) -> tuple[frozenset[str] | None, bool]:
    if not counterparty:
        return None, True
    found = people.find(counterparty)
    return frozenset(code for person in found.people for code in person.orders), not found.has_more


def _refunds(period: Period) -> QuerySet[Refund]:
    begin, end = period.moments
    made = Refund.objects.filter(state=RefundState.DONE, ended_at__gte=begin, ended_at__lt=end)
    sold = made.filter(payment__order__cancel_reason="").order_by("-ended_at")
    return sold.select_related("payment__order").prefetch_related("payment__refunds")


def _between(rows: QuerySet, wanted: Wanted) -> QuerySet:  # type: ignore[type-arg] # orders or refunds
    if wanted.least is not None:
        rows = rows.filter(yen__gte=wanted.least)
    return rows if wanted.most is None else rows.filter(yen__lte=wanted.most)


def _sale(order: Order) -> Transaction:
    return Transaction(Sort.SALE, order.placed_at, order.code, order.total, order.quote.by_rate, order.name)


def _refund(refund: Refund) -> Transaction:
    order = refund.payment.order
    at = refund.ended_at or refund.begun_at
    return Transaction(Sort.REFUND, at, order.code, refund.amount, parts_of(refund), order.name)
