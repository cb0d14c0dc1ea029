"""Going on with the setup of a new shop. What its forms ask for is kept by the settings themselves."""

from dataclasses import replace

from small_trades.shop.desk.queries.setup import Setup, Step, after, setup_now
from small_trades.shop.site.actions import change_shop


def step_done(step: Step) -> Step:
    """A step was saved; answers the next one."""
    now = setup_now()
    return _at_next(replace(now, done=now.done | {step}, skipped=now.skipped - {step}), step)


def step_skipped(step: Step) -> Step:
    """A step is left for later; answers the next one."""
    now = setup_now()
    return _at_next(replace(now, skipped=now.skipped | {step}), step)


def end_setup() -> None:
    """It never comes up by itself again."""
    change_shop(setup=replace(setup_now(), is_ended=True).kept())


def _at_next(setup: Setup, step: Step) -> Step:
    onward = after(step)
    change_shop(setup=replace(setup, at=onward).kept())
    return onward
