"""What an authority is given."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from small_trades import privacy
from small_trades.policy.declaration import AUTHORITY


@dataclass(frozen=True, kw_only=True, repr=False)
class LawfulAnswer(privacy.Message):
    """The values a lawful demand names; `labels` say what each of `values` is."""

    recipient: ClassVar[privacy.Recipient] = AUTHORITY

    code: str
    authority: str
    law: str
    document: str
    requested_on: date
    person: str
    labels: tuple[str, ...]
    values: tuple[privacy.Sealed[Any], ...]
