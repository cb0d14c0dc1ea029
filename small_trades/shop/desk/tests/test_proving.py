"""Weighty acts ask again who is there, and lose nothing of what was sent."""

import re
from html import unescape

import pytest

from small_trades import privacy
from small_trades.privacy.testing import plant
from small_trades.shop.account.tests.authenticator import Authenticator
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.models import Staff, StaffInvite
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.desk.tests.test_roles import a_granted_correction
from small_trades.shop.desk.tests.test_security import add, options
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LONG_AGO = 15 * 60
PASSWORD = "a-long-way-to-tipperary"


@pytest.fixture
def owner() -> Colleague:
    return colleague("owner", password=PASSWORD)


def _hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def _proof(who: Colleague, **other: str) -> dict[str, str]:
    return {"proof-password": PASSWORD, "proof-code": who.code(), **other}


def test_what_was_sent_waits_in_the_page_and_is_done_after_the_proof(owner: Colleague) -> None:
    browser, typed = desk_of(owner, seconds_ago=LONG_AGO), {"email": plant("email"), "role": "support"}
    asked = browser.post("/en/desk/staff/invite/", typed)
    page = asked.content.decode()
    assert "Is it still you?" in page
    assert asked["Cache-Control"] == "no-store"
    assert not StaffInvite.objects.exists()
    assert _hidden(page) == {**typed, "proof-method": "POST"}

    done = browser.post("/en/desk/staff/invite/", {**_hidden(page), **_proof(owner)})
    assert "A link for them" in done.content.decode()
    assert StaffInvite.objects.get().role == "support"
    again = browser.post("/en/desk/staff/invite/", {**typed, "email": plant("email")})
    assert "A link for them" in again.content.decode()


def test_a_wrong_proof_does_nothing_and_keeps_what_was_sent(owner: Colleague) -> None:
    browser, typed = desk_of(owner, seconds_ago=LONG_AGO), {"email": plant("email"), "role": "support"}
    sent = {**typed, "proof-method": "POST"}
    for proof in (
        {"proof-password": "wrong", "proof-code": owner.code()},
        {"proof-password": PASSWORD, "proof-code": owner.wrong_code()},
    ):
        page = browser.post("/en/desk/staff/invite/", {**sent, **proof}).content.decode()
        assert problems(page) == {"": "The password or the code is not right."}
        assert _hidden(page) == sent
    page = browser.post("/en/desk/staff/invite/", sent).content.decode()
    assert set(problems(page)) == {"proof-password", "proof-code"} or _hidden(page) == sent
    assert not StaffInvite.objects.exists()


