"""A member's passkeys: adding, signing in, removing, and every way in which an answer can be wrong."""

import json
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer, Passkey, PasskeyChallenge, SignInRecord
from small_trades.shop.account.tests.authenticator import USER_PRESENT, Authenticator, to_text
from small_trades.shop.account.tests.making import Browser, Person, mail, mails, member, waiting_tasks
from small_trades.shop.account.throttles import Limit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGE = "/mypage/security/passkeys/"
ANSWER = {"id": "AA", "rawId": "AA", "type": "public-key"}
PARTS = ("clientDataJSON", "authenticatorData", "signature")
REFUSED = "This passkey does not open an account here."


@pytest.fixture
def anna() -> tuple[Person, Customer]:
    return member()


@pytest.fixture
def device(anna: tuple[Person, Customer]) -> Authenticator:
    """An authenticator that holds a passkey of hers."""
    made = Authenticator()
    add(signed_in(anna[0]), made)
    mails()
    return made


def signed_in(who: Person) -> Browser:
    browser = Browser()
    assert browser.sign_in(who).status_code == 302
    return browser


def options(browser: Browser, path: str) -> dict[str, Any]:
    answer = browser.post(f"{path}options/")
    assert answer.status_code == 200
    told: dict[str, Any] = json.loads(answer.content)
    return told


def add(browser: Browser, device: Authenticator, **typed: str) -> Any:
    """Make a passkey and send the form."""
    sent = device.create(options(browser, PAGE))
    return browser.post(f"{PAGE}add/", {"label": "phone", "credential": sent, **typed})


def use(browser: Browser, device: Authenticator, onward: str = "") -> Any:
    """Sign in with the passkey."""
    sent = device.get(options(browser, "/en/account/login/passkey/"))
    return send(browser, sent, onward)


def send(browser: Browser, sent: str, onward: str = "") -> Any:
    return browser.post("/en/account/login/passkey/", {"credential": sent, "next": onward})


def refused(browser: Browser, answer: Any) -> bool:
    """It was said, nobody was signed in, and nothing remembers a sign-in."""
    return (
        answer.status_code == 200
        and REFUSED in answer.content.decode()
        and "customer" not in browser.session
        and not SignInRecord.objects.filter(way="passkey").exists()
    )


def test_a_passkey_is_added_signs_in_and_is_told_by_mail(
    anna: tuple[Person, Customer], ledger_rows: LedgerRows
) -> None:
    person, customer = anna
    here, device = signed_in(person), Authenticator()
    before = len(ledger_rows())

    assert add(here, device)["Location"] == PAGE

    assert [(row.event, row.groups) for row in ledger_rows()[before:]] == [
        ("use", ("EmailAddress",)),
        ("collection", ("PasskeyCredential",)),
    ]
    passkey = Passkey.objects.get()
    assert (passkey.customer_id, passkey.label, passkey.provider) == (customer.pk, "phone", "google")
    notice = mail()
    assert notice.to == person.email
    assert "Google Password Manager" in notice.body
    assert "Google Password Manager" in here.get(PAGE).content.decode()

    before, there = len(ledger_rows()), Browser()
    assert use(there, device, "/en/mypage/orders/")["Location"] == "/en/mypage/orders/"

    assert there.session["customer"] == str(customer.pk)
    assert SignInRecord.objects.get(way="passkey").customer_id == customer.pk
    assert [(row.event, row.actor_kind, row.purpose, row.groups) for row in ledger_rows()[before:]] == [
        ("use", "visitor", "3c-identity", ("PasskeyCredential",))
    ]
    passkey.refresh_from_db()
    assert passkey.sign_count == 1
    assert passkey.used_at is not None


def test_the_user_handle_is_random_and_the_same_for_all_of_a_members_passkeys(
    anna: tuple[Person, Customer],
) -> None:
    person, customer = anna
    browser, one, two = signed_in(person), Authenticator(), Authenticator()
    add(browser, one)
    asked = options(browser, PAGE)
    two.create(asked)
    assert one.user_handle == two.user_handle
    assert len(one.user_handle) == 32
    assert customer.pk.bytes not in one.user_handle
    assert customer.subject.bytes not in one.user_handle
    assert [known["id"] for known in asked["excludeCredentials"]] == [to_text(one.credential_id)]
    assert asked["rp"]["id"] == "localhost"
    assert asked["attestation"] == "none"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"


