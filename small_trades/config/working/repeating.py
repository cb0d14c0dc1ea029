"""Which tasks may be done again when their worker was killed in the middle, each with its reason.

A task that stands in neither table is not repeated. A test compares both with the tasks there are.
"""

from typing import Final

_MAIL: Final = "a mail that comes twice is better than one that does not come"
_LOOKS: Final = "looks for what is due, and finds what is left"
_ASKS: Final = "the other side knows the number it carries, and does nothing twice"
_GOES_ON: Final = "keeps how far it is, and goes on from there"

AGAIN: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    _MAIL: {
        "shop.orders": (
            "send_confirmation",
            "send_payment_failed",
            "send_transfer_received",
            "send_transfer_reminder",
            "send_shipped",
            "send_cancelled",
            "send_on_hold",
            "send_released",
            "send_awaited",
            "send_refund_made",
            "send_taken_in",
        ),
        "shop.account": (
            "send_verification",
            "send_reset",
            "send_email_change",
            "send_password_changed",
            "send_sign_in_notice",
            "send_dormant_notice",
            "send_code",
            "send_passkey_added",
            "send_passkey_stopped",
        ),
        "shop.desk": ("send_digest", "send_sign_in"),
        "shop.inquiries": ("send_received", "send_answered", "send_mailed"),
        "shop.marketing": ("send_confirmation",),
        "shop.misuse": ("send_decided",),
        "shop.wishes": ("tell",),
    },
    _LOOKS: {
        "config.clocks": ("forget_what_is_due",),
        "shop.desk": ("forget_expired", "tell_staff", "verify_ledger"),
        "shop.faults": ("send_errors",),
        "shop.inquiries": ("fetch_mail",),
        "shop.marketing": ("revive_issues",),
        "shop.orders": ("expire_unpaid", "reconcile_unsettled", "remind_of_transfers"),
        "shop.promotions": ("expire_points", "note_prices"),
        "shop.provisions": ("tell_due",),
        "shop.rights": ("erase_due", "finish_adoptions"),
        "shop.wishes": ("tell_of_stock",),
    },
    _ASKS: {
        "doors.payment.sandbox": ("deliver",),
        "shop.api": ("send_notice",),
        "shop.orders": (
            "reconcile_erased_payment",
            "reconcile_payment",
            "refund_payment",
            "return_erased_payment",
            "withdraw_payment",
        ),
        "shop.provisions": ("tell",),
        "shop.rights": ("tell_correction", "tell_stop"),
    },
    _GOES_ON: {
        "config.clocks": ("rotate_keys",),
        "shop.marketing": (
            "ask_with_order",
            "begin_registered",
            "follow_email",
            "note_registration",
            "send_batch",
        ),
        "shop.products": ("check_import", "run_import"),
        "shop.rights": ("erase",),
        "shop.wishes": ("follow_email",),
    },
}

BY_HAND: Final[dict[str, str]] = {
    "shop.incidents.send_notices": "each person is told of an incident at most once: somebody looks who was",
    "shop.desk.send_newsletter_test": "whoever asked for it is there, and asks again",
}

_AGAIN_PATHS: Final = frozenset(
    f"{app}.{name}" for apps in AGAIN.values() for app, names in apps.items() for name in names
)


def short_name(task_path: str) -> str:
    """`shop.orders.send_confirmation` of `small_trades.shop.orders.tasks.send_confirmation`."""
    return task_path.removeprefix("small_trades.").replace(".tasks.", ".")


def may_run_twice(task_path: str) -> bool:
    """Whether the task may be done again after it was broken off."""
    return short_name(task_path) in _AGAIN_PATHS


def all_declared() -> frozenset[str]:
    """The short names of every task that stands here."""
    return _AGAIN_PATHS | frozenset(BY_HAND)
