"""Requests and receipts of deletions: three years after they ended. An open one has no end."""

from datetime import datetime
from typing import Final

from small_trades import privacy
from small_trades.policy.declaration import RECORDS_RETENTION

Due = privacy.retention.Due
Clock = privacy.retention.Clock


def _forget_request(due: Due, until: datetime) -> bool:
    return privacy.rights.forget_request(due.record, until=until)


def _forget_receipt(due: Due, until: datetime) -> bool:
    return privacy.rights.forget_receipt(due.record, until=until)


one_by_one = privacy.retention.one_by_one
CLOCKS: Final = (
    Clock(
        "rights.requests",
        "完了したご請求の記録",
        "Records of requests that ended",
        privacy.rights.requests_due,
        one_by_one(_forget_request),
        kept_for=RECORDS_RETENTION,
    ),
    Clock(
        "rights.receipts",
        "消去の控え",
        "Receipts of deletions",
        privacy.rights.receipts_due,
        one_by_one(_forget_receipt),
        kept_for=RECORDS_RETENTION,
    ),
)