def test_the_sign_in_names_no_passkey(device: Authenticator) -> None:
    asked = options(Browser(), "/account/login/passkey/")
    assert asked["allowCredentials"] == []
    assert asked["userVerification"] == "required"
    assert to_text(device.credential_id) not in json.dumps(asked)


@pytest.mark.parametrize(
    "wrong",
    [
        {"flags": USER_PRESENT},
        {"flags": 0},
        {"origin": "https://localhost.evil.example"},
        {"origin": "http://localhost"},
        {"rp_id": "evil.example"},
        {"credential_id": b"x" * 32},
        {"user_handle": b"somebody else"},
        {"user_handle": b""},
    ],
    ids=lambda wrong: "-".join(map(str, wrong.items())),
)
def test_a_wrong_answer_opens_nothing(device: Authenticator, wrong: dict[str, Any]) -> None:
    for part, value in wrong.items():
        setattr(device, part, value)
    browser = Browser()
    assert refused(browser, use(browser, device))
    assert Passkey.objects.get().sign_count == 0
    assert Passkey.objects.get().stopped_at is None


def test_another_key_does_not_sign_for_this_one(device: Authenticator) -> None:
    thief = Authenticator(credential_id=device.credential_id, user_handle=device.user_handle)
    browser = Browser()
    assert refused(browser, use(browser, thief))


def test_an_answer_works_once(device: Authenticator) -> None:
    browser = Browser()
    sent = device.get(options(browser, "/account/login/passkey/"))
    assert send(browser, sent).status_code == 302
    browser.post("/account/logout/")
    SignInRecord.objects.all().delete()
    assert refused(browser, send(browser, sent))
    assert Passkey.objects.get().stopped_at is None, "a replay is no copy"


def test_an_answer_works_only_in_the_browser_that_was_asked(device: Authenticator) -> None:
    browser, thief = Browser(), Browser()
    sent = device.get(options(browser, "/account/login/passkey/"))
    options(thief, "/account/login/passkey/")
    assert refused(thief, send(thief, sent))


def test_a_challenge_ends_after_five_minutes(device: Authenticator) -> None:
    browser = Browser()
    sent = device.get(options(browser, "/account/login/passkey/"))
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(minutes=5, seconds=1)):
        assert refused(browser, send(browser, sent))


def test_a_challenge_for_adding_does_not_sign_in(
    anna: tuple[Person, Customer], device: Authenticator
) -> None:
    browser = signed_in(anna[0])
    asked = options(browser, PAGE)
    browser.post("/account/logout/")
    browser = Browser()
    assert refused(browser, send(browser, device.get({"challenge": asked["challenge"]})))


def test_a_removed_passkey_opens_nothing(anna: tuple[Person, Customer], device: Authenticator) -> None:
    passkey = Passkey.objects.get()
    assert signed_in(anna[0]).post(f"{PAGE}{passkey.pk}/remove/")["Location"] == PAGE
    assert not Passkey.objects.exists()
    browser = Browser()
    assert refused(browser, use(browser, device))


def test_nobody_removes_somebody_elses(device: Authenticator) -> None:
    berta, _customer = member()
    passkey = Passkey.objects.get()
    signed_in(berta).post(f"{PAGE}{passkey.pk}/remove/")
    assert Passkey.objects.filter(pk=passkey.pk).exists()
    assert use(Browser(), device).status_code == 302


def test_a_copy_is_noticed_refused_and_stops_both(
    anna: tuple[Person, Customer], device: Authenticator, ledger_rows: LedgerRows
) -> None:
    assert use(Browser(), device).status_code == 302
    assert use(Browser(), device).status_code == 302
    SignInRecord.objects.filter(way="passkey").delete()
    device.counter = 1
    before, browser = len(ledger_rows()), Browser()

    assert refused(browser, use(browser, device))

    rows = [(row.event, row.outcome, row.groups) for row in ledger_rows()[before:]]
    assert rows[-1] == ("tamper", "passkey copied", ("PasskeyCredential",))
    assert Passkey.objects.get().stopped_at is not None
    told = mail()
    assert told.to == anna[0].email
    device.counter = 100
    assert refused(browser, use(browser, device)), "the one with the higher count may be the thief's"
    page = signed_in(anna[0]).get("/mypage/information/uses/").content.decode()
    assert "パスキーの複製が使われたため、拒否して停止しました。" in page


