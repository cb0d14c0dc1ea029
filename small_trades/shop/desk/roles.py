"""Which role may open which screen. Which purposes a role has stands in the policy's declaration."""

from small_trades.policy.declaration import (
    AUDITOR,
    CATALOGUE,
    INQUIRY_DESK,
    MANAGER,
    ORDER_DESK,
    OWNER,
    STAFF_ROLES,
)

EVERYONE = frozenset(STAFF_ROLES)
ORDERS_SCREEN = ORDER_DESK
REFUSALS_SCREEN = ORDER_DESK
INQUIRIES_SCREEN = INQUIRY_DESK
PRODUCTS_SCREEN = frozenset({OWNER, MANAGER, CATALOGUE})
INCIDENTS_SCREEN = frozenset({OWNER, MANAGER})
LEDGER_SCREEN = frozenset({OWNER, MANAGER, AUDITOR})
STAFF_SCREEN = frozenset({OWNER, MANAGER})
APPROVALS_SCREEN = frozenset({OWNER, MANAGER})
PEOPLE_SCREEN = ORDER_DESK | INQUIRY_DESK
EXPORTS_SCREEN = ORDER_DESK
