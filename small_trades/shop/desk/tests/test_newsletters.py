"""The newsletter's screens: who may use them, what they show, and what each button does."""

from collections.abc import Iterator

import pytest

from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.marketing.models import Issue
from small_trades.shop.marketing.tests.making import a_shop, letters, subscriber
from small_trades.shop.site.actions import ShopDetails, save_shop

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TYPED = {
    "subject_ja": "冬の器",
    "body_ja": "新しい湯のみです。\n{{ mail.to }} <b>",
    "subject_en": "",
    "body_en": "",
}


@pytest.fixture(autouse=True)
def _a_shop() -> Iterator[None]:
    a_shop()
    yield
    letters()


@pytest.fixture
def manager() -> Colleague:
    return colleague("manager")


@pytest.fixture
def desk(manager: Colleague) -> Browser:
    return desk_of(manager)


def do(desk: Browser, path: str, **typed: str) -> str:
    """Press a button, and read the page that comes next."""
    answer = desk.post(f"/en/desk/newsletters/{path}", typed)
    if answer.status_code == 302:
        answer = desk.get(answer["Location"])
    return str(answer.content.decode())


def draft(desk: Browser) -> Issue:
    assert "The draft is saved." in do(desk, "new/", **TYPED)
    return Issue.objects.get()


@pytest.mark.parametrize("role", ["orders", "support", "catalogue", "auditor"])
def test_other_roles_have_no_such_screen(role: str) -> None:
    desk = desk_of(colleague(role))
    assert desk.get("/desk/newsletters/").status_code == 403
    for path in ("new/", "stop/"):
        assert desk.post(f"/desk/newsletters/{path}", TYPED).status_code == 403
    assert Issue.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"subject_ja": "", "body_ja": ""}, ""),
        ({"subject_ja": ""}, "subject_ja"),
        ({"body_ja": " "}, "body_ja"),
        ({"subject_en": "Cups"}, "body_en"),
        ({"body_en": "Cups"}, "subject_en"),
        ({"subject_ja": "x" * 101}, "subject_ja"),
        ({"body_ja": "x" * 5001}, "body_ja"),
        ({"body_ja": "4242 4242 4242 4242"}, "body_ja"),
    ],
)
def test_mistakes_are_said_at_their_field_and_nothing_is_kept(
    desk: Browser, changes: dict[str, str], where: str
) -> None:
    assert where in problems(do(desk, "new/", **{**TYPED, **changes}))
    assert Issue.objects.count() == 0


def test_from_draft_to_sent_without_an_address_shown(desk: Browser, ledger_rows: LedgerRows) -> None:
    who, english = subscriber(), subscriber(language="en")
    before = len(ledger_rows())
    issue = draft(desk)
    page = desk.get(f"/en/desk/newsletters/{issue.pk}/").content.decode()
    assert "It would go to 1 subscriber." in page
    assert "Not to the 1 who read English" in page
    assert "&lt;b&gt;" in page
    assert len(ledger_rows()) == before, "counting opens nobody"
    assert "It is being sent." in do(desk, f"{issue.pk}/send/")
    (letter,) = letters()
    assert letter["To"] == who.email
    assert "{{ mail.to }} <b>" in letter.get_content(), "words are words"
    shown = [desk.get(f"/en/desk/newsletters/{path}").content.decode() for path in ("", f"{issue.pk}/")]
    assert "1 / 1" in shown[0]
    assert "All sent" in shown[1]
    assert not [page for page in shown if who.email in page or english.email in page]
    for path in ("send/", "pause/", "resume/", "discard/", ""):
        assert "This had changed in the meantime" in do(desk, f"{issue.pk}/{path}", **TYPED)
    assert letters() == []


def test_a_draft_is_changed_and_discarded(desk: Browser) -> None:
    issue = draft(desk)
    assert "The draft is saved." in do(desk, f"{issue.pk}/", **{**TYPED, "subject_ja": "春の器"})
    issue.refresh_from_db()
    assert issue.subject_ja == "春の器"
    assert "body_ja" in problems(do(desk, f"{issue.pk}/", **{**TYPED, "body_ja": ""}))
    assert "The draft is discarded." in do(desk, f"{issue.pk}/discard/")
    assert desk.get(f"/desk/newsletters/{issue.pk}/").status_code == 404


def test_a_test_goes_to_oneself_alone(desk: Browser, manager: Colleague) -> None:
    who = subscriber()
    issue = draft(desk)
    assert "on its way to your own address" in do(desk, f"{issue.pk}/test/")
    (letter,) = letters()
    assert (letter["To"], letter["Subject"]) == (manager.email, "[テスト] 冬の器")
    Browser().post("/newsletter/stop/test/")
    assert who.is_subscribed
    issue.refresh_from_db()
    assert issue.state == "draft"


def test_it_is_paused_and_goes_on(desk: Browser) -> None:
    subscriber()
    issue = draft(desk)
    do(desk, f"{issue.pk}/send/")
    assert "Paused before the next mail." in do(desk, f"{issue.pk}/pause/")
    assert letters() == []
    assert "It is being sent." in do(desk, f"{issue.pk}/resume/")
    assert len(letters()) == 1


def test_without_the_sellers_name_nothing_is_sent(desk: Browser) -> None:
    subscriber()
    save_shop(ShopDetails(name_ja="小商い", name_en="Small Trades", inquiry_email="h@shop.example"))
    issue = draft(desk)
    for path in ("send/", "test/"):
        assert "settings lack one of them" in do(desk, f"{issue.pk}/{path}")
    assert letters() == []


def test_somebody_who_asked_by_telephone_is_stopped_and_the_answer_tells_nothing(desk: Browser) -> None:
    who = subscriber()
    said = [do(desk, "stop/", email=address) for address in (who.email, "nobody@mail.example")]
    assert all("If that address had the newsletter" in page for page in said)
    assert not who.is_subscribed
    assert "email" in problems(do(desk, "stop/", email="x"))


def test_a_hundred_issues_are_paged(desk: Browser, manager: Colleague) -> None:
    Issue.objects.bulk_create(
        Issue(subject_ja=f"号{number}", body_ja="x", made_by=manager.staff.pk) for number in range(100)
    )
    page = desk.get("/desk/newsletters/").content.decode()
    assert page.count("<tr>") == 51
