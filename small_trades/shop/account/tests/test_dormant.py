"""Registrations nobody uses: told once, erased thirty days after the mail went, and not a day before."""

from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.policy.declaration import UNUSED_NOTICE
from small_trades.shop.account import dormancy, tasks
from small_trades.shop.account.models import Customer, SignInRecord
from small_trades.shop.account.tests.making import Browser, Person, mails, member, run_tasks, waiting_tasks

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TOKYO = timezone.get_default_timezone()
LAST = date(2026, 11, 20)
TOLD = datetime(2029, 11, 20, 3, tzinfo=TOKYO)


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Any:
    yield
    mails()


def unused_member(language: str = "ja", *, last: date = LAST) -> tuple[Person, Customer]:
    """A member who has not been here since a day."""
    who, customer = member(language=language)
    Customer.objects.filter(pk=customer.pk).update(used_on=last)
    customer.refresh_from_db()
    return who, customer


def night(now: datetime, *, dry_run: bool = False, of: Customer | None = None) -> dict[str, tuple[int, int]]:
    """One run of the clocks as of then; what those of this story found and did."""
    subject = of.subject if of else None
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        ran = privacy.retention.run(now=now, dry_run=dry_run, subject=subject)
    return {
        found.clock.id: (found.due, found.forgotten)
        for found in ran
        if found.clock.id.startswith("account.dormant") and found.due
    }


def tell(customer: Customer, at: datetime = TOLD) -> None:
    """Send the notice as of then."""
    with patch("django.utils.timezone.now", return_value=at):
        assert night(at) == {"account.dormant-notice": (1, 1)}
        run_tasks()
    customer.refresh_from_db()
    assert customer.noticed_at == at


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (date(2026, 11, 20), date(2029, 11, 20)),
        (date(2024, 2, 29), date(2027, 3, 1)),
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(2025, 3, 1), date(2028, 3, 1)),
    ],
)
def test_the_day_of_the_notice_is_the_first_on_which_it_is_due(last: date, told: date) -> None:
    unused_member(last=last)
    assert dormancy.notice_on(last) == told
    midnight = timezone.make_aware(datetime.combine(told, datetime.min.time()))
    assert night(midnight - timedelta(seconds=1), dry_run=True) == {}
    assert night(midnight, dry_run=True) == {"account.dormant-notice": (1, 0)}


def test_who_never_confirmed_is_not_written_to() -> None:
    _who, customer = unused_member()
    Customer.objects.filter(pk=customer.pk).update(verified_at=None)
    assert night(TOLD, dry_run=True) == {}


def test_two_runs_in_one_night_write_once() -> None:
    unused_member()
    assert night(TOLD) == {"account.dormant-notice": (1, 1)}
    assert night(TOLD + timedelta(hours=1)) == {}
    assert [name for name, _ids in waiting_tasks()] == ["send_dormant_notice"]
    assert len(mails()) == 1


def test_a_notice_is_no_row_about_an_erasure() -> None:
    _who, customer = unused_member()
    night(TOLD)
    assert "retention: account.dormant-notice" not in {
        row.outcome for row in privacy.uses_of(customer.subject)
    }


@pytest.mark.parametrize("permanent", [True, False])
def test_a_mail_that_could_not_leave_begins_no_thirty_days_and_is_tried_the_next_night(
    *,
    permanent: bool,
) -> None:
    _who, customer = unused_member()
    night(TOLD)
    DBTaskResult.objects.all().delete()
    shut = privacy.DoorError("shut", permanent=permanent)
    with patch("small_trades.doors.mail.driver.MailDoor.send", side_effect=shut):
        for attempt in range(len(tasks.WAITS)):
            if not permanent:
                tasks.send_dormant_notice.call(str(customer.pk), attempt)
        with pytest.raises(privacy.DoorError):
            tasks.send_dormant_notice.call(str(customer.pk), len(tasks.WAITS))
    DBTaskResult.objects.all().delete()
    customer.refresh_from_db()
    assert (customer.notice_tried_on, customer.noticed_at) == (timezone.localdate(TOLD), None)

    assert night(TOLD + timedelta(days=400)) == {"account.dormant-notice": (1, 1)}
    assert Customer.objects.filter(pk=customer.pk).exists()


def test_nobody_is_erased_without_having_been_told_however_late_it_is() -> None:
    unused_member()
    assert night(TOLD + timedelta(days=4_000), dry_run=True) == {"account.dormant-notice": (1, 0)}


def test_whoever_comes_back_while_the_mail_is_sent_is_not_told() -> None:
    who, customer = unused_member()
    night(TOLD)
    Browser().sign_in(who)
    run_tasks()
    assert mails() == []
    customer.refresh_from_db()
    assert (customer.used_on, customer.noticed_at) == (timezone.localdate(), None)


