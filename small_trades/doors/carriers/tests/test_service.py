"""The carrier's service: what goes over the wire, and what each of its answers means."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from small_trades import privacy
from small_trades.doors.carriers.messages import (
    Acceptance,
    LabelCorrection,
    LabelEnquiry,
    LabelStop,
    ShippingLabel,
)
from small_trades.doors.carriers.service import CarrierDoor, Service
from small_trades.doors.telling.messages import Answer, Answered, Why
from small_trades.policy.groups import DeliveryAddress, TrackingNumber
from tests.carrier_service import TOKEN, CarrierService, carrier_service

TO = DeliveryAddress("山", "川", "", "", "1500001", "東京都", "渋谷区", "神宮前九丁目", "", "03-5790-4417")
NUMBER = TrackingNumber("yamato", "412356789012")


@pytest.fixture
def service() -> Iterator[CarrierService]:
    with carrier_service() as running:
        yield running


def opened(sealed: Any) -> Any:
    """In these tests nothing is sealed."""
    return sealed


def label(**changes: Any) -> ShippingLabel:
    values: dict[str, Any] = {
        "to": TO,
        "order_code": "7K3F-9QXM-2RTD",
        "carrier": "yamato",
        "tracking_number": NUMBER.number,
    }
    return ShippingLabel(**(values | changes))


def correction(**changes: Any) -> LabelCorrection:
    values: dict[str, Any] = {"notice_id": uuid4(), "carrier": "yamato", "tracking": NUMBER, "to": TO}
    return LabelCorrection(**(values | changes))


def test_a_label_is_registered_and_printed_where_it_is_asked_for(service: CarrierService) -> None:
    door = CarrierDoor(service.url)
    assert door.destinations() == (("127.0.0.1", service.port),)
    assert door.send(label(), opened) == Acceptance("yamato", NUMBER.number)
    printed = door.send(label(is_printed=True), opened)
    assert isinstance(printed, Acceptance)
    assert printed.slip is not None
    assert TO.street in printed.slip.html.decode()
    assert service.labels[NUMBER.number]["to"]["street"] == TO.street


def test_a_stop_names_the_parcel_alone(service: CarrierService) -> None:
    door = CarrierDoor(service.url)
    door.send(label(), opened)
    named: dict[str, Any] = {"notice_id": uuid4(), "carrier": "yamato", "tracking": NUMBER}
    stop = LabelStop(**named, what="stop")
    assert door.send(stop, opened) == Answer(Answered.ACKNOWLEDGED)
    assert service.received[-1][2] == {"carrier": "yamato", "number": NUMBER.number, "what": "stop"}


def test_each_answer_has_its_meaning(service: CarrierService) -> None:
    door = CarrierDoor(service.url)
    assert door.send(correction(), opened) == Answer(Answered.NOT_POSSIBLE, Why.UNKNOWN)
    door.send(label(), opened)
    service.is_late = True
    late = correction()
    assert door.send(late, opened) == Answer(Answered.RECEIVED)
    service.is_late = False
    assert door.send(LabelEnquiry(notice_id=late.notice_id), opened) == Answer(Answered.ACKNOWLEDGED)
    assert door.send(LabelEnquiry(notice_id=uuid4()), opened) == Answer(Answered.NOT_POSSIBLE, Why.UNKNOWN)
    service.refuses = "too-late"
    assert door.send(correction(), opened) == Answer(Answered.REFUSED, Why.TOO_LATE)
    service.refuses = "in words of its own"
    assert door.send(correction(), opened) == Answer(Answered.REFUSED, Why.OTHER)


def test_what_does_not_answer_is_tried_again_and_a_wrong_token_is_not(service: CarrierService) -> None:
    door = CarrierDoor(service.url)
    service.is_down = True
    with pytest.raises(privacy.DoorError) as down:
        door.send(label(), opened)
    assert not down.value.permanent
    service.is_down, service.loses_answers = False, True
    with pytest.raises(privacy.DoorError) as lost:
        door.send(label(), opened)
    assert not lost.value.permanent
    stranger = CarrierDoor(service.url.replace(TOKEN, "somebody-else"))
    service.loses_answers = False
    with pytest.raises(privacy.DoorError) as refused:
        stranger.send(label(), opened)
    assert refused.value.permanent


def test_nothing_listens() -> None:
    with carrier_service() as running:
        door = CarrierDoor(running.url)
    with pytest.raises(privacy.DoorError) as error:
        door.send(label(), opened)
    assert not error.value.permanent


@pytest.mark.parametrize("url", ["carrier.example", "http://carrier.example/v1", "ftp://carrier.example", ""])
def test_an_address_that_is_none_or_not_encrypted_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="CARRIER_URL"):
        Service.of(url)


@pytest.mark.parametrize("told", [None, [], {"state": "done"}, {}])
def test_an_answer_that_is_none_is_no_acknowledgement(told: object) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        Answer.of(told)
