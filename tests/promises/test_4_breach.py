"""Clause 4: should something leak, the shop knows whom it concerns, reports it, and tells them."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any, cast

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.config.cli import main
from small_trades.policy.declaration import BREACH_NOTICE, DELIVERY, NEWSLETTER, NOTICE
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mails
from small_trades.shop.desk.models import Approval, Export
from small_trades.shop.desk.people_index import INDEX
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of
from small_trades.shop.incidents.actions import tell
from small_trades.shop.incidents.models import Incident, IncidentNotice
from small_trades.shop.marketing.models import Subscription
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import cup, guest, placed
from small_trades.shop.wishes.models import RestockWait

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AN_HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    INDEX.clear()
    yield
    INDEX.clear()
    mails()


def orders(count: int) -> list[Order]:
    """So many orders, each of another guest."""
    codes = [placed() for _ in range(count)]
    found = Order.objects.in_bulk(codes)
    return [found[code] for code in codes]


@dataclass(frozen=True)
class Thief:
    """A member of the order desk, and a browser that holds a stolen copy of their cookie with its mark."""

    victim: Colleague
    browser: Browser
    mark: str

    def signed_in(self) -> None:
        """The sign-in whose cookie was stolen, as the ledger has it."""
        with privacy.acting_as(self.actor()):
            privacy.staff_event("signed in", about=self.victim.staff.subject)

    def actor(self) -> privacy.Actor:
        """Who the ledger says it was."""
        return privacy.Actor.staff(self.victim.staff.pk, "orders", session=self.mark)


@pytest.fixture
def thief() -> Thief:
    """Somebody with a stolen cookie."""
    who, mark = colleague("orders"), token_hex(8)
    return Thief(who, desk_of(who, mark=mark), mark)


def typed(session: str = "", **changes: str) -> dict[str, str]:
    """The form of the wizard."""
    now = timezone.localtime()
    given = {
        "kind": "session",
        "session": session,
        "staff": "",
        "since": f"{now - AN_HOUR:%Y-%m-%dT%H:%M}",
        "until": f"{now + AN_HOUR:%Y-%m-%dT%H:%M}",
        "known_at": f"{now:%Y-%m-%dT%H:%M}",
        "is_wrongful": "on",
    }
    return {**given, **changes}


def reveal(desk: Browser, order: Order) -> None:
    """Open one delivery address at the desk."""
    typed = {"what": ["ship_to"], "purpose": DELIVERY.id, "reason": "Label misprinted"}
    assert desk.post(f"/desk/orders/{order.code}/reveal/", typed).status_code == 200


def search(desk: Browser, name: str) -> None:
    """Look somebody up by name."""
    assert "1 person" in desk.post("/en/desk/people/", {"wanted": name}).content.decode()


def export(thief: Thief) -> None:
    """Ask for all orders as a file, have it granted by a deceived owner, and take it out."""
    typed = {"kind": "orders", "purpose": DELIVERY.id, "reason": "Labels", "state": ""}
    thief.browser.post("/desk/exports/", typed)
    desk_of(colleague("owner")).post(f"/desk/approvals/{Approval.objects.get().pk}/", {"answer": "grant"})
    answer = thief.browser.post(f"/desk/exports/{Export.objects.get().pk}/download/", {"charset": "utf-8"})
    assert answer.status_code == 200
    assert b"".join(cast("Any", answer).streaming_content)


@pytest.fixture
def _a_generous_hour(settings: Any) -> None:
    """The shop lets its order desk open a hundred people an hour; thirty would have stopped the thief."""
    settings.PRIVACY = {**settings.PRIVACY, "OPENINGS_PER_HOUR": {"": 100}}


@pytest.mark.usefixtures("_a_generous_hour")
def test_a_stolen_cookie_that_opened_37_searched_5_and_exported_200_concerns_exactly_those(
    thief: Thief, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported = orders(200)
    export(thief)
    opened, (other,) = orders(37), orders(1)
    names = [guest() for _ in range(5)]
    searched = [Order.objects.get(pk=placed(by=who)) for who in names]
    reveal(desk_of(thief.victim, mark="0123456789abcdef"), other)
    for order in opened:
        reveal(thief.browser, order)
    for who in names:
        search(thief.browser, who.name.family)

    now = timezone.localtime()
    out = tmp_path / "report"
    span = ["--since", (now - AN_HOUR).isoformat(), "--until", (now + AN_HOUR).isoformat()]
    assert main(["breach", "report", "--session", thief.mark, *span, "--out", str(out), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["persons"], told["erased"], told["attempts"]) == (242, 0, 0)
    with (out / "persons.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    def whom(*, event: str = "use", reason: str = DELIVERY.id, item: str = "") -> set[str]:
        found = (row for row in rows if row["event"] == event and item in row["items"])
        return {row["person"] for row in found if row["purpose"] == reason}

    subjects = {str(order.subject) for order in (*exported, *opened, *searched)}
    assert {row["person"] for row in rows} == subjects
    assert whom(event="search", reason="") == {str(order.subject) for order in searched}
    assert whom(item="DeliveryAddress") == {str(order.subject) for order in (*exported, *opened)}
    # A guest is found by the name in their delivery address, which the search opens.
    assert told["items"]["DeliveryAddress"] == 242
    assert told["items"]["search"] == 5
    assert "242人" in (out / "report.ja.txt").read_text("utf-8")
    assert json.loads((out / "scope.json").read_text("utf-8")) == told


def test_the_owner_measures_it_at_the_desk_and_nothing_is_opened_by_that(
    thief: Thief, ledger_rows: LedgerRows
) -> None:
    for order in orders(3):
        reveal(thief.browser, order)
    owner = desk_of(colleague("owner"))
    thief.signed_in()
    before = len(ledger_rows())
    response = owner.post("/en/desk/incidents/new/", typed(thief.mark))
    assert response.status_code == 302, response.content.decode()
    page = owner.get(response["Location"]).content.decode()
    assert "<dt>Persons</dt><dd>3</dd>" in page
    assert "your delivery address" in page
    assert "It may have been done with a wrongful purpose." in page
    opened = [row for row in ledger_rows()[before:] if row.event == "use" and row.purpose != "0-staff"]
    assert opened == []


def test_the_nine_items_are_drafted_kept_sealed_and_taken_along(thief: Thief) -> None:
    reveal(thief.browser, *orders(1))
    boss = colleague("owner")
    owner = desk_of(boss)
    thief.signed_in()
    where = owner.post("/en/desk/incidents/new/", typed(thief.mark))["Location"]
    incident = Incident.objects.get()
    with privacy.acting_as(privacy.Actor.staff(boss.staff.pk, "owner")):
        words = privacy.use(incident.words, purpose=BREACH_NOTICE, reason="report")
    cause = plant("text")
    form = {name: getattr(words, name) for name in words.__slots__} | {"cause": cause}
    assert owner.post(f"{where}report/", form)["Location"] == where
    text = owner.get(f"{where}report/?as=text").content.decode()
    titles = [line for line in text.splitlines() if line[:1] in "一二三四五六七八九" and "　" in line]
    assert len(titles) == 9
    assert cause in text
    assert "（記入してください）" in text
    missing = owner.post(f"{where}report/", form | {"overview": ""})
    assert missing.status_code == 200
    assert "1. What happened" in missing.content.decode()
    again = owner.get(f"{where}report/?as=text").content.decode()
    assert words.overview in again


def test_those_concerned_are_told_once_and_it_is_in_their_record(thief: Thief) -> None:
    concerned, other = orders(2)
    reveal(thief.browser, concerned)
    owner = desk_of(colleague("owner"))
    thief.signed_in()
    where = owner.post("/en/desk/incidents/new/", typed(thief.mark))["Location"]
    mails()
    owner.post(f"{where}tell/", {})
    owner.post(f"{where}tell/", {})
    (notice,) = IncidentNotice.objects.all()
    assert notice.subject == concerned.subject
    with privacy.acting_as(privacy.Actor.system("test")):
        tell.send_notices(Incident.objects.get().pk)
        assert tell.send_notices(Incident.objects.get().pk) == 0
    assert IncidentNotice.objects.get().state == "sent"
    assert len(mails()) == 1
    assert any(row.purpose_id == BREACH_NOTICE.id for row in privacy.uses_of(concerned.subject))
    assert all(row.purpose_id != BREACH_NOTICE.id for row in privacy.uses_of(other.subject))
    assert any(entry.label_en == "Notice of a leak" for entry in privacy.held(concerned.subject))


def test_who_only_waits_for_goods_or_reads_the_newsletter_is_told_at_that_very_address() -> None:
    waiting, reading = plant("email"), plant("email")
    variant = cup(available=0)
    Browser().post(f"/wishes/restock/{variant.pk}/", {"email": waiting})
    Browser().post("/newsletter/", {"email": reading})
    mails()
    (wait,), (wish,) = RestockWait.objects.all(), Subscription.objects.all()
    owner = desk_of(colleague("owner"))
    where = owner.post(
        "/en/desk/incidents/new/",
        typed(kind="stores", has_data="on", has_keys="on", has_key_encryption_key="on"),
    )["Location"]

    owner.post(f"{where}tell/", {})
    sent = mails()

    assert sorted(one.to for one in sent) == sorted([waiting, reading])
    for subject in (wait.subject, wish.subject):
        assert IncidentNotice.objects.get(subject=subject).state == "sent"
        assert any(row.purpose_id == BREACH_NOTICE.id for row in privacy.uses_of(subject))
    assert RestockWait.objects.filter(pk=wait.pk).exists(), "the wish itself goes on"


def test_the_address_of_a_wish_for_goods_serves_no_notice_but_that_of_a_leak() -> None:
    Browser().post(f"/wishes/restock/{cup(available=0).pk}/", {"email": plant("email")})
    sealed = RestockWait.objects.get().email
    with privacy.acting_as(privacy.Actor.system("test")):
        assert isinstance(privacy.decide(sealed, purpose=BREACH_NOTICE), privacy.Allowed)
        for purpose in (NEWSLETTER, NOTICE):
            assert not isinstance(privacy.decide(sealed, purpose=purpose), privacy.Allowed)
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")):
        decision = privacy.decide(sealed, purpose=BREACH_NOTICE, reason="curious")
        assert not isinstance(decision, privacy.Allowed)


def test_a_copied_backup_without_its_keys_opens_nobody_and_nobody_is_told() -> None:
    orders(1)
    owner = desk_of(colleague("owner"))
    where = owner.post("/en/desk/incidents/new/", typed(kind="stores", has_data="on", has_keys="on"))[
        "Location"
    ]
    page = owner.get(where).content.decode()
    assert "Nobody was opened" in page
    assert "Nobody is to be told." in page
    owner.post(f"{where}tell/", {})
    assert IncidentNotice.objects.count() == 0

    where = owner.post(
        "/en/desk/incidents/new/",
        typed(kind="stores", has_data="on", has_keys="on", has_key_encryption_key="on"),
    )["Location"]
    assert "Nobody was opened" not in owner.get(where).content.decode()


def test_whose_value_was_opened_in_the_minute_it_ended_is_concerned() -> None:
    [order] = orders(1)
    began = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    who = colleague("orders")
    reveal(desk_of(who), order)
    ended = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    owner = desk_of(colleague("owner"))
    made = owner.post(
        "/en/desk/incidents/new/", typed(kind="staff", staff=str(who.staff.pk), since=began, until=ended)
    )
    [incident] = Incident.objects.all()
    assert f"{timezone.localtime(incident.until):%Y-%m-%dT%H:%M}" == ended
    assert "<dt>Persons</dt><dd>1</dd>" in owner.get(made["Location"]).content.decode()


def test_the_clocks_run_from_when_it_became_known() -> None:
    owner = desk_of(colleague("owner"))
    known = timezone.localtime() - timedelta(days=2)
    for is_wrongful, days in (("on", 60), ("", 30)):
        made = typed(kind="span", known_at=f"{known:%Y-%m-%dT%H:%M}", is_wrongful=is_wrongful)
        page = owner.get(owner.post("/desk/incidents/new/", made)["Location"]).content.decode()
        for due in (known + timedelta(days=5), known + timedelta(days=days)):
            assert f"{due.year}年{due.month}月{due.day}日" in page


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"until": "2020-01-01T00:00"}, "It must end after it began."),
        ({"known_at": "2099-01-01T00:00"}, "This lies in the future."),
        ({"kind": "staff"}, "Choose whose access it was."),
        ({"session": "", "kind": "session"}, "Choose which sign-in it was."),
        ({"kind": "stores"}, "Choose what was copied."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(
    changes: dict[str, str], problem: str, thief: Thief
) -> None:
    thief.signed_in()
    page = (
        desk_of(colleague("owner"))
        .post("/en/desk/incidents/new/", typed(**{"session": thief.mark, **changes}))
        .content.decode()
    )
    assert problem in page
    assert Incident.objects.count() == 0


@pytest.mark.parametrize("role", ["orders", "support", "catalogue", "auditor"])
def test_other_roles_neither_see_nor_open_incidents(role: str) -> None:
    desk = desk_of(colleague(role))
    assert desk.get("/desk/incidents/").status_code == 403
    assert desk.post("/desk/incidents/new/", typed()).status_code == 403
    assert Incident.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ["--since", "yesterday", "--until", "2026-11-25"],
        ["--since", "2026-11-25", "--until", "2026-11-24"],
        ["--since", "2026-11-24", "--until", "2026-11-25", "--actor", "nobody@example.jp"],
        ["--since", "2026-11-24", "--until", "2026-11-25", "--actor", "somebody"],
        ["--since", "2026-11-24", "--until", "2026-11-25", "--session", "a.b"],
    ],
)
def test_the_command_says_what_is_wrong_and_writes_nothing(
    wrong: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    assert main(["breach", "report", *wrong, "--out", str(out)]) == 2
    assert capsys.readouterr().err.startswith("breach.E001: ")
    assert not out.exists()
