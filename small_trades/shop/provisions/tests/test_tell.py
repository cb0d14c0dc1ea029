"""Telling a recipient: once, by whom it may be, and never by a mistake."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import CARRIER, PAYMENT_PROVIDER
from small_trades.shop.account.tests.making import mails
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.provisions.actions import tell
from small_trades.shop.provisions.channels import Channel, channel_of
from small_trades.shop.provisions.models import RecipientNotice
from small_trades.shop.provisions.states import How, ToldState
from tests.carrier_service import CarrierService
from tests.told import CONNECTED, SYSTEM, Anna, connected_carrier, work

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def carrier() -> Iterator[CarrierService]:
    with connected_carrier() as service:
        yield service


def waiting() -> RecipientNotice:
    """A correction that no worker has told yet."""
    anna = Anna()
    anna.ships()
    anna.corrects()
    with privacy.acting_as(SYSTEM):
        privacy.rights.tell_correction(anna.subject)
        privacy.rights.tell_correction(anna.subject)
    return RecipientNotice.objects.get()


def test_two_workers_at_once_tell_it_once(carrier: CarrierService) -> None:
    notice = waiting()
    with privacy.acting_as(SYSTEM):
        RecipientNotice.objects.filter(pk=notice.pk).update(due_at=timezone.now() + timedelta(minutes=9))
        tell.tell(notice.pk)
        assert carrier.notices == {}, "another worker has it"
        RecipientNotice.objects.filter(pk=notice.pk).update(due_at=timezone.now())
        tell.tell(notice.pk)
        tell.tell(notice.pk)
    assert [one.times for one in carrier.notices.values()] == [1]


def test_an_answer_noted_meanwhile_stays(carrier: CarrierService) -> None:
    notice = waiting()
    carrier.is_down = True
    work()
    staff = privacy.uuid7()
    tell.answered_by_hand(notice.pk, ToldState.ACKNOWLEDGED, how=How.TELEPHONE, why="", staff_id=staff)
    carrier.is_down = False
    work()
    notice.refresh_from_db()
    assert (notice.how, notice.answered_by, carrier.notices) == ("telephone", staff, {})
    with pytest.raises(WrongStateError):
        tell.tell_again(notice.pk)


@pytest.mark.usefixtures("carrier")
def test_what_is_told_over_a_connection_takes_no_letter_and_no_answer_before_it_was_tried() -> None:
    notice = waiting()
    with privacy.acting_as(SYSTEM), pytest.raises(WrongStateError):
        tell.take_letter(notice.pk, reason="test")
    for state in (ToldState.ACKNOWLEDGED, ToldState.SENT):
        with pytest.raises(WrongStateError):
            tell.answered_by_hand(notice.pk, state, how=How.LETTER, why="", staff_id=privacy.uuid7())
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("waiting", 0)


def test_without_a_door_a_person_tells_it_and_notes_the_answer() -> None:
    with connected_carrier():
        notice = waiting()
        CONNECTED["carrier"] = CONNECTED["mail"]
        assert channel_of(CARRIER.id) is Channel.NONE
        tell.answered_by_hand(
            notice.pk, ToldState.REFUSED, how=How.TELEPHONE, why="too-late", staff_id=privacy.uuid7()
        )
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("refused", "too-late")


def test_a_connection_that_was_taken_away_leaves_it_to_a_person() -> None:
    with connected_carrier():
        notice = waiting()
    work()
    notice.refresh_from_db()
    assert (notice.state, notice.due_at, notice.attempts) == ("waiting", None, 0)
    with privacy.acting_as(SYSTEM):
        assert tell.take_letter(notice.pk, reason="test") is not None


def test_the_doors_of_a_demonstration() -> None:
    assert channel_of(PAYMENT_PROVIDER.id) is Channel.CONNECTION
    assert channel_of(CARRIER.id) is Channel.LETTER
    assert channel_of("5b-mail") is Channel.NONE
