"""How orders and refusals are recognised again: keyed hashes in the keys store, never the values.

One look-up serves orders and refusals alike, so that an order finds a refusal of the same value although
neither is opened. Rows of orders go with the person (class SECURITY) and after a month; rows of a refusal go
with the refusal, whose subject is nobody's, so they outlive the erasure of the person and lead to no one.
"""

from typing import Final

from small_trades import privacy
from small_trades.policy.declaration import REFUSAL_RETENTION, SECURITY_RETENTION
from small_trades.shop.misuse.reasons import Mark

OF_A_REFUSAL: Final = "REFUSAL-MARKS"
"""The class of a refusal's own rows: no key has it, so they end with the refusal and with nothing else."""


def _trace(name: str) -> privacy.LookUp:
    return privacy.LookUp(f"misuse-{name}", normalise=str, unique=False, subject_class=SECURITY_RETENTION.id)


PLACE: Final = _trace("place")
MARKS: Final = {mark: _trace(mark.value) for mark in Mark}

LINK: Final = privacy.LookUp("refusal-link", normalise=str, unique=False, subject_class=REFUSAL_RETENTION.id)
"""Ties a refusal to what the person may see of it. Its rows are the person's and vanish with their key."""
