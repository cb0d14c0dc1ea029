"""Becoming a member, and what a stranger can learn from trying."""

import re

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, POLICY
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Customer, VerificationToken
from small_trades.shop.account.tests.making import Browser, Person, mail, mails, member, person, waiting_tasks

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_someone_registers_confirms_and_is_signed_in(ledger_rows: LedgerRows) -> None:
    anna, browser = person(), Browser()

    answer = browser.post("/account/register/", anna.typed())

    assert (answer.status_code, answer["Location"]) == (302, "/account/register/sent/")
    customer = Customer.objects.get()
    assert (customer.verified_at, customer.policy_version) == (None, POLICY.version)
    assert CUSTOMER_EMAIL.find(anna.email) is None

    received = mail()
    assert received.to == anna.email
    for value in (anna.family, anna.given, anna.kana, anna.password):
        assert value not in received.body
    assert browser.get(received.link)["Location"] == "/account/verify/"
    answer = browser.post("/account/verify/", {"current-password": anna.password})

    assert answer["Location"] == "/mypage/"
    customer.refresh_from_db()
    assert customer.is_verified
    hit = CUSTOMER_EMAIL.find(anna.email.upper())
    assert hit is not None
    assert hit.record == customer.pk
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        name = privacy.use(customer.name, purpose=ACCOUNT_DISPLAY)
    assert (name.full, name.family_kana) == (f"{anna.family} {anna.given}", anna.kana)
    (collected,) = ledger_rows(privacy.ledger.Event.COLLECTION)
    assert collected.groups == ("EmailAddress", "PasswordHash", "PersonName")
    assert collected.outcome == "notice:register"


def answers_to(who: Person) -> tuple[object, ...]:
    """All that a stranger sees of registering, signing in wrongly and asking for a reset with an address."""
    seen: list[object] = []
    for path, typed in (
        ("/account/register/", who.typed()),
        ("/account/login/", {"email": who.email, "current-password": "not the password"}),
        ("/account/reset/", {"email": who.email}),
    ):
        browser = Browser(enforce_csrf_checks=False)
        answer = browser.post(path, typed)
        page = browser.get(answer["Location"]) if answer.status_code == 302 else answer
        body = page.content.decode().replace(who.email, "…")
        tokens = browser.cookies["csrf"].value if "csrf" in browser.cookies else ""
        seen.append(
            (answer.status_code, answer.headers.get("Location"), sorted(answer.headers), body, bool(tokens))
        )
    return tuple(seen)


def test_a_stranger_cannot_tell_a_known_address_from_an_unknown_one() -> None:
    known, _customer = member()

    to_known = answers_to(known)
    tasks_for_known = [name for name, _ids in waiting_tasks()]
    mails()
    to_unknown = answers_to(person())
    tasks_for_unknown = [name for name, _ids in waiting_tasks()]

    assert without_tokens(to_known) == without_tokens(to_unknown)
    assert tasks_for_known == tasks_for_unknown == ["send_verification", "send_reset"]


def without_tokens(answers: tuple[object, ...]) -> str:
    """The answers with their form tokens, which differ each time, taken out."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", repr(answers))


def test_a_registered_address_gets_a_word_and_no_second_account() -> None:
    known, customer = member()
    someone = person()

    Browser().post("/account/register/", {**someone.typed(), "email": known.email.upper()})
    received = mail()

    assert received.to == known.email
    assert "すでに" in received.subject
    assert someone.family not in received.body
    assert list(Customer.objects.all()) == [customer]
    assert not VerificationToken.objects.exists()


def test_a_link_alone_does_not_open_an_account_that_a_stranger_prepared() -> None:
    victim, browser = person(), Browser()
    browser.post("/account/register/", victim.typed())
    link = mail().link

    theirs = Browser()
    theirs.get(link)
    answer = theirs.post("/account/verify/", {"current-password": "what the owner would guess"})

    assert answer.status_code == 200
    assert "customer" not in theirs.session
    assert CUSTOMER_EMAIL.find(victim.email) is None


def test_a_registration_is_confirmed_where_another_member_is_signed_in() -> None:
    (berta, _berta), anna, browser = member(), person(), Browser()
    Browser().post("/account/register/", anna.typed())
    link = mail().link
    browser.sign_in(berta)
    browser.get("/mypage/")
    browser.get(link)
    answer = browser.post("/account/verify/", {"current-password": anna.password})
    assert answer["Location"] == "/mypage/"
    assert CUSTOMER_EMAIL.find(anna.email) is not None


def test_of_two_registrations_of_one_address_the_first_to_confirm_has_it() -> None:
    first, second = person(), person()
    Browser().post("/account/register/", first.typed())
    link = mail().link
    Browser().post("/account/register/", {**second.typed(), "email": first.email})
    other_link = mail().link

    one, two = Browser(), Browser()
    one.get(link)
    one.post("/account/verify/", {"current-password": first.password})
    two.get(other_link)
    answer = two.post("/account/verify/", {"current-password": second.password})

    assert answer["Location"] == "/account/login/"
    assert "customer" not in two.session
    assert Customer.objects.count() == 1


def test_a_link_works_once_and_its_value_is_kept_nowhere() -> None:
    anna, browser = person(), Browser()
    browser.post("/account/register/", anna.typed())
    ((_name, arguments),) = waiting_tasks()
    link = mail().link
    token = link.rstrip("/").rpartition("/")[2]

    assert token not in arguments
    assert token not in VerificationToken.objects.get().token_hash
    browser.get(link)
    assert token not in dict(browser.session.items()).values()
    browser.post("/account/verify/", {"current-password": anna.password})
    again = Browser()
    again.get(link)
    assert again.post("/account/verify/", {"current-password": anna.password}).status_code == 410
    assert "customer" not in again.session


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("family-name", ""),
        ("family-name", "4242 4242 4242 4242"),
        ("given-name", "x" * 41),
        ("family-kana", "山田"),
        ("email", "nobody"),
        ("new-password", "short1"),
        ("new-password", "1234567890123"),
        ("new-password", "password123"),
    ],
)
def test_what_a_form_cannot_take_is_said_at_the_field_and_nothing_is_kept(
    field: str, typed: str, ledger_rows: LedgerRows
) -> None:
    answer = Browser().post("/account/register/", {**person().typed(), field: typed})

    body = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="id_{field}_error"' in body
    assert not Customer.objects.exists()
    assert waiting_tasks() == []
    assert ledger_rows() == ()


def test_a_password_may_not_repeat_the_name_or_the_address() -> None:
    anna = person()
    answer = Browser().post("/account/register/", {**anna.typed(), "new-password": f"my-{anna.email}-2026"})
    assert 'id="id_new-password_error"' in answer.content.decode()
    assert not Customer.objects.exists()


def test_hiragana_becomes_katakana_and_full_width_becomes_plain() -> None:
    typed = {**person().typed(), "family-kana": "やまだ", "given-kana": "ﾀﾛｳ", "family-name": "ヤマダ　"}
    Browser().post("/account/register/", typed)
    customer = Customer.objects.get()
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        name = privacy.use(customer.name, purpose=ACCOUNT_DISPLAY)
    assert (name.family, name.family_kana, name.given_kana) == ("ヤマダ", "ヤマダ", "タロウ")


def test_on_english_pages_the_reading_may_be_left_out() -> None:
    typed = {**person().typed(), "family-kana": "", "given-kana": ""}
    assert Browser().post("/en/account/register/", typed).status_code == 302
    assert Browser().post("/account/register/", typed).status_code == 200
    assert Customer.objects.get().language == "en"
