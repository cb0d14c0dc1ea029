"""Clause 5a: to third parties with consent, after clear notice; never without one."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.doors.makers.messages import MakerContact
from small_trades.policy.declaration import DELIVERY, MAKER, MAKER_CONTACT, POLICY
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.privacy import RecipientRole
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, home_address, mails, member
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.queries import order_by_code
from small_trades.shop.orders.tests.making import Guest, cup, line, placed
from small_trades.shop.provisions.consent import MAKER_WORDS
from small_trades.shop.provisions.models import ProvisionCase, RecipientNotice
from small_trades.shop.provisions.recipients import tell_correction, tell_erasure

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def anna() -> tuple[Browser, Order, str]:
    """A member with an order, and her e-mail address."""
    who, customer = member()
    name = PersonName(who.family, who.given, who.kana, who.kana)
    buyer = Guest(name, EmailAddress(who.email), home_address(who))
    order_id = placed(line(cup()), by=buyer, customer_id=customer.pk, subject=customer.subject)
    browser = Browser()
    browser.sign_in(who)
    return browser, Order.objects.get(pk=order_id), who.email


def _given(ledger_rows: LedgerRows) -> list[str]:
    return [row.event for row in ledger_rows() if row.recipient == MAKER.id]


def test_every_third_party_rests_on_consent() -> None:
    third = {one.id for one in POLICY.recipients if one.role == RecipientRole.THIRD_PARTY}
    for purpose in POLICY.purposes:
        if third & {recipient.id for recipient in purpose.recipients} and purpose.id != "6-rights":
            assert purpose.legal_basis == privacy.LegalBasis.CONSENT


def test_without_a_consent_the_maker_is_told_nothing(
    anna: tuple[Browser, Order, str], ledger_rows: LedgerRows
) -> None:
    _browser, order, email = anna
    desk = desk_of(colleague("orders"))
    page = desk.get(f"/en/desk/orders/{order.code}/maker/").content.decode()
    assert "No consent stands" in page
    refused = desk.post(f"/en/desk/orders/{order.code}/maker/", {"maker": "窯"})
    assert refused.status_code == 403
    assert email not in refused.content.decode()
    assert _given(ledger_rows) == ["refusal"]
    assert ProvisionCase.objects.count() == 0


def test_the_person_reads_the_words_agrees_and_the_maker_is_told_once_each_time_recorded(
    anna: tuple[Browser, Order, str], ledger_rows: LedgerRows
) -> None:
    browser, order, email = anna
    page = browser.get(f"/en/provisions/maker/{order.code}/").content.decode()
    assert MAKER_WORDS.en in page
    browser.post(f"/en/provisions/maker/{order.code}/", {"answer": "agree"})
    (consent,) = privacy.consents_of(order.subject)
    assert (consent.text, consent.language, consent.channel) == (MAKER_WORDS, "en", "order-page")

    desk = desk_of(colleague("orders"))
    sheet = desk.post(f"/en/desk/orders/{order.code}/maker/", {"maker": "窯"})
    assert sheet["Content-Disposition"] == f'attachment; filename="contact-{order.code}.html"'
    written = sheet.content.decode()
    assert email in written
    assert "窯 御中" in written
    assert "番地" not in written.partition("お取り扱い")[0].replace(email, "")
    assert _given(ledger_rows) == ["disclosure", "outcome"]

    case = ProvisionCase.objects.get()
    with privacy.acting_as(privacy.Actor.system("test")):
        record = privacy.use(case.record, purpose=POLICY.purpose("5-provision-records"))
    assert (record.recipient, record.person) == ("窯", f"注文 {order.code}")
    assert record.ground.startswith("本人の同意（")
    shown = browser.get("/en/mypage/information/").content.decode()
    assert f"Provision to others {case.code}" in shown


def test_withdrawing_is_as_easy_and_the_maker_is_asked_to_erase(
    anna: tuple[Browser, Order, str], ledger_rows: LedgerRows
) -> None:
    browser, order, email = anna
    address = f"/en/provisions/maker/{order.code}/"
    browser.post(address, {"answer": "agree"})
    orders_desk = desk_of(colleague("orders"))
    orders_desk.post(f"/en/desk/orders/{order.code}/maker/", {"maker": "窯"})
    browser.post(address, {"answer": "withdraw"})
    assert not privacy.has_consent(order.subject, MAKER_CONTACT)
    rows = len(_given(ledger_rows))
    assert orders_desk.post(f"/en/desk/orders/{order.code}/maker/", {"maker": "窯"}).status_code == 403
    assert _given(ledger_rows)[rows:] == ["refusal"]

    notice = RecipientNotice.objects.get()
    assert (notice.recipient, notice.what, notice.state) == (MAKER.id, "erasure", "waiting")
    desk = desk_of(colleague("owner"))
    page = f"/en/desk/provisions/notices/{notice.pk}/"
    answer = {"answer": "acknowledged", "how": "letter"}
    desk.post(page, answer)
    notice.refresh_from_db()
    assert notice.state == "waiting"
    sheet = desk.post(f"{page}tell/").content.decode()
    assert "消去してください" in sheet
    assert order.code in sheet
    assert email not in sheet
    desk.post(page, answer)
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.how) == ("acknowledged", 1, "letter")
    assert notice.answered_at is not None
    # The person reads that the maker was told.
    assert [row.recipient for row in privacy.uses_of(order.subject)[:2]] == [MAKER.id, MAKER.id]


def test_nobody_else_gives_the_consent(anna: tuple[Browser, Order, str]) -> None:
    _browser, order, _email = anna
    stranger = Browser()
    answer = stranger.post(f"/en/provisions/maker/{order.code}/", {"answer": "agree"})
    assert answer.status_code == 302
    assert privacy.consents_of(order.subject) == ()


def test_an_erasure_is_passed_on_to_a_maker_who_was_told(anna: tuple[Browser, Order, str]) -> None:
    browser, order, _email = anna
    assert tell_erasure(order.subject, (MAKER.id, "5b-mail")) == ()
    assert RecipientNotice.objects.count() == 0
    browser.post(f"/en/provisions/maker/{order.code}/", {"answer": "agree"})
    desk_of(colleague("orders")).post(f"/en/desk/orders/{order.code}/maker/", {"maker": "窯"})
    tell_correction(order.subject, (MAKER.id,))
    assert RecipientNotice.objects.count() == 0, "nothing was corrected"
    with privacy.acting_as(privacy.Actor.system("test")):
        privacy.correct(order, notice="checkout-details", name=PersonName("正", "名"))
    for _twice in range(2):
        tell_correction(order.subject, (MAKER.id,))
        tell_erasure(order.subject, (MAKER.id,))
    assert sorted(RecipientNotice.objects.values_list("what", flat=True)) == ["correction", "erasure"]


def test_another_purpose_does_not_reach_a_maker(
    anna: tuple[Browser, Order, str], ledger_rows: LedgerRows
) -> None:
    _browser, order, _email = anna
    page = order_by_code(order.code)
    assert page is not None
    message = MakerContact(
        name=page.name, email=page.email, telephone=None, maker="窯", order_code=order.code, about="器"
    )
    with privacy.acting_as(privacy.Actor.system("test")), pytest.raises(privacy.Refused) as refused:
        privacy.disclose(message, through="makers", purpose=DELIVERY)
    assert refused.value.reason == "recipient-not-declared"
    assert _given(ledger_rows) == ["refusal"]
