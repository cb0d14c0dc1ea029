"""Refusing at the desk: one proposes and sees no value, another confirms, a third decides objections."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.policy.declaration import MISUSE
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mails, member, with_address
from small_trades.shop.desk.actions import approval_acts, approvals
from small_trades.shop.desk.actions import refusals as actions
from small_trades.shop.desk.models import Approval, ApprovalKind
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.inquiries.tests.making import inquiry
from small_trades.shop.misuse.models import Appeal, Evidence, Refusal
from small_trades.shop.misuse.queries.refusals import match
from small_trades.shop.misuse.reasons import Mark
from small_trades.shop.misuse.tests.making import marks, objected
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import Guest, guest, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TYPED = {"reason": "unpaid", "marks": ["email"], "days": "90"}


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def clerk() -> Colleague:
    return colleague("orders")


@pytest.fixture
def owner() -> Colleague:
    return colleague("owner")


@pytest.fixture
def buyer() -> Guest:
    return guest()


@pytest.fixture
def order(buyer: Guest) -> Order:
    return Order.objects.get(pk=placed(by=buyer))


def do(desk: Browser, path: str, **typed: object) -> str:
    """Press a button, and read the page that comes next."""
    answer = desk.post(f"/en/desk/{path}", typed)
    if answer.status_code == 302:
        answer = desk.get(answer["Location"])
    return str(answer.content.decode())


def proposed(clerk: Colleague, order: Order, **typed: object) -> Refusal:
    page = do(
        desk_of(clerk),
        f"refusals/new/order/{order.code}/",
        **{**TYPED, "evidence": plant("text"), **typed},
    )
    assert "Proposed. It refuses nobody until another person has confirmed it." in page
    return Refusal.objects.get()


def in_force(clerk: Colleague, owner: Colleague, order: Order) -> Refusal:
    made = proposed(clerk, order)
    assert "The refusal is in force." in do(
        desk_of(owner), f"refusals/{made.code}/decide/", decision="confirm"
    )
    return made


# ---- proposing -----------------------------------------------------------------------------------------


def test_proposing_shows_no_value_and_the_person_sees_that_it_was_opened(
    clerk: Colleague, order: Order, buyer: Guest, ledger_rows: LedgerRows
) -> None:
    desk = desk_of(clerk)
    page = desk.get(f"/en/desk/refusals/new/order/{order.code}/").content.decode()
    rows = len(ledger_rows())
    evidence = plant("text")
    answer = do(desk, f"refusals/new/order/{order.code}/", **{**TYPED, "evidence": evidence})

    for shown in (page, answer, desk.get("/desk/refusals/").content.decode()):
        for value in (buyer.name.family, buyer.email.address, buyer.ship_to.street, evidence):
            assert value not in shown
    told = [(row.event, row.purpose, row.role) for row in ledger_rows()[rows:]]
    assert ("use", MISUSE.id, "orders") in told
    assert "3f-misuse" in {row.purpose_id for row in privacy.uses_of(order.subject)}
    made = Refusal.objects.get()
    assert made.marks == ["email"]
    assert match(marks(buyer)) is None, "in force only once confirmed"
    asked = Approval.objects.get()
    assert (asked.kind, asked.about, asked.asked_by) == (ApprovalKind.REFUSAL, made.pk, clerk.staff)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "dislike"}, "reason"),
        ({"evidence": "  "}, "evidence"),
        ({"evidence": "x" * 3001}, "evidence"),
        ({"evidence": "4242424242424242"}, "evidence"),
        ({"marks": []}, "marks"),
        ({"marks": ["name"]}, "marks"),
        ({"days": "3650"}, "days"),
        ({"days": "x"}, "days"),
    ],
)
def test_mistakes_are_said_at_their_field_and_nothing_is_kept(
    clerk: Colleague, order: Order, ledger_rows: LedgerRows, changes: dict[str, object], where: str
) -> None:
    rows = len(ledger_rows())
    typed = {**TYPED, "evidence": "Three orders, none paid.", **changes}
    page = do(desk_of(clerk), f"refusals/new/order/{order.code}/", **typed)
    assert where in problems(page)
    assert (Refusal.objects.count(), Evidence.objects.count(), Approval.objects.count()) == (0, 0, 0)
    assert len(ledger_rows()) == rows


def test_from_an_inquiry_only_the_address_is_offered(owner: Colleague) -> None:
    asked = inquiry()
    desk = desk_of(owner)
    page = desk.get(f"/en/desk/refusals/new/inquiry/{asked.code}/").content.decode()
    assert 'value="email"' in page
    assert 'value="person-place"' not in page
    do(desk, f"refusals/new/inquiry/{asked.code}/", **{**TYPED, "reason": "threats", "evidence": "Twice."})
    assert Refusal.objects.get().reason == "threats"


def test_from_a_member_with_an_address(owner: Colleague) -> None:
    anna, customer = member()
    with_address(anna, customer)
    do(
        desk_of(owner),
        f"refusals/new/member/{customer.pk}/",
        **{**TYPED, "marks": ["person-place", "email"], "evidence": "Resold."},
    )
    assert Refusal.objects.get().marks == ["person-place", "email"]


@pytest.mark.parametrize("place", ["order/7K3F-9QXM-2RTD", "inquiry/x", "member/x", "shop/x"])
def test_of_nobody_nothing_is_proposed(clerk: Colleague, place: str) -> None:
    assert desk_of(clerk).get(f"/desk/refusals/new/{place}/").status_code == 404


def test_an_erased_order_cannot_be_opened_for_it(clerk: Colleague, order: Order) -> None:
    privacy.destroy(order.subject)
    page = do(desk_of(clerk), f"refusals/new/order/{order.code}/", **{**TYPED, "evidence": "x"})
    assert "can no longer be opened" in page
    assert Refusal.objects.count() == 0


def test_who_is_refused_already_is_shown_as_they_are(clerk: Colleague, order: Order) -> None:
    made = proposed(clerk, order)
    page = do(desk_of(clerk), f"refusals/new/order/{order.code}/", **{**TYPED, "evidence": "again"})
    assert "There is a refusal for this person already." in page
    assert made.code in page
    assert Refusal.objects.count() == 1


@pytest.mark.parametrize("role", ["support", "catalogue", "auditor"])
def test_other_roles_have_no_such_screen(role: str, order: Order) -> None:
    desk = desk_of(colleague(role))
    for path in ("/desk/refusals/", f"/desk/refusals/new/order/{order.code}/"):
        assert desk.get(path).status_code == 403


# ---- the second person ---------------------------------------------------------------------------------


def test_another_person_confirms(clerk: Colleague, owner: Colleague, order: Order, buyer: Guest) -> None:
    made = in_force(clerk, owner, order)
    made.refresh_from_db()
    assert (made.made_by, made.confirmed_by) == (clerk.staff.pk, owner.staff.pk)
    assert match(marks(buyer)) is not None
    granted = approvals.granted(ApprovalKind.REFUSAL, about=made.pk)
    assert granted is not None


def test_neither_who_proposed_nor_a_clerk_confirms(owner: Colleague, order: Order, buyer: Guest) -> None:
    made = proposed(owner, order)
    for desk in (desk_of(owner), desk_of(colleague("orders"))):
        assert "Another person has to decide this." in do(
            desk, f"refusals/{made.code}/decide/", decision="confirm"
        )
    assert match(marks(buyer)) is None
    assert Approval.objects.get().decided_at is None


def test_declined_it_is_destroyed(clerk: Colleague, owner: Colleague, order: Order) -> None:
    made = proposed(clerk, order)
    page = do(desk_of(owner), f"refusals/{made.code}/decide/", decision="decline")
    assert "What was kept for the proposal is destroyed." in page
    assert (Refusal.objects.count(), Evidence.objects.count()) == (0, 0)
    assert desk_of(owner).get(f"/desk/refusals/{made.code}/").status_code == 404


def test_deciding_twice_decides_once(clerk: Colleague, owner: Colleague, order: Order) -> None:
    made = in_force(clerk, owner, order)
    page = do(desk_of(colleague("manager")), f"refusals/{made.code}/decide/", decision="decline")
    assert "This had changed in the meantime" in page
    assert Refusal.objects.count() == 1


def test_an_approval_of_something_else_confirms_nothing(
    clerk: Colleague, owner: Colleague, order: Order
) -> None:
    made = proposed(clerk, order)
    with privacy.acting_as(privacy.Actor.staff(owner.staff.pk, "owner")):
        other = approvals.ask(ApprovalKind.EXPORT, about=made.pk, asker=clerk.staff)
        granted = approvals.decide(other.pk, decider=owner.staff, is_granted=True)
        with pytest.raises(actions.NotGrantedError):
            actions.confirm(made.pk, granted)
    made.refresh_from_db()
    assert made.confirmed_at is None


def test_every_way_to_decide_does_what_follows(clerk: Colleague, owner: Colleague, order: Order) -> None:
    made = proposed(clerk, order)
    with privacy.acting_as(privacy.Actor.staff(owner.staff.pk, "owner")):
        approval_acts.decide(Approval.objects.get().pk, decider=owner.staff, is_granted=True)
    made.refresh_from_db()
    assert made.confirmed_by == owner.staff.pk


# ---- words, objections, the end ------------------------------------------------------------------------


def test_the_words_are_closed_until_somebody_opens_them(
    clerk: Colleague, owner: Colleague, order: Order
) -> None:
    words = plant("text")
    made = proposed(clerk, order, evidence=words)
    desk = desk_of(owner)
    assert words not in desk.get(f"/en/desk/refusals/{made.code}/").content.decode()
    assert words in do(desk, f"refusals/{made.code}/open/")
    assert words not in desk.get(f"/en/desk/refusals/{made.code}/").content.decode()
    told = privacy.uses_of(order.subject)[0]
    assert (told.event, told.role, told.groups) == ("use", "owner", ("EvidenceText",))


def test_of_an_erased_person_the_desk_has_no_words_left(
    clerk: Colleague, owner: Colleague, order: Order, buyer: Guest
) -> None:
    made = in_force(clerk, owner, order)
    privacy.destroy(order.subject)
    assert "Erased with the person" in do(desk_of(owner), f"refusals/{made.code}/open/")
    assert match(marks(buyer)) is not None


def test_an_objection_is_decided_by_somebody_who_did_not_refuse(
    clerk: Colleague, owner: Colleague, order: Order, buyer: Guest
) -> None:
    made = in_force(clerk, owner, order)
    manager = colleague("manager")
    objected(made, text=(words := plant("text")))
    path = f"refusals/{made.code}/appeal/"
    for desk in (desk_of(clerk), desk_of(owner)):
        assert "Another person has to decide this." in do(desk, path, answer="No.", decision="grant")
    assert Appeal.objects.get().decided_at is None

    desk = desk_of(manager)
    assert "objections to decide" in desk.get("/en/desk/").content.decode()
    assert words in do(desk, f"refusals/{made.code}/open/")
    assert "answer" in problems(do(desk, path, answer="", decision="grant"))
    assert match(marks(buyer)) is not None
    assert "the shop is open to them again at once" in do(desk, path, answer="Sorry.", decision="grant")

    assert match(marks(buyer)) is None
    assert "This had changed in the meantime" in do(desk, path, answer="Sorry.", decision="grant")


def test_in_a_shop_of_two_who_confirmed_may_decide_but_never_who_proposed(
    clerk: Colleague, owner: Colleague, order: Order
) -> None:
    made = in_force(clerk, owner, order)
    objected(made)
    page = do(desk_of(owner), f"refusals/{made.code}/appeal/", answer="No.", decision="keep")
    assert "Not granted." in page
    appeal = Appeal.objects.get()
    assert (appeal.is_granted, appeal.decided_by) == (False, owner.staff.pk)


def test_it_is_ended_by_one_person(clerk: Colleague, owner: Colleague, order: Order, buyer: Guest) -> None:
    made = in_force(clerk, owner, order)
    assert "The refusal has ended." in do(desk_of(clerk), f"refusals/{made.code}/end/")
    assert match(marks(buyer)) is None
    assert "This had changed in the meantime" in do(desk_of(clerk), f"refusals/{made.code}/end/")


def test_a_hundred_refusals_are_paged_and_what_waits_comes_first(clerk: Colleague, owner: Colleague) -> None:
    first = in_force(clerk, owner, Order.objects.get(pk=placed()))
    Refusal.objects.bulk_create(
        Refusal(
            code=f"{number:04}-AAAA-AAAA",
            subject=first.subject,
            reason="resale",
            marks=[Mark.EMAIL.value],
            made_by=clerk.staff.pk,
            expires_at=first.expires_at,
        )
        for number in range(100)
    )
    objected(first)
    page = desk_of(owner).get("/en/desk/refusals/").content.decode()
    assert "Objection to decide" in page
    assert page.count("Goods were bought for resale") == 49
