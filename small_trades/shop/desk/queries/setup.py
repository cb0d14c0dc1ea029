"""How far the setup of a new shop has come."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.policy.declaration import OWNER
from small_trades.shop.desk.queries.checklist import checklist
from small_trades.shop.site.models import ONLY, ShopSettings


class Step(StrEnum):
    """The steps in their order."""

    SHOP = "shop"
    LEGAL = "legal"
    TAX = "tax"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    FINISH = "finish"


STEP_NAMES: Final[dict[Step, str | Promise]] = {
    Step.SHOP: _("Shop details"),
    Step.LEGAL: _("Legal notice"),
    Step.TAX: _("Taxes"),
    Step.DELIVERY: _("Delivery"),
    Step.PAYMENT: _("Payment"),
    Step.FINISH: _("Finish"),
}
_ORDER: Final = tuple(Step)


@dataclass(frozen=True, slots=True)
class Setup:
    """What was saved and what was left for later, where to go on, and whether it was finished or put away."""

    done: frozenset[Step] = frozenset()
    skipped: frozenset[Step] = frozenset()
    at: Step = Step.SHOP
    is_ended: bool = False

    @classmethod
    def read(cls, kept: dict[str, Any] | None) -> "Setup":
        """As the settings keep it; a shop that has nothing is at the beginning."""
        found = kept or {}
        return cls(
            frozenset(map(Step, found.get("done", ()))),
            frozenset(map(Step, found.get("skipped", ()))),
            Step(found.get("at", Step.SHOP)),
            found.get("is_ended", False),
        )

    def kept(self) -> dict[str, object]:
        """As the settings keep it."""
        return {
            "done": sorted(self.done),
            "skipped": sorted(self.skipped),
            "at": self.at.value,
            "is_ended": self.is_ended,
        }


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A step as the head of the page shows it."""

    step: Step
    name: str | Promise
    is_done: bool
    is_skipped: bool


def setup_now() -> Setup:
    """How far it has come, as of this moment in every process."""
    return Setup.read(ShopSettings.objects.filter(pk=ONLY).values_list("setup", flat=True).first())


def listed_steps(setup: Setup) -> tuple[ListedStep, ...]:
    """Every step, in order."""
    return tuple(
        ListedStep(step, STEP_NAMES[step], step in setup.done, step in setup.skipped) for step in _ORDER
    )


def is_setup_due(role: str) -> bool:
    """Whether it comes up by itself: for the owner of a shop that lacks something, until it has ended."""
    return role == OWNER and not setup_now().is_ended and not all(item.is_done for item in checklist())


def after(step: Step) -> Step:
    """The next step; after the last one it stays."""
    return _ORDER[min(_ORDER.index(step) + 1, len(_ORDER) - 1)]


def before(step: Step) -> Step | None:
    """The step before; None for the first."""
    return _ORDER[_ORDER.index(step) - 1] if step is not _ORDER[0] else None
