"""New passwords: by a mailed link, or by someone who knows the present one."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.models import Customer, VerificationToken
from small_trades.shop.account.tests.making import Browser, Person, mail, mails, member, person, waiting_tasks

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def reset_link(who: Person) -> str:
    """The link they got when they asked for a new password."""
    Browser().post("/account/reset/", {"email": who.email})
    return mail().link


def test_a_mailed_link_sets_a_new_password_and_ends_every_session() -> None:
    anna, customer = member()
    signed_in, browser = Browser(), Browser()
    signed_in.sign_in(anna)
    new = plant("password")

    browser.get(reset_link(anna))
    answer = browser.post("/account/reset/new/", {"new-password": new})

    assert answer["Location"] == "/account/login/"
    assert "customer" not in browser.session
    assert signed_in.get("/mypage/").status_code == 302
    assert Browser().sign_in(anna).status_code == 200, "the old password is over"
    assert Browser().try_password(anna.email, new).status_code == 302
    assert "変更" in next(one for one in mails() if one.to == anna.email).subject
    assert Customer.objects.get(pk=customer.pk).generation == 2


def test_a_session_planted_by_somebody_else_sets_no_password_with_the_link() -> None:
    anna, _customer = member()
    somebody, victim = Browser(), Browser()
    planted = somebody.session
    planted["planted"] = True
    planted.save()
    victim.come_with(planted.session_key)
    victim.get(reset_link(anna))
    somebody.come_with(planted.session_key)
    stolen = plant("password")
    somebody.post("/account/reset/new/", {"new-password": stolen})
    assert Browser().try_password(anna.email, stolen).status_code == 200
    assert victim.post("/account/reset/new/", {"new-password": plant("password")}).status_code == 302
    mails()


def test_the_link_works_once_and_for_an_hour() -> None:
    anna, _customer = member()
    link = reset_link(anna)
    late = Browser()
    late.get(link)
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(minutes=61)):
        assert late.post("/account/reset/new/", {"new-password": plant("password")}).status_code == 410
    first, second = Browser(), Browser()
    first.get(link)
    second.get(link)
    assert first.post("/account/reset/new/", {"new-password": plant("password")}).status_code == 302
    assert second.post("/account/reset/new/", {"new-password": plant("password")}).status_code == 410


def test_a_new_link_ends_the_one_before_once_it_is_used() -> None:
    anna, _customer = member()
    one, two = reset_link(anna), reset_link(anna)
    browser = Browser()
    browser.get(two)
    browser.post("/account/reset/new/", {"new-password": plant("password")})
    other = Browser()
    other.get(one)
    assert other.post("/account/reset/new/", {"new-password": plant("password")}).status_code == 410


def test_a_link_of_another_kind_sets_no_password() -> None:
    anna = person()
    Browser().post("/account/register/", anna.typed())
    token = mail().link.rstrip("/").rpartition("/")[2]
    browser = Browser()
    browser.get(f"/account/reset/{token}/")
    assert browser.post("/account/reset/new/", {"new-password": plant("password")}).status_code == 410


def test_an_unknown_address_takes_the_same_task_and_gets_no_mail() -> None:
    Browser().post("/account/reset/", {"email": person().email})
    ((name, _arguments),) = waiting_tasks()
    assert name == "send_reset"
    assert mails() == []
    assert not VerificationToken.objects.exists()


def test_six_requests_in_an_hour_are_too_many() -> None:
    anna, _customer = member()
    answers = [Browser().post("/account/reset/", {"email": anna.email}).status_code for _try in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(mails()) == 5


def test_a_weak_password_is_not_taken(ledger_rows: LedgerRows) -> None:
    anna, _customer = member()
    browser = Browser()
    browser.get(reset_link(anna))
    before = len(ledger_rows())
    answer = browser.post("/account/reset/new/", {"new-password": "1111111111"})
    assert 'id="id_new-password_error"' in answer.content.decode()
    assert len(ledger_rows()) == before
    assert browser.post("/account/reset/new/", {"new-password": plant("password")}).status_code == 302


def test_who_knows_the_password_changes_it_and_stays_signed_in() -> None:
    anna, _customer = member()
    here, elsewhere = Browser(), Browser()
    here.sign_in(anna)
    elsewhere.sign_in(anna)
    new = plant("password")
    before = here.session.session_key

    answer = here.post("/mypage/security/password/", {"current-password": anna.password, "new-password": new})

    assert answer["Location"] == "/mypage/security/"
    assert here.session.session_key != before
    assert here.get("/mypage/").status_code == 200
    assert elsewhere.get("/mypage/").status_code == 302
    assert mail().to == anna.email


def test_a_wrong_present_password_changes_nothing() -> None:
    anna, customer = member()
    browser = Browser()
    browser.sign_in(anna)
    typed = {"current-password": "wrong", "new-password": plant("password")}

    answer = browser.post("/mypage/security/password/", typed)

    assert 'id="id_current-password_error"' in answer.content.decode()
    assert Browser().sign_in(anna).status_code == 302
    assert Customer.objects.get(pk=customer.pk).generation == 1
    assert mails() == []


def test_a_password_typed_in_full_width_is_the_same_password() -> None:
    anna, _customer = member()
    wide = "".join(chr(ord(character) + 0xFEE0) for character in anna.password)
    answer = Browser().try_password(anna.email, wide)
    assert answer.status_code == 302
