"""Objecting: by whoever has the code, decided by somebody else, granted at once."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import MISUSE
from small_trades.policy.groups import EvidenceText
from small_trades.privacy.testing import plant
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, mail, mails, person
from small_trades.shop.misuse.actions.appeal import (
    AlreadyDecidedError,
    ObjectionWaitsError,
    OwnRefusalError,
    decide,
)
from small_trades.shop.misuse.actions.end import end
from small_trades.shop.misuse.models import Appeal, Refusal
from small_trades.shop.misuse.queries.refusals import match
from small_trades.shop.misuse.reasons import Mark
from small_trades.shop.misuse.subject_data import held
from small_trades.shop.misuse.tests.making import ANNA, BEN, marks, objected, proposed, refused, staff
from small_trades.shop.orders.tests.making import guest

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
Act = Callable[[privacy.Actor], None]


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def answered(appeal: Appeal, *, by: object = BEN, is_granted: bool, words: str = "確認しました。") -> None:
    with privacy.acting_as(staff()):
        decide(appeal.pk, staff_id=by, is_granted=is_granted, answer=EvidenceText(words))  # type: ignore[arg-type] # an id


def test_whoever_has_the_code_reads_why_and_objects() -> None:
    refusal, words, address = refused(guest()), plant("text"), plant("email")
    browser = Browser()

    page = browser.get(f"/en/appeal/{refusal.code}/").content.decode()
    assert "Orders were repeatedly left unpaid." in page
    answer = browser.post(f"/en/appeal/{refusal.code}/", {"text": words, "email": address})

    assert answer.status_code == 302
    appeal = Appeal.objects.get()
    with privacy.acting_as(staff()):
        text, email = privacy.use((appeal.text, appeal.email), purpose=MISUSE)
    assert (text.text, email.address) == (words, address)
    page = browser.get(f"/en/appeal/{refusal.code}/").content.decode()
    assert "Your objection has arrived." in page
    assert "waits to be decided" in page
    assert words not in page


@pytest.mark.parametrize("code", ["7K3F-9QXM-2RTD", "nonsense", "…"])
def test_without_the_code_there_is_no_page(code: str) -> None:
    refused(guest())
    assert Browser().get(f"/appeal/{code}/").status_code == 404


def test_a_proposal_has_no_page() -> None:
    assert Browser().get(f"/appeal/{proposed(guest()).code}/").status_code == 404


@pytest.mark.parametrize(
    ("text", "email"),
    [("", "a@example.jp"), ("x", ""), ("4242 4242 4242 4242", "a@example.jp"), ("x" * 3001, "a@b.jp")],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_not_kept(text: str, email: str) -> None:
    refusal = refused(guest())
    answer = Browser().post(f"/appeal/{refusal.code}/", {"text": text, "email": email})
    assert 'id="id_' in answer.content.decode()
    assert "field-error" in answer.content.decode()
    assert Appeal.objects.count() == 0


def test_one_objection_waits_at_a_time() -> None:
    refusal = refused(guest())
    objected(refusal)
    with pytest.raises(ObjectionWaitsError):
        objected(refusal)
    answer = Browser().post(f"/appeal/{refusal.code}/", {"text": "x", "email": plant("email")})
    assert answer.status_code == 302
    assert Appeal.objects.count() == 1


def test_granted_it_ends_at_once_and_says_so() -> None:
    who, address = guest(), plant("email")
    refusal = refused(who)
    appeal = objected(refusal, email=address, language="en")

    answered(appeal, is_granted=True, words="You are right.")

    assert match(marks(who)) is None
    received = mail()
    assert received.to == address
    assert f"/en/appeal/{refusal.code}/" in received.body
    assert "The refusal has ended" in received.body
    assert "You are right." not in received.body
    page = Browser().get(f"/en/appeal/{refusal.code}/").content.decode()
    assert "You are right." in page
    assert "no longer in force" in page


def test_not_granted_it_goes_on_and_can_be_objected_to_again() -> None:
    who = guest()
    refusal = refused(who)
    answered(objected(refusal), is_granted=False)
    assert match(marks(who)) is not None
    assert "異議" in mail().body
    objected(refusal)
    assert Appeal.objects.count() == 2


def test_who_refused_does_not_decide() -> None:
    who = guest()
    appeal = objected(refused(who))
    with pytest.raises(OwnRefusalError):
        answered(appeal, by=ANNA, is_granted=True)
    assert Appeal.objects.get().decided_at is None
    assert match(marks(who)) is not None
    assert mails() == []


def test_it_is_decided_once() -> None:
    refusal = refused(guest())
    appeal = objected(refusal)
    answered(appeal, is_granted=False)
    with pytest.raises(AlreadyDecidedError):
        answered(appeal, is_granted=True)
    again = objected(refusal)
    end(refusal.pk, staff_id=BEN)
    with pytest.raises(AlreadyDecidedError):
        answered(again, is_granted=True)
    with pytest.raises(AlreadyDecidedError):
        answered(Appeal(pk=uuid4()), is_granted=True)


def test_an_ended_refusal_takes_no_objection() -> None:
    refusal = refused(guest())
    end(refusal.pk, staff_id=ANNA)
    answer = Browser().post(f"/appeal/{refusal.code}/", {"text": "x", "email": plant("email")})
    assert answer.status_code == 302
    assert Appeal.objects.count() == 0


# ---- registration --------------------------------------------------------------------------------------


def test_a_refused_address_is_told_where_the_mailed_link_proves_whose_it_is() -> None:
    anna, browser = person(), Browser()
    who = guest()
    refusal = refused(type(who)(who.name, type(who.email)(anna.email), who.ship_to), by=[Mark.EMAIL])

    answer = browser.post("/en/account/register/", anna.typed())
    assert answer["Location"] == "/en/account/register/sent/", (
        "a stranger learns nothing by trying an address"
    )
    link = mail().link
    browser.get(link)
    answer = browser.get("/en/account/verify/")

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "We cannot accept your registration" in page
    assert "Orders were repeatedly left unpaid." in page
    assert f"/en/appeal/{refusal.code}/" in page
    assert Customer.objects.count() == 0
    browser.get(link)
    answer = browser.post("/en/account/verify/", {"current-password": anna.password})
    assert answer.status_code == 410


def test_other_addresses_register_as_ever() -> None:
    refused(guest())
    anna, browser = person(), Browser()
    browser.post("/account/register/", anna.typed())
    browser.get(mail().link)
    assert browser.post("/account/verify/", {"current-password": anna.password})["Location"] == "/mypage/"
    assert Refusal.objects.count() == 1


def test_the_copy_of_the_refused_says_that_they_objected_and_what_became_of_it() -> None:
    with privacy.acting_as(staff()):
        person = privacy.new_subject()
    refusal = refused(guest(), person=person)
    appeal = objected(refusal)
    day = timezone.localdate(appeal.made_at).isoformat()
    assert ("いただいた異議", "Objection received", f"{day}: 判断をお待ちいただいています") in held(person)[
        0
    ].facts
    answered(appeal, is_granted=True)
    assert ("いただいた異議", "Objection received", f"{day}: 認めました") in held(person)[0].facts
