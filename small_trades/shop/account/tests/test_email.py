"""Another e-mail address: both addresses confirm it, and nobody learns whose an address is."""

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.privacy.testing import plant
from small_trades.shop.account.models import Customer, EmailChange
from small_trades.shop.account.tests.making import Browser, Received, mails, member

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def confirm(received: Received) -> int:
    """Open the link of a mail in a browser of its own, and press the button."""
    browser = Browser()
    browser.get(received.link)
    return browser.post("/account/email/").status_code


def test_the_address_changes_when_both_have_confirmed() -> None:
    anna, customer = member()
    new = plant("email")
    browser = Browser()
    browser.sign_in(anna)
    mails()

    browser.post("/mypage/security/email/", {"email": new, "current-password": anna.password})
    to_old, to_new = mails()

    assert (to_old.to, to_new.to) == (anna.email, new)
    assert anna.family in to_old.body
    assert anna.family not in to_new.body
    assert confirm(to_new) == 200
    assert Browser().sign_in(anna).status_code == 302, "one address is not enough"
    assert confirm(to_old) == 200

    typed = {"current-password": anna.password}
    assert Browser().post("/account/login/", {"email": new, **typed}).status_code == 302
    assert Browser().post("/account/login/", {"email": anna.email, **typed}).status_code == 200
    customer.refresh_from_db()
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        assert privacy.use(customer.email, purpose=ACCOUNT_DISPLAY).address == new
    assert not EmailChange.objects.exists()
    assert confirm(to_old) == 410


def test_an_address_of_another_member_is_not_given_away() -> None:
    anna, customer = member()
    berta, _other = member()
    browser = Browser()
    browser.sign_in(anna)
    mails()

    taken = browser.post("/mypage/security/email/", {"email": berta.email, "current-password": anna.password})
    received = mails()
    free = browser.post(
        "/mypage/security/email/", {"email": plant("email"), "current-password": anna.password}
    )

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert [one.to for one in received] == [anna.email, berta.email]
    assert "すでに" in received[1].subject
    assert anna.family not in received[1].body
    assert Browser().sign_in(anna).status_code == Browser().sign_in(berta).status_code == 302
    assert Customer.objects.filter(pk=customer.pk).exists()


def test_a_wrong_password_asks_nobody() -> None:
    anna, _customer = member()
    browser = Browser()
    browser.sign_in(anna)
    mails()
    browser.post("/mypage/security/email/", {"email": plant("email"), "current-password": "wrong"})
    assert mails() == []
    assert not EmailChange.objects.exists()
