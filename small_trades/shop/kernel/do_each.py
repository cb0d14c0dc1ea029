"""Work on many things of which one may be broken: the others do not wait for it."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

logger = logging.getLogger(__name__)
Thing = TypeVar("Thing")


class LeftStandingError(Exception):
    """Some of what was due could not be done; all the others were."""

    def __init__(self, *, done: int, left: int) -> None:
        """How many were done, and how many stand as before."""
        super().__init__(f"{left} could not be done; {done} were")
        self.done = done
        self.left = left


def do_each(things: Iterable[Thing], do: Callable[[Thing], bool], *, or_else: str) -> int:
    """Do it to each, whatever happens with another; to how many there was something to do.

    Each call has to stand for itself: `do` opens a transaction of its own. Where it fails the log says
    `or_else`, which names nothing.

    Raises:
        LeftStandingError: some met an error, each logged; the others are done.
    """
    done = left = 0
    for thing in things:
        try:
            done += do(thing)
        except Exception:  # whatever is wrong with one thing, the others are due
            logger.exception("%s; the next run tries again", or_else)
            left += 1
    if left:
        raise LeftStandingError(done=done, left=left)
    return done
