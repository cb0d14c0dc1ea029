"""Points: every change is an entry, the oldest go first, and there are never fewer than none."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import PointsReason
from small_trades.shop.kernel.do_each import LeftStandingError
from small_trades.shop.pricing.errors import NotEnoughPoints
from small_trades.shop.promotions.actions import points
from small_trades.shop.promotions.kinds import EntryKind
from small_trades.shop.promotions.models import PointsAccount, PointsEntry
from small_trades.shop.promotions.queries.points import balance, points_page
from small_trades.shop.promotions.tasks import expire_points
from small_trades.shop.promotions.tests.making import STAFF, assert_sound, give_points, shop_rules

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def spend(subject: object, number: int, order_id: object | None = None) -> None:
    points.use(subject, number, order_id=order_id or privacy.uuid7(), order_code="2222-3333-4444")  # type: ignore[arg-type]  # ids


def test_what_ends_first_is_used_first() -> None:
    subject = privacy.new_subject()
    late, soon = give_points(subject, 300, days=90), give_points(subject, 200, days=10)
    spend(subject, 250)
    left = {entry.pk: entry.left for entry in PointsEntry.objects.filter(points__gt=0)}
    assert left == {late.pk: 250, soon.pk: 0}
    assert assert_sound(subject) == 250


def test_more_than_there_is_cannot_be_used() -> None:
    subject = privacy.new_subject()
    give_points(subject, 100)
    with pytest.raises(NotEnoughPoints) as refused:
        spend(subject, 101)
    assert refused.value.held == 100
    assert assert_sound(subject) == 100
    assert PointsEntry.objects.count() == 1


def test_points_of_nobody_cannot_be_used() -> None:
    with pytest.raises(NotEnoughPoints):
        spend(privacy.new_subject(), 1)
    assert not PointsEntry.objects.exists()


def test_points_end_after_their_day_and_are_counted_no_more_before_they_are_swept() -> None:
    subject = privacy.new_subject()
    give_points(subject, 100, days=-1)
    give_points(subject, 40, days=5)
    assert balance(subject) == 40
    with pytest.raises(NotEnoughPoints):
        spend(subject, 41)
    expire_points.call()
    assert assert_sound(subject) == 40
    [ended] = PointsEntry.objects.filter(kind=EntryKind.EXPIRED)
    assert ended.points == -100
    expire_points.call()
    assert PointsEntry.objects.filter(kind=EntryKind.EXPIRED).count() == 1


def test_points_that_cannot_end_do_not_keep_those_of_others(caplog: pytest.LogCaptureFixture) -> None:
    people = sorted(privacy.new_subject() for _ in range(3))
    for subject in people:
        give_points(subject, 100, days=-1)
    broken = people[1]
    PointsAccount.objects.filter(subject=broken).update(balance=0)

    with pytest.raises(LeftStandingError) as left:
        expire_points.call()

    assert (left.value.done, left.value.left) == (2, 1)
    assert set(PointsEntry.objects.filter(left__gt=0).values_list("subject", flat=True)) == {broken}
    assert {entry.subject for entry in PointsEntry.objects.filter(kind=EntryKind.EXPIRED)} == {
        people[0],
        people[2],
    }
    [entry] = caplog.records
    assert entry.getMessage() == "points could not end; the next run tries again"
    assert entry.exc_info is not None
    assert entry.exc_info[0] is NotEnoughPoints
    assert str(broken) not in caplog.text


def test_an_order_given_up_brings_its_points_back_once_and_for_as_long_as_they_had() -> None:
    subject, order = privacy.new_subject(), privacy.uuid7()
    long, short = give_points(subject, 100, days=200), give_points(subject, 50, days=3)
    spend(subject, 120, order)
    assert (points.give_back(order), points.give_back(order)) == (120, 0)
    assert assert_sound(subject) == 150
    rows = PointsEntry.objects.filter(kind=EntryKind.RETURNED)
    back = {entry.points: entry.expires_at for entry in rows if entry.expires_at}
    assert short.expires_at is not None
    assert back[70] == long.expires_at
    assert back[50] > short.expires_at
    assert back[50] - timezone.now() > dt.timedelta(days=29)


def test_an_order_earns_once_and_a_return_takes_it_back_as_far_as_it_is_there() -> None:
    subject, order = privacy.new_subject(), privacy.uuid7()
    shop_rules(kept_days=30)
    given = [points.earn(subject, 80, order_id=order, order_code="") for _ in range(2)]
    assert given == [True, False]
    earned = PointsEntry.objects.get(kind=EntryKind.EARNED)
    assert earned.expires_at is not None
    assert dt.timedelta(days=29) < earned.expires_at - timezone.now() <= dt.timedelta(days=30)
    spend(subject, 50)
    assert (points.take_back(order), points.take_back(order)) == (30, 0)
    assert assert_sound(subject) == 0


def test_an_order_that_earned_nothing_writes_nothing() -> None:
    assert not points.earn(privacy.new_subject(), 0, order_id=privacy.uuid7(), order_code="")
    assert points.take_back(privacy.uuid7()) == 0
    assert not PointsEntry.objects.exists()


def test_the_shop_gives_and_takes_with_a_reason_the_person_can_read() -> None:
    subject = privacy.new_subject()
    give_points(subject, 100, reason="お届けが遅れたお詫び")
    with privacy.acting_as(privacy.Actor.staff(STAFF, "owner")):
        points.change(subject, -30, reason=PointsReason("数え間違い"), staff_id=STAFF)
        with pytest.raises(NotEnoughPoints):
            points.change(subject, -71, reason=PointsReason("数え間違い"), staff_id=STAFF)
        for number in (0, points.MOST_POINTS + 1):
            with pytest.raises(ValueError, match="between one and"):
                points.change(subject, number, reason=PointsReason(""), staff_id=STAFF)
    assert assert_sound(subject) == 70
    page = points_page(subject)
    assert [(entry.kind, entry.points) for entry in page.entries] == [
        (EntryKind.TAKEN, -30),
        (EntryKind.GIVEN, 100),
    ]
    assert all(entry.reason is not None for entry in page.entries)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_points_used_at_the_same_moment_are_never_used_twice() -> None:
    subject = privacy.new_subject()
    give_points(subject, 100)

    def at_once(_number: int) -> bool:
        try:
            with transaction.atomic():
                spend(subject, 30)
        except NotEnoughPoints:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as crowd:
        used = list(crowd.map(at_once, range(12)))
    assert sum(used) == 3
    assert assert_sound(subject) == 10
