"""Mails that cannot leave are tried again; what nobody confirmed and what is too old goes."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.shop.account import tasks
from small_trades.shop.account.actions.forget import forget_unconfirmed
from small_trades.shop.account.models import (
    Customer,
    MailedCode,
    PasskeyChallenge,
    SignInRecord,
    Throttle,
    VerificationToken,
)
from small_trades.shop.account.tests.making import Browser, mail, mails, member, person, waiting_tasks

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def shut(*, permanent: bool) -> Any:
    """A mail door that takes nothing."""
    return patch(
        "small_trades.doors.mail.driver.MailDoor.send",
        side_effect=privacy.DoorError("shut", permanent=permanent),
    )


def forgotten() -> dict[str, int]:
    """What one run of the clocks removes of this app."""
    with privacy.acting_as(privacy.Actor.system("test")):
        ran = privacy.retention.run()
    return {found.clock.id: found.forgotten for found in ran if found.clock.id.startswith("account.")}


def test_a_mail_that_could_not_leave_is_tried_again_with_a_new_link() -> None:
    anna, _customer = member()
    Browser().post("/account/reset/", {"email": anna.email})
    ((_name, (link_id,)),) = waiting_tasks()
    DBTaskResult.objects.all().delete()

    with shut(permanent=False):
        tasks.send_reset.call(link_id)
    first = VerificationToken.objects.get().token_hash
    again = DBTaskResult.objects.get()

    assert again.args_kwargs["args"] == [link_id, 1]
    assert again.run_after > timezone.now()
    DBTaskResult.objects.all().delete()
    tasks.send_reset.call(link_id, 1)
    assert mail().to == anna.email
    assert VerificationToken.objects.get().token_hash != first


@pytest.mark.parametrize(("permanent", "attempt"), [(True, 0), (False, len(tasks.WAITS))])
def test_a_mail_that_will_never_leave_ends_its_task(permanent: bool, attempt: int) -> None:  # noqa: FBT001 - a case
    anna, _customer = member()
    Browser().post("/account/reset/", {"email": anna.email})
    ((_name, (link_id,)),) = waiting_tasks()
    DBTaskResult.objects.all().delete()
    with shut(permanent=permanent), pytest.raises(privacy.DoorError):
        tasks.send_reset.call(link_id, attempt)
    assert waiting_tasks() == []


def test_tasks_about_rows_that_are_gone_do_nothing() -> None:
    nobody = str(privacy.uuid7())
    for task in (
        tasks.send_verification,
        tasks.send_reset,
        tasks.send_email_change,
        tasks.send_password_changed,
        tasks.send_sign_in_notice,
    ):
        task.call(nobody)
    assert mails() == []


def test_what_nobody_confirmed_and_what_is_too_old_goes() -> None:
    anna, customer = member()
    browser = Browser()
    browser.sign_in(anna)
    old = timezone.now() - timedelta(days=91)
    SignInRecord.objects.update(at=old)
    Browser().post("/account/register/", person().typed())
    Browser().post("/account/reset/", {"email": anna.email})
    mails()
    Customer.objects.filter(verified_at__isnull=True).update(
        registered_at=timezone.now() - timedelta(hours=25)
    )
    VerificationToken.objects.filter(customer=customer).update(expires_at=old)
    browser = Browser()
    browser.post("/account/login/code/", {"email": anna.email})
    browser.post("/account/login/passkey/options/")
    MailedCode.objects.update(expires_at=old)
    PasskeyChallenge.objects.update(expires_at=old)
    Throttle.objects.update(until=old)
    counts = Throttle.objects.count()

    assert forgotten() == {
        "account.unconfirmed": 1,
        "account.dormant-notice": 0,
        "account.dormant": 0,
        "account.email-changes": 0,
        "account.sign-ins": 1,
        "account.links": 1,
        "account.codes": 1,
        "account.challenges": 1,
        "account.counts": counts,
    }
    assert list(Customer.objects.all()) == [customer]
    assert not VerificationToken.objects.exists()
    assert set(forgotten().values()) == {0}


def test_a_forgotten_registration_cannot_be_read_from_any_copy() -> None:
    Browser().post("/account/register/", person().typed())
    copy = Customer.objects.get()
    forget_unconfirmed(Customer.objects.get())
    with privacy.acting_as(privacy.Actor.visitor()), pytest.raises(privacy.Erased):
        privacy.use(copy.email, purpose=IDENTITY)


def test_a_member_is_never_forgotten_that_way() -> None:
    _anna, customer = member()
    with pytest.raises(ValueError, match="clause 6"):
        forget_unconfirmed(customer)
    assert Customer.objects.filter(pk=customer.pk).exists()
