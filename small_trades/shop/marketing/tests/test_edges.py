"""The newsletter's edges: boxes elsewhere, a changed address, one that refuses, a consent gone elsewhere."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.config.doors import DOORS
from small_trades.doors.mail.messages import AddressRefusedError, NewsletterIssue
from small_trades.policy.declaration import NEWSLETTER
from small_trades.policy.groups import EmailAddress
from small_trades.privacy.testing import plant
from small_trades.shop.account.actions.email import ask_email_change
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import (
    Browser,
    Person,
    mails,
    member,
    person,
    run_tasks,
)
from small_trades.shop.marketing import queries
from small_trades.shop.marketing.actions import run
from small_trades.shop.marketing.actions.refused import WAITS
from small_trades.shop.marketing.actions.write import IssueWords, write
from small_trades.shop.marketing.models import Delivery, Issue, Subscription
from small_trades.shop.marketing.tasks import send_batch
from small_trades.shop.marketing.tests.making import Subscriber, a_shop, letters, path_in, subscriber

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
GONE = AddressRefusedError("SMTP 550", permanent=True, is_gone=True)
LATER = AddressRefusedError("SMTP 450", permanent=False, is_gone=False)


@pytest.fixture(autouse=True)
def _a_shop() -> Iterator[None]:
    a_shop()
    yield
    letters()


def links() -> list[Any]:
    """Mails with a link that confirms the newsletter. A task that makes one may itself come from a task."""
    return [letter for letter in (*letters(), *letters()) if "/newsletter/confirm/" in letter.get_content()]


def registered(**ticked: str) -> tuple[Person, Browser]:
    """Somebody who registered, and has not confirmed it yet."""
    who, browser = person(), Browser()
    assert browser.post("/account/register/", who.typed() | ticked).status_code == 302
    return who, browser


def verified(who: Person, browser: Browser) -> list[Any]:
    """They follow the link in their mail; what else reaches them then."""
    (mail,) = letters()
    path = next(word for word in mail.get_content().split() if "/account/verify/" in word)
    browser.get(path.partition("8443")[2])
    assert browser.post("/account/verify/", {"current-password": who.password}).status_code == 302
    return links()


def issued() -> Issue:
    issue = Issue.objects.get(pk=write(IssueWords("冬の器", "新しい湯のみです。"), staff_id=privacy.uuid7()))
    run.start(issue.pk)
    return issue


def reached() -> list[str]:
    return [letter["To"] for letter in letters() if letter["List-Unsubscribe"]]


def refusing(address: str, error: privacy.DoorError) -> Any:
    """The mail server says this of one address, and takes the others."""
    real = DOORS["mail"].send

    def send(message: Any, opened: Any) -> Any:
        if isinstance(message, NewsletterIssue) and opened(message.to).address == address:
            raise error
        return real(message, opened)

    return patch.object(DOORS["mail"], "send", send)


def outcome(issue: Issue) -> dict[str, int]:
    found = queries.issue(issue.pk)
    assert found is not None
    return {state.value: count for state, count in found.counts.items()}


def test_the_box_at_registration_is_not_ticked_and_unticked_does_nothing() -> None:
    page = Browser().get("/account/register/").content.decode()
    box = page[page.index('name="newsletter"') - 60 : page.index('name="newsletter"') + 80]
    assert "checkbox" in box
    assert "checked" not in box
    who, browser = registered()
    assert verified(who, browser) == []
    assert Subscription.objects.count() == 0


def test_ticked_at_registration_it_mails_the_link_once_the_registration_is_confirmed() -> None:
    who, browser = registered(newsletter="on")
    (confirm,) = verified(who, browser)
    assert confirm["To"] == who.email
    customer = Customer.objects.get()
    assert not privacy.has_consent(customer.subject, NEWSLETTER)
    issued()
    assert reached() == []
    assert browser.post(path_in(confirm, "confirm")).status_code == 200
    (consent,) = privacy.consents_of(customer.subject)
    assert consent.channel == "registration-confirmed"
    issued()
    assert reached() == [who.email]


def test_who_never_confirms_the_registration_gets_no_second_mail() -> None:
    registered(newsletter="on")
    assert len(letters()) == 1
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        privacy.retention.run(now=timezone.now() + timedelta(hours=25))
    assert Subscription.objects.count() == 0


def subscribed_member() -> tuple[Person, Customer, Browser]:
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    letters()
    browser.post("/mypage/newsletters/")
    (confirm,) = letters()
    assert browser.post(path_in(confirm, "confirm")).status_code == 200
    return who, customer, browser


def moves(customer: Customer, to: str) -> None:
    """Both addresses confirm the change."""
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        ask_email_change(customer, EmailAddress(to))
    for mail in mails():
        browser = Browser()
        browser.get(mail.link)
        assert browser.post("/account/email/").status_code == 200


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_it_follows_a_confirmed_change_of_address() -> None:
    who, customer, browser = subscribed_member()
    to = plant("email")
    moves(customer, to)
    run_tasks()
    assert (Subscriber(who.email).is_subscribed, Subscriber(to).is_subscribed) == (False, True)
    issued()
    assert reached() == [to]
    browser.sign_in(Person(who.family, who.given, who.kana, to, who.password))
    assert to in browser.get("/mypage/newsletters/").content.decode()


def test_the_old_address_gets_nothing_even_before_that_is_done() -> None:
    who, customer, _browser = subscribed_member()
    to = plant("email")
    with patch("small_trades.shop.marketing.tasks.follow.follow"):
        moves(customer, to)
        run_tasks()
    assert Subscriber(who.email).is_subscribed
    issued()
    assert reached() == [to]


def test_one_address_gets_one_newsletter() -> None:
    _who, customer, _browser = subscribed_member()
    other = subscriber()
    before = other.row.subject
    moves(customer, other.email)
    run_tasks()
    assert Subscription.objects.get().subject == customer.subject
    (consent,) = privacy.consents_of(before)
    assert (consent.is_standing, consent.withdrawn_channel) == (False, "newsletter-twice")
    issued()
    assert reached() == [other.email]


def test_an_address_that_is_gone_twice_a_day_apart_ends_its_subscription() -> None:
    gone, other = subscriber(), subscriber()
    row = gone.row
    with refusing(gone.email, GONE):
        first = issued()
        assert reached() == [other.email]
        again = issued()
        assert reached() == [other.email]
        assert (outcome(first), outcome(again)) == ({"sent": 1, "refused": 1}, {"sent": 1, "refused": 1})
        assert gone.is_subscribed, "not a day has passed"
        Subscription.objects.filter(pk=row.pk).update(refused_at=timezone.now() - timedelta(days=1))
        last = issued()
        assert reached() == [other.email]
    assert outcome(last) == {"sent": 1, "ended": 1}
    assert (gone.is_subscribed, other.is_subscribed) == (False, True)
    (consent,) = privacy.consents_of(row.subject)
    assert consent.withdrawn_channel == "address-refused"
    assert queries.count_ended() == 1


def test_a_mail_that_was_taken_in_between_forgives_the_refusal() -> None:
    who = subscriber()
    with refusing(who.email, GONE):
        issued()
        letters()
    Subscription.objects.update(refused_at=timezone.now() - timedelta(days=2))
    issued()
    assert reached() == [who.email]
    assert who.row.refused_at is None


def test_an_address_refused_for_the_moment_waits_and_holds_nobody_up() -> None:
    busy, other = subscriber(), subscriber()
    with refusing(busy.email, LATER):
        issue = issued()
        assert reached() == [other.email]
        assert outcome(issue) == {"waiting": 1, "sent": 1}
    assert "send_batch" in {name for name, _ids in queued_later()}
    Delivery.objects.update(again_at=timezone.now())
    send_batch.call(str(issue.pk))
    assert reached() == [busy.email]
    issue.refresh_from_db()
    assert (issue.state, outcome(issue)) == ("sent", {"sent": 2})


def test_it_is_given_up_after_four_more_tries() -> None:
    busy = subscriber()
    with refusing(busy.email, LATER):
        issue = issued()
        letters()
        for _try in WAITS:
            Delivery.objects.update(again_at=timezone.now())
            send_batch.call(str(issue.pk))
    assert outcome(issue) == {"failed": 1}
    assert busy.is_subscribed


def queued_later() -> list[tuple[str, Any]]:
    waiting = DBTaskResult.objects.filter(run_after__gt=timezone.now())
    return [(found.task_path.rpartition(".")[2], found.args_kwargs["args"]) for found in waiting]


def test_a_consent_withdrawn_elsewhere_takes_the_address_with_it_at_the_next_run() -> None:
    who, other = subscriber(), subscriber()
    row = who.row
    with privacy.acting_as(privacy.Actor.visitor()):
        privacy.withdraw_consent(row.subject, purpose=NEWSLETTER, channel="my-information")
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        dry = {found.clock.id: found.due for found in privacy.retention.run(dry_run=True)}
        assert dry["marketing.withdrawn"] == 1
        assert who.is_subscribed
        privacy.retention.run()
    assert (who.is_subscribed, other.is_subscribed) == (False, True)
    assert not Subscription.objects.filter(pk=row.pk).exists()
