"""The owner reads every version of the policy, and posts one that waits."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from markupsafe import escape

from small_trades import privacy
from small_trades.policy import publishing
from small_trades.policy.declaration import POLICY
from small_trades.policy.differences import differences
from small_trades.privacy import _force
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, person
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of
from small_trades.shop.inquiries.tests.making import inquiry
from small_trades.shop.site.outside import consent_mark

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGE = "/en/desk/policy/versions/"
NEXT = POLICY.version + 1
DAY = "2999-01-01"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The published versions, and one more that narrows the newsletter and waits for its day."""
    found = tmp_path / "published"
    shutil.copytree(publishing.PUBLISHED, found)
    newer: dict[str, Any] = json.loads((found / f"{POLICY.version}.json").read_text("utf-8"))
    newer["version"], newer["effective"] = NEXT, DAY
    newer["purposes"]["3b-newsletter"]["uses"].remove("2d-email")
    (found / f"{NEXT}.json").write_text(json.dumps(newer), encoding="utf-8")
    for language in publishing.LANGUAGES:
        words = (found / f"{POLICY.version}.{language}.md").read_text("utf-8")
        (found / f"{NEXT}.{language}.md").write_text(f"{words}\nA line that is new.\n", encoding="utf-8")
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", found)
    _force.look_again()
    return found


@pytest.fixture
def owner() -> Colleague:
    return colleague("owner")


def test_what_waits_is_shown_against_what_is_in_force(owner: Colleague, folder: Path) -> None:
    page = desk_of(owner).get(PAGE).content.decode()
    assert f"What it changes against version {POLICY.version}, which is in force" in page
    found = differences(
        publishing.snapshot(POLICY.version, folder=folder), publishing.snapshot(NEXT, folder=folder)
    )
    assert [change.kind for change in found] == ["narrowed"]
    assert escape(found[0].text_en) in page
    assert "A line that is new." in page
    assert f"Put version {NEXT} in force now" in page
    assert "Draft of version" not in page
    for number in range(1, NEXT + 1):
        assert f'href="/en/privacy/v/{number}/"' in page


def test_posting_puts_it_in_force_and_is_in_the_ledger(owner: Colleague, ledger_rows: LedgerRows) -> None:
    browser = desk_of(owner)
    rows = len(ledger_rows())
    answer = browser.post(f"/en/desk/policy/versions/{NEXT}/post/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert privacy.policy_in_force() == NEXT
    assert [(row.event, row.outcome, row.actor_id) for row in ledger_rows()[rows:]] == [
        ("policy", f"version {NEXT} posted", owner.staff.pk),
        ("staff", f"posted policy version {NEXT}", owner.staff.pk),
    ]
    assert browser.get(PAGE)["Location"] == "/en/desk/policy/", "the new version is confirmed first"
    browser.post("/en/desk/policy/", {"read": "on"})
    owner.staff.refresh_from_db()
    assert owner.staff.confirmed_policy == NEXT
    page = browser.get(PAGE).content.decode()
    assert "Not in force yet" not in page
    assert "The version is in force, in every process." in page


def test_posting_takes_a_proof_of_now(owner: Colleague, folder: Path) -> None:
    page = desk_of(owner, seconds_ago=15 * 60).post(f"/en/desk/policy/versions/{NEXT}/post/")
    assert "Is it still you?" in page.content.decode()
    assert privacy.policy_in_force() == POLICY.version
    assert not (folder / f"{NEXT}.posted").exists()


@pytest.mark.parametrize(
    ("number", "status"), [(POLICY.version, 302), (POLICY.version - 1, 302), (NEXT + 5, 404)]
)
def test_only_what_waits_can_be_posted(
    owner: Colleague, folder: Path, number: int, status: int, ledger_rows: LedgerRows
) -> None:
    browser, rows = desk_of(owner), len(ledger_rows())
    assert browser.post(f"/en/desk/policy/versions/{number}/post/").status_code == status
    assert privacy.policy_in_force() == POLICY.version
    assert not list(folder.glob("*.posted"))
    assert len(ledger_rows()) == rows
    if status == 302:
        assert "The version does not wait any more" in browser.get(PAGE).content.decode()


def test_a_version_nobody_could_read_is_not_posted(owner: Colleague, folder: Path) -> None:
    (folder / f"{NEXT}.en.md").unlink()
    browser = desk_of(owner)
    assert browser.post(f"/en/desk/policy/versions/{NEXT}/post/").status_code == 302
    assert privacy.policy_in_force() == POLICY.version


def test_files_that_are_anothers_to_write_are_posted_by_command(
    owner: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("small_trades.privacy._posting.os.access", lambda *_asked: False)
    browser = desk_of(owner)
    page = browser.get(PAGE).content.decode()
    assert f"“small-trades policy post {NEXT}”" in page
    assert f"Put version {NEXT} in force now" not in page
    browser.post(f"/en/desk/policy/versions/{NEXT}/post/")
    assert privacy.policy_in_force() == POLICY.version
    assert "The program may not write beside the published files" in browser.get(PAGE).content.decode()


def test_a_draft_is_shown_and_binds_nobody(
    owner: Colleague, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = tmp_path / "text"
    shutil.copytree(publishing.TEXT, texts)
    with (texts / "en.md").open("a", encoding="utf-8") as text:
        text.write("\nA sentence nobody published.\n")
    monkeypatch.setattr(publishing, "TEXT", texts)
    page = desk_of(owner).get(PAGE).content.decode()
    assert f"Draft of version {POLICY.version + 1}" in page
    assert "A sentence nobody published." in page
    assert "“small-trades policy publish”" in page
    assert privacy.policy_in_force() == POLICY.version


def test_people_read_beforehand_what_will_change_and_what_is_in_force_now(owner: Colleague) -> None:
    browser = Browser()
    listed = browser.get("/en/privacy/versions/").content.decode()
    assert "in force from 1 Jan 2999" in listed
    assert "A line that is new." not in browser.get("/en/privacy/").content.decode()
    ahead = browser.get(f"/en/privacy/v/{NEXT}/").content.decode()
    assert "This version is not in force yet." in ahead
    desk_of(owner).post(f"/en/desk/policy/versions/{NEXT}/post/")
    assert "A line that is new." in browser.get("/en/privacy/").content.decode()
    assert "This is the version in force." in browser.get(f"/en/privacy/v/{NEXT}/").content.decode()


def test_rows_carry_the_version_in_force_and_not_the_programs() -> None:
    """The program declares an older one than is in force: what people read and agreed to is what counts."""
    with privacy.acting_as(privacy.Actor.system("policy.post")):
        privacy.post_policy(NEXT)
    who = person()
    Browser().post("/account/register/", {**who.typed(), "agree": "on"})
    registered = Customer.objects.get()
    assert registered.policy_version == NEXT
    assert inquiry().policy_version == NEXT
    assert consent_mark().endswith(f".{NEXT}")
    assert (timezone.localdate() - registered.used_on).days == 0
