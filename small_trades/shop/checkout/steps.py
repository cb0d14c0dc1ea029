"""The steps and their order: none can be skipped, and every one can be gone back to."""

from enum import StrEnum
from typing import Final, Protocol


class Step(StrEnum):
    """A page of the checkout; its value is the name of its view."""

    DETAILS = "details"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    CONFIRM = "confirm"


ORDER: Final = tuple(Step)


class Progress(Protocol):
    """What a draft tells about how far it is."""

    @property
    def has_delivery(self) -> bool:
        """Whether day and time were chosen."""

    @property
    def payment_method(self) -> str:
        """How to pay; empty where nothing is chosen."""


def next_step(draft: Progress | None) -> Step:
    """The first step that is not done."""
    if draft is None:
        return Step.DETAILS
    if not draft.has_delivery:
        return Step.DELIVERY
    return Step.CONFIRM if draft.payment_method else Step.PAYMENT


def may_enter(step: Step, draft: Progress | None) -> bool:
    """Whether everything before the step is done."""
    return ORDER.index(step) <= ORDER.index(next_step(draft))
