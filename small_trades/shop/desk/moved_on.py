"""What every page of an order says where somebody was faster."""

from django.utils.translation import gettext_lazy

from small_trades.shop.site import flash

MOVED_ON = flash.declare(
    "desk-order-moved-on",
    gettext_lazy("The order had changed in the meantime; nothing was done. This is how it stands now."),
    kind="problem",
)
