"""Looking after staff: who may change whom, and that sessions end at once."""

import re
from uuid import uuid4

import pytest

from small_trades import privacy
from small_trades.policy.declaration import POLICY
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.api.actions.tokens import make_token
from small_trades.shop.api.models import ApiToken
from small_trades.shop.api.scopes import Scope
from small_trades.shop.desk.actions import colleagues as actions
from small_trades.shop.desk.actions.staff import owner_link
from small_trades.shop.desk.models import Staff, StaffInvite
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def owner() -> Colleague:
    return colleague("owner")


def _at(who: Colleague, verb: str = "") -> str:
    return f"/desk/staff/{who.staff.pk}/{verb}"


def _now(who: Colleague) -> tuple[str, bool]:
    who.staff.refresh_from_db()
    return who.staff.role, who.staff.is_active


def test_the_list_and_the_page_show_colleagues_and_open_no_customer(
    owner: Colleague, ledger_rows: LedgerRows
) -> None:
    packer = colleague("orders")
    rows, browser = len(ledger_rows()), desk_of(owner)
    page = browser.get("/en/desk/staff/").content.decode()
    assert (owner.name in page, packer.name in page, packer.email in page) == (True, True, False)
    one = browser.get(f"/en/desk/staff/{packer.staff.pk}/").content.decode()
    assert packer.email in one
    assert {row.purpose for row in ledger_rows()[rows:]} == {"0-staff"}
    assert privacy.openings_of(owner.staff.pk, "owner").spent == 0


def test_a_role_change_ends_every_session_of_theirs_and_none_of_others(
    owner: Colleague, ledger_rows: LedgerRows
) -> None:
    packer = colleague("orders")
    theirs, mine = desk_of(packer), desk_of(owner)
    assert theirs.get("/desk/orders/").status_code == 200
    rows = len(ledger_rows())

    assert mine.post(_at(packer, "role/"), {"role": "support"})["Location"] == _at(packer)

    assert _now(packer) == ("support", True)
    assert theirs.get("/desk/orders/")["Location"] == "/desk/login/"
    assert mine.get("/desk/").status_code == 200
    (row,) = [row for row in ledger_rows()[rows:] if row.event == "staff"]
    assert (row.actor_id, row.outcome) == (owner.staff.pk, "role changed from orders to support")
    assert privacy.uses_of(packer.staff.subject)[0].outcome == "role changed from orders to support"


def test_who_is_deactivated_is_out_and_does_not_get_in_again_by_an_old_link(owner: Colleague) -> None:
    packer = colleague("orders", password="a-long-way-to-tipperary")
    theirs = desk_of(packer)
    with privacy.acting_as(privacy.Actor.staff(owner.staff.pk, "owner")):
        link = actions.reset(packer.staff.pk, by=owner.staff)
    Staff.objects.filter(pk=packer.staff.pk).update(is_active=True, left_at=None)
    desk_of(owner).post(_at(packer, "deactivate/"))

    assert _now(packer) == ("orders", False)
    assert theirs.get("/desk/")["Location"] == "/desk/login/"
    assert Browser().get(link).status_code == 410
    typed = {"email": packer.email, "password": packer.password, "code": packer.code()}
    assert "" in problems(Browser().post("/desk/login/", typed).content.decode())


def test_tokens_end_with_whoever_made_them_and_no_others(owner: Colleague) -> None:
    leaver = colleague("manager")
    made = {"scopes": [Scope.READ_STOCK], "purposes": (), "days": 30}
    theirs, _secret = make_token("倉庫", staff_id=leaver.staff.pk, **made)  # type: ignore[arg-type] # as above
    other, _secret = make_token("会計", staff_id=owner.staff.pk, **made)  # type: ignore[arg-type] # as above
    desk_of(owner).post(_at(leaver, "deactivate/"))
    assert ApiToken.objects.get(pk=theirs).revoked_at is not None
    assert ApiToken.objects.get(pk=other).revoked_at is None


def test_nobody_changes_their_own_part(owner: Colleague) -> None:
    colleague("owner")
    browser = desk_of(owner)
    for verb, typed in (("role/", {"role": "orders"}), ("deactivate/", {}), ("reset/", {})):
        assert browser.post(_at(owner, verb), typed)["Location"] == "/desk/staff/"
    assert _now(owner) == ("owner", True)
    assert "Nobody changes their own part" in browser.get("/en" + _at(owner)).content.decode()
    assert browser.get("/desk/").status_code == 200


@pytest.mark.parametrize("above", ["owner", "manager"])
def test_a_manager_looks_after_the_roles_below_and_gives_none_above(above: str) -> None:
    manager, higher, packer = colleague("manager"), colleague(above), colleague("orders")
    colleague("owner")
    browser = desk_of(manager)
    for verb, typed in (("role/", {"role": "orders"}), ("deactivate/", {}), ("reset/", {})):
        browser.post(_at(higher, verb), typed)
    browser.post(_at(packer, "role/"), {"role": above})
    assert (_now(higher), _now(packer)) == ((above, True), ("orders", True))

    browser.post(_at(packer, "role/"), {"role": "catalogue"})
    assert _now(packer) == ("catalogue", True)
    asked = {"email": plant("email"), "role": above}
    assert "role" in problems(browser.post("/en/desk/staff/invite/", asked).content.decode())
    assert not StaffInvite.objects.exists()


