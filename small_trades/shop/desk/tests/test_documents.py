"""The desk makes an order's documents for billing, each with a reason the customer reads."""

import pytest

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.models import IssuedDocument
from small_trades.shop.orders.tests.making import cup, guest, line
from small_trades.shop.orders.tests.test_documents import give_back, paid, text_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

REASON = "Asked for by telephone"


def test_a_document_opens_the_name_for_billing_with_the_reason() -> None:
    buyer = guest()
    order = paid(line(cup()), by=buyer)
    refund = give_back(order, 100)[0]
    browser = desk_of(colleague("orders"))
    for document, title in (("invoice", "請求書"), ("receipt", "領収書"), (str(refund), "返還請求書")):
        sent = {"document": document, "reason": REASON}
        answer = browser.post(f"/desk/orders/{order.code}/document/", sent)
        text = text_of(answer.content)
        assert text.startswith(title)
        assert "".join(buyer.name.full.split()) in text
        assert answer["Cache-Control"] == "no-store"
    for use in privacy.uses_of(order.subject)[:3]:
        assert (use.role, use.purpose_id, use.reason) == ("orders", "3d-billing", REASON)
    assert IssuedDocument.objects.count() == 3


@pytest.mark.parametrize("sent", [{}, {"document": "invoice"}, {"document": "x", "reason": REASON}])
def test_without_a_reason_or_a_document_nothing_is_opened(
    sent: dict[str, str], ledger_rows: LedgerRows
) -> None:
    order, browser = paid(line(cup())), desk_of(colleague("orders"))
    rows = len(ledger_rows())
    answer = browser.post(f"/desk/orders/{order.code}/document/", sent)
    assert answer["Content-Type"].startswith("text/html")
    assert len(ledger_rows()) == rows
    assert not IssuedDocument.objects.exists()