def test_a_use_between_the_look_and_the_erasure_saves_them() -> None:
    _who, customer = unused_member()
    tell(customer)
    end = TOLD + UNUSED_NOTICE
    (due,) = list(dormancy.erasures_due(end, None))
    dormancy.note_use(customer)
    clock = next(clock for clock in privacy.retention.clocks() if clock.id == "account.dormant")
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        assert clock.forget([due], end) == 0
    assert privacy.rights.erasure_of(customer.subject) is None


def test_a_day_of_a_session_is_use_and_is_written_once() -> None:
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    Customer.objects.filter(pk=customer.pk).update(used_on=LAST, noticed_at=TOLD)
    browser.get("/mypage/")
    customer.refresh_from_db()
    assert (customer.used_on, customer.noticed_at) == (timezone.localdate(), None)
    with patch.object(dormancy, "_used") as written:
        browser.get("/mypage/")
    written.assert_not_called()


def test_the_plan_of_one_person_says_both_days() -> None:
    _who, customer = unused_member()
    _other, _customer = unused_member()
    assert night(TOLD, of=customer, dry_run=True) == {"account.dormant-notice": (1, 0)}
    first = {entry.clock.id: entry.at for entry in privacy.retention.plan(customer.subject)}
    assert first["account.dormant-notice"] == datetime(2029, 11, 20, tzinfo=TOKYO)
    assert "account.dormant" not in first

    Customer.objects.filter(pk=customer.pk).update(noticed_at=TOLD)
    then = {entry.clock.id: entry.at for entry in privacy.retention.plan(customer.subject)}
    assert then == {"account.dormant": TOLD + UNUSED_NOTICE}


def test_what_is_held_says_when_it_comes() -> None:
    _who, customer = unused_member()
    held = privacy.held(customer.subject)[0]
    assert ("最後のご利用日", "Last used on", "2026-11-20") in held.facts
    assert ("ご利用がない場合にお知らせする日", "If it stays unused, we write to you on", "2029-11-20") in (
        held.facts
    )
    assert held.kept_until is None
    tell(customer)
    held = privacy.held(customer.subject)[0]
    assert ("ご利用がないことをお知らせした日", "We wrote to you that it is unused on", "2029-11-20") in (
        held.facts
    )
    assert held.kept_until == date(2029, 12, 20)


def copies(number: int) -> None:
    """So many more rows like the one member's, of people nobody knows: sealed values move to no other row."""
    connection = connections["default"]
    columns = [field.column for field in Customer._meta.concrete_fields]
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM account_customer")  # noqa: S608 - names of columns
        (row,) = cursor.fetchall()
        blank = dict(zip(columns, row, strict=True))
        rows = [
            {**blank, "id": new_number(connection), "subject": new_number(connection)} for _ in range(number)
        ]
        marks = ", ".join(["%s"] * len(columns))
        insert = f"INSERT INTO account_customer ({names}) VALUES ({marks})"  # noqa: S608 - the same
        cursor.executemany(insert, [list(row.values()) for row in rows])


def new_number(connection: Any) -> Any:
    return Customer._meta.pk.get_db_prep_value(privacy.uuid7(), connection)


def test_ten_thousand_members_are_found_page_by_page() -> None:
    _who, customer = unused_member()
    copies(9_999)
    looked_at: set[object] = set()
    with patch.object(privacy.rights, "is_under_way", side_effect=looked_at.add):
        assert night(TOLD, dry_run=True) == {"account.dormant-notice": (10_000, 0)}
    assert len(looked_at) == 10_000
    assert night(TOLD, of=customer, dry_run=True) == {"account.dormant-notice": (1, 0)}


def test_after_a_restore_everybody_is_told_anew() -> None:
    _who, customer = unused_member()
    tell(customer)
    assert dormancy.give_up_notices() == 1
    customer.refresh_from_db()
    assert (customer.used_on, customer.notice_tried_on, customer.noticed_at) == (LAST, None, None)


def test_the_migration_knows_members_of_before_by_what_they_did_last() -> None:
    then = datetime(2026, 1, 5, 12, tzinfo=TOKYO)
    _who, quiet = member()
    _who, seen = member()
    Customer.objects.update(registered_at=then, verified_at=then, used_on=timezone.localdate())
    SignInRecord.objects.create(
        customer=seen,
        subject=seen.subject,
        device="phone",
        browser="safari",
        at=then + timedelta(days=1),
        seen_at=datetime(2026, 1, 7, 23, 30, tzinfo=TOKYO),
    )
    import_module("small_trades.shop.account.migrations.0003_last_use").fill(apps, None)
    quiet.refresh_from_db()
    seen.refresh_from_db()
    assert (quiet.used_on, seen.used_on) == (date(2026, 1, 5), date(2026, 1, 7))