def test_of_two_owners_who_end_each_other_one_stays(owner: Colleague) -> None:
    other = colleague("owner")
    with privacy.acting_as(privacy.Actor.staff(owner.staff.pk, "owner")):
        actions.deactivate(other.staff.pk, by=owner.staff)
    with (
        privacy.acting_as(privacy.Actor.staff(other.staff.pk, "owner")),
        pytest.raises(actions.NotYoursError),
    ):
        actions.deactivate(owner.staff.pk, by=other.staff)
    assert _now(owner) == ("owner", True)


def test_the_last_owner_stays_whoever_asks(owner: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = colleague("manager").staff
    monkeypatch.setitem(actions.ROLES_OF, "manager", actions.ROLES_OF["owner"])
    with pytest.raises(actions.LastOwnerError):
        actions.change_role(owner.staff.pk, "orders", by=manager)
    with pytest.raises(actions.LastOwnerError):
        actions.deactivate(owner.staff.pk, by=manager)
    assert _now(owner) == ("owner", True)


def test_an_invitation_is_shown_once_and_makes_somebody_staff(owner: Colleague) -> None:
    email = plant("email")
    page = desk_of(owner).post("/en/desk/staff/invite/", {"email": email, "role": "support"}).content.decode()
    link = re.search(r"<code>https://[^/]+(/[^<]+)</code>", page)
    assert link is not None
    assert StaffInvite.objects.get().role == "support"
    assert "Support staff" in page
    assert Browser().get(link[1]).status_code == 200


def test_whoever_is_staff_is_not_invited_again(owner: Colleague) -> None:
    typed = {"email": colleague("orders").email, "role": "orders"}
    page = desk_of(owner).post("/en/desk/staff/invite/", typed).content.decode()
    assert problems(page)["email"] == "This address belongs to somebody who is staff already."
    assert not StaffInvite.objects.exists()


def test_a_reset_ends_the_old_factor_and_the_link_sets_new_ones_once(owner: Colleague) -> None:
    packer = colleague("orders", password="a-long-way-to-tipperary")
    theirs = desk_of(packer)
    page = desk_of(owner).post("/en" + _at(packer, "reset/")).content.decode()
    found = re.search(r"<code>https://[^/]+(/[^<]+)</code>", page)
    assert found is not None
    link = found[1]
    assert theirs.get("/desk/")["Location"] == "/desk/login/"
    old = {"email": packer.email, "password": packer.password, "code": packer.code()}
    assert "" in problems(Browser().post("/desk/login/", old).content.decode())

    browser = Browser()
    assert "password" in problems(browser.post(link, {"password": "short"}).content.decode())
    assert browser.post(link, {"password": "another-long-way-home"})["Location"].endswith("/desk/join/code/")
    assert _now(packer) == ("orders", False)
    assert Browser().post(link, {"password": "another-long-way-home"}).status_code == 410

    shown = browser.get("/desk/join/code/").content.decode()
    secret = re.search(r'class="desk-secret"[^>]*>([A-Z2-7]+)<', shown) or re.search(
        r">([A-Z2-7]{32})<", shown
    )
    assert secret is not None
    fresh = Colleague(packer.staff, packer.name, packer.email, "another-long-way-home", secret[1])
    assert secret[1] != packer.secret
    assert browser.post("/desk/join/code/", {"code": fresh.code()})["Location"].endswith("/desk/")
    assert _now(packer) == ("orders", True)


def test_an_unused_reset_link_of_the_only_owner_survives_the_next_start(owner: Colleague) -> None:
    link = actions.reset_by_address(owner.email)
    assert owner_link() is not None
    assert Browser().get(link).status_code == 200
    with pytest.raises(actions.ColleagueGoneError):
        actions.reset_by_address(plant("email"))


def test_somebody_who_is_not_there_is_said_in_words(owner: Colleague) -> None:
    browser = desk_of(owner)
    assert browser.get(f"/desk/staff/{uuid4()}/").status_code == 404
    browser.post(f"/desk/staff/{uuid4()}/deactivate/")
    assert "no longer works here" in browser.get("/en/desk/staff/").content.decode()


@pytest.mark.parametrize("role", ["owner", "orders", "catalogue"])
def test_the_page_of_a_role_lists_its_purposes_from_the_declaration(owner: Colleague, role: str) -> None:
    page = desk_of(owner).get(f"/en/desk/staff/roles/{role}/").content.decode()
    shown = {purpose.id for purpose in POLICY.purposes if f'id="purpose-{purpose.id}"' in page}
    declared = {p.id for p in POLICY.purposes if role in p.roles and p.uses and "staff" in p.actors}
    assert shown == declared
    assert desk_of(owner).get("/desk/staff/roles/emperor/").status_code == 404