def test_a_passkey_without_a_count_may_go_on_without_one(anna: tuple[Person, Customer]) -> None:
    device = Authenticator(counter=None)
    add(signed_in(anna[0]), device)
    for _time in range(2):
        assert use(Browser(), device).status_code == 302
    assert Passkey.objects.get().sign_count == 0


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"id": 7}',
        json.dumps({**ANSWER, "response": dict.fromkeys(PARTS, "AA")}),
        json.dumps({**ANSWER, "id": "é", "response": {"clientDataJSON": "e30", "signature": "!"}}),
        "x" * 20_000,
    ],
)
def test_whatever_is_sent_is_answered_with_the_page(sent: str) -> None:
    browser = Browser()
    answer = send(browser, sent)
    assert answer.status_code == 200
    assert "customer" not in browser.session
    assert waiting_tasks() == []


def test_what_a_browser_cannot_have_made_is_not_kept(anna: tuple[Person, Customer]) -> None:
    browser = signed_in(anna[0])
    for wrong in ({"flags": USER_PRESENT}, {"origin": "https://evil.example"}, {"rp_id": "evil.example"}):
        assert add(browser, Authenticator(**wrong)).status_code == 200
    device = Authenticator()
    sent = device.create(options(browser, PAGE))
    assert browser.post(f"{PAGE}add/", {"label": "our safe", "credential": sent}).status_code == 200
    assert browser.post(f"{PAGE}add/", {"label": "phone", "credential": "{}"}).status_code == 200
    assert not Passkey.objects.exists()
    assert waiting_tasks() == []


def test_the_same_passkey_is_nobody_elses(device: Authenticator) -> None:
    berta, _customer = member()
    assert add(signed_in(berta), device).status_code == 200
    assert Passkey.objects.count() == 1


def test_twenty_are_enough(anna: tuple[Person, Customer]) -> None:
    browser = signed_in(anna[0])
    with patch("small_trades.shop.account.actions.ceremonies.MOST_PASSKEYS", 1):
        assert add(browser, Authenticator()).status_code == 302
        assert browser.post(f"{PAGE}options/").status_code == 409
    assert Passkey.objects.count() == 1


def test_a_sign_in_of_long_ago_asks_for_the_password_first(anna: tuple[Person, Customer]) -> None:
    person, _customer = anna
    browser, device = signed_in(person), Authenticator()
    asked = options(browser, PAGE)
    later = timezone.now() + timedelta(minutes=16)
    with patch("django.utils.timezone.now", return_value=later):
        assert 'type="password"' in browser.get(PAGE).content.decode()
        assert browser.post(f"{PAGE}options/").status_code == 403
        typed = {"label": "phone", "credential": device.create(asked)}
        assert browser.post(f"{PAGE}add/", typed)["Location"] == PAGE
        assert not Passkey.objects.exists()
        assert browser.post(PAGE, {"current-password": "wrong"}).status_code == 200
        assert browser.post(PAGE, {"current-password": person.password})["Location"] == PAGE
        assert add(browser, device).status_code == 302
    assert Passkey.objects.count() == 1


def test_strangers_make_no_passkeys() -> None:
    for path in (f"{PAGE}options/", f"{PAGE}add/"):
        assert Browser().post(path)["Location"].startswith("/account/login/")
    assert not PasskeyChallenge.objects.exists()


def test_signing_in_gives_the_session_a_new_key(device: Authenticator) -> None:
    browser = Browser()
    asked = options(browser, "/account/login/passkey/")
    before = browser.session.session_key
    assert send(browser, device.get(asked)).status_code == 302
    planted = Browser()
    planted.come_with(before)
    assert planted.get("/mypage/").status_code == 302
    assert browser.get("/mypage/").status_code == 200


def test_nothing_of_a_passkey_is_in_a_plain_column(device: Authenticator) -> None:
    options(Browser(), "/account/login/passkey/")
    plain = repr(
        [*Passkey.objects.values("label", "provider", "sign_count"), *PasskeyChallenge.objects.values()]
    )
    assert to_text(device.credential_id) not in plain
    assert to_text(device.user_handle) not in plain


def test_who_asks_for_challenges_without_end_is_stopped() -> None:
    browser = Browser()
    few = Limit("challenge-address", most=3, minutes=15)
    with patch("small_trades.shop.account.throttles.CHALLENGE_ADDRESS", few):
        for _time in range(3):
            assert browser.post("/account/login/passkey/options/").status_code == 200
        challenges = PasskeyChallenge.objects.count()
        assert browser.post("/account/login/passkey/options/").status_code == 429
    assert PasskeyChallenge.objects.count() == challenges
