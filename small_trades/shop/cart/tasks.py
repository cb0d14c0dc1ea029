"""Background work of the cart."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from small_trades.shop.cart import actions
from small_trades.shop.cart.holding import KEPT_DAYS


@task()
def forget_old_carts() -> None:
    """Remove the carts that nobody touched for as long as the page says they stay."""
    actions.remove_untouched_since(timezone.now() - timedelta(days=KEPT_DAYS))
