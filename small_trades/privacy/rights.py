"""What a person may ask of the shop: `privacy.rights`.

# a request, its clock, who made sure of whom, and what was decided: every step in the person's ledger
asked = rights.open_request(subject, rights.RequestKind.ERASE, channel=rights.Channel.MY_PAGE)
rights.identify(asked.id, how=rights.Identified.MAILED_CODE)
rights.decide(asked.id, rights.Decision.GRANTED, reason=rights.ReasonCode.AS_ASKED)

# what an erasure would do, with truthful dates; then in 72 hours, or at once
shown = rights.preview_erasure(subject)          # .gone_now, .kept, .waiting
receipt = rights.schedule_erasure(subject, now=False, request_id=asked.id)
rights.undo_erasure(receipt.id)
rights.erase(receipt.id)                         # in a task, at `receipt.due_at`; resumes after a crash

# everything, as a document with a schema
copy = rights.export(subject, purpose=RIGHTS, reason="asked in writing")
copy.json()
"""

from small_trades.privacy._rights.asking import load_answers
from small_trades.privacy._rights.correcting import standing_of, tell_correction, tell_stop
from small_trades.privacy._rights.ending import recipients_of
from small_trades.privacy._rights.erasing import (
    Receipt,
    erase,
    erasure_of,
    erasures_due,
    receipt,
    schedule_erasure,
    undo_erasure,
)
from small_trades.privacy._rights.exporting import Export, Shown, export, export_schema
from small_trades.privacy._rights.holding import (
    Entry,
    ErasurePreview,
    entries,
    preview_erasure,
    uncovered,
    unmapped,
)
from small_trades.privacy._rights.keeping import (
    forget_receipt,
    forget_request,
    receipts_due,
    requests_due,
)
from small_trades.privacy._rights.models import ErasureState
from small_trades.privacy._rights.requests import (
    Request,
    decide,
    finish,
    identify,
    open_request,
    overdue,
    request,
    requests_of,
    requests_of_inquiry,
    turn_into_erasure,
    waiting,
    withdraw_request,
)
from small_trades.privacy._rights.returned import Swept, sweep_returned
from small_trades.privacy._rights.under_way import is_under_way
from small_trades.privacy._rights.words import (
    ANSWER_WITHIN,
    GONE_NOW,
    UNDO_WITHIN,
    Channel,
    Decision,
    Fate,
    Identified,
    Outcome,
    ReasonCode,
    RequestKind,
    RequestState,
    Standing,
    kept_until,
    waiting_for,
)

__all__ = [
    "ANSWER_WITHIN",
    "GONE_NOW",
    "UNDO_WITHIN",
    "Channel",
    "Decision",
    "Entry",
    "ErasurePreview",
    "ErasureState",
    "Export",
    "Fate",
    "Identified",
    "Outcome",
    "ReasonCode",
    "Receipt",
    "Request",
    "RequestKind",
    "RequestState",
    "Shown",
    "Standing",
    "Swept",
    "decide",
    "entries",
    "erase",
    "erasure_of",
    "erasures_due",
    "export",
    "export_schema",
    "finish",
    "forget_receipt",
    "forget_request",
    "identify",
    "is_under_way",
    "kept_until",
    "load_answers",
    "open_request",
    "overdue",
    "preview_erasure",
    "receipt",
    "receipts_due",
    "recipients_of",
    "request",
    "requests_due",
    "requests_of",
    "requests_of_inquiry",
    "schedule_erasure",
    "standing_of",
    "sweep_returned",
    "tell_correction",
    "tell_stop",
    "turn_into_erasure",
    "uncovered",
    "undo_erasure",
    "unmapped",
    "waiting",
    "waiting_for",
    "withdraw_request",
]