def test_a_proof_is_tried_ten_times_and_no_more(owner: Colleague) -> None:
    browser = desk_of(owner, seconds_ago=LONG_AGO)
    sent = {"proof-method": "POST", "proof-password": "wrong", "proof-code": owner.code()}
    codes = [browser.post("/desk/staff/invite/", sent).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
    right = browser.post("/desk/staff/invite/", {"proof-method": "POST", **_proof(owner)})
    assert right.status_code == 429
    assert not StaffInvite.objects.exists()


def test_a_page_that_asks_is_shown_after_the_proof(owner: Colleague) -> None:
    browser = desk_of(owner, seconds_ago=LONG_AGO)
    page = browser.get("/en/desk/exports/?page=1").content.decode()
    assert _hidden(page) == {"proof-method": "GET"}
    answer = browser.post("/en/desk/exports/?page=1", {"proof-method": "GET", **_proof(owner)})
    assert answer["Location"] == "/en/desk/exports/?page=1"
    assert "Your lists" in browser.get(answer["Location"]).content.decode()


def test_signing_in_is_a_proof(owner: Colleague) -> None:
    browser = Browser()
    typed = {"email": owner.email, "password": PASSWORD, "code": owner.code()}
    assert browser.post("/desk/login/", typed)["Location"] == "/desk/setup/"
    assert "Your lists" in browser.get("/en/desk/exports/").content.decode()


def test_a_recent_proof_cannot_be_claimed_by_the_form(owner: Colleague) -> None:
    browser = desk_of(owner, seconds_ago=LONG_AGO)
    typed = {"email": plant("email"), "role": "support", "proof-method": ""}
    assert "Is it still you?" in browser.post("/en/desk/staff/invite/", typed).content.decode()
    assert not StaffInvite.objects.exists()


def signed_in(who: Colleague) -> Browser:
    browser = Browser()
    typed = {"email": who.email, "password": PASSWORD, "code": who.code()}
    assert browser.post("/desk/login/", typed).status_code == 302
    return browser


def _with_passkey(who: Colleague) -> Authenticator:
    """A passkey of theirs, added when they had just signed in."""
    device = Authenticator()
    add(signed_in(who), device)
    return device


def _signed(browser: Browser, device: Authenticator) -> str:
    return device.get(options(browser, "/desk/login/passkey/"))


def test_a_passkey_is_a_proof_too(owner: Colleague) -> None:
    device = _with_passkey(owner)
    browser, typed = desk_of(owner, seconds_ago=LONG_AGO), {"email": plant("email"), "role": "support"}
    page = browser.post("/en/desk/staff/invite/", typed).content.decode()
    assert "With a passkey instead" in page
    assert 'name="proof-password"' in page
    sent = {**_hidden(page), "proof-credential": _signed(browser, device)}
    done = browser.post("/en/desk/staff/invite/", sent)
    assert "A link for them" in done.content.decode()
    assert StaffInvite.objects.get().role == "support"


def test_who_has_a_passkey_alone_is_asked_for_nothing_else(owner: Colleague) -> None:
    device = _with_passkey(owner)
    Staff.objects.filter(pk=owner.staff.pk).update(has_codes=False)
    browser = desk_of(owner, seconds_ago=LONG_AGO)
    page = browser.get("/en/desk/exports/?page=1").content.decode()
    assert "Continue with a passkey" in page
    assert 'name="proof-password"' not in page
    assert 'name="proof-code"' not in page
    sent = {**_hidden(page), "proof-credential": _signed(browser, device)}
    assert browser.post("/en/desk/exports/?page=1", sent)["Location"] == "/en/desk/exports/?page=1"
    assert "Your lists" in browser.get("/en/desk/exports/").content.decode()


def test_who_has_no_passkey_is_offered_none(owner: Colleague) -> None:
    page = desk_of(owner, seconds_ago=LONG_AGO).get("/en/desk/exports/").content.decode()
    assert "passkey" not in page.partition("<main")[2]


def test_another_ones_passkey_a_used_answer_and_nonsense_prove_nothing(owner: Colleague) -> None:
    device, others = _with_passkey(owner), _with_passkey(colleague("owner", password=PASSWORD))
    browser, typed = desk_of(owner, seconds_ago=LONG_AGO), {"email": plant("email"), "role": "support"}
    used = _signed(browser, device)
    sent = {**typed, "proof-method": "POST"}
    for credential in (_signed(browser, others), _signed(Browser(), device), "{}", "x" * 20_000):
        page = browser.post("/en/desk/staff/invite/", {**sent, "proof-credential": credential})
        assert page.status_code == 200
        assert "Is it still you?" in page.content.decode()
        assert _hidden(page.content.decode()) == sent
    assert not StaffInvite.objects.exists()
    browser.post("/en/desk/exports/", {"proof-method": "GET", "proof-credential": used})
    again = desk_of(owner, seconds_ago=LONG_AGO)
    page = again.post("/en/desk/staff/invite/", {**sent, "proof-credential": used})
    assert "This passkey does not open the desk for you." in page.content.decode()
    assert not StaffInvite.objects.exists()


def test_a_paid_order_is_given_up_and_a_correction_carried_out_after_a_proof_alone(owner: Colleague) -> None:
    order = Order.objects.get(pk=placed(payment_method=PaymentMethod.BANK_TRANSFER))
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order.pk)
    asked = a_granted_correction()
    browser = desk_of(owner, seconds_ago=LONG_AGO)

    for address in (f"/en/desk/orders/{order.code}/cancel/", f"/en/desk/requests/{asked}/correction/"):
        assert "Is it still you?" in browser.post(address, {"reason": "as asked"}).content.decode()
    order.refresh_from_db()
    assert (order.state, order.payment.refunds.count()) == ("paid", 0)
    granted = privacy.rights.request(asked)
    assert granted is not None
    assert granted.state == privacy.rights.RequestState.DECIDED

    cancel = f"/en/desk/orders/{order.code}/cancel/"
    done = browser.post(cancel, {"proof-method": "POST", **_proof(owner)})
    assert done["Location"] == f"/en/desk/orders/{order.code}/"
    order.refresh_from_db()
    assert (order.state, order.payment.refunds.get().amount) == ("cancelled", 2970)
    page = browser.get(f"/en/desk/requests/{asked}/correction/").content.decode()
    assert "Is it still you?" not in page
