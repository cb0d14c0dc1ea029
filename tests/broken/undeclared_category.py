"""The shop with a purpose that uses a category of which the policy knows nothing."""

import dataclasses

from small_trades.config import settings
from small_trades.config.settings import *  # noqa: F403 -- everything else as it is
from small_trades.policy import declaration
from small_trades.privacy.vocabulary import Category

BIRTHDAY = Category("2z-birthday", clause="2z", name_ja="生年月日", name_en="Birthday", dpv="pd:BirthDate")
_delivery = dataclasses.replace(declaration.DELIVERY, uses=(*declaration.DELIVERY.uses, BIRTHDAY))
POLICY = dataclasses.replace(
    declaration.POLICY,
    purposes=tuple(
        _delivery if purpose is declaration.DELIVERY else purpose for purpose in declaration.PURPOSES
    ),
)
PRIVACY = {**settings.PRIVACY, "POLICY": "tests.broken.undeclared_category.POLICY"}
