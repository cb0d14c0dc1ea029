"""What the shop does by itself, by the hour and by the night."""

from datetime import timedelta
from typing import Final

from django.utils import timezone
from django_tasks import task

from small_trades import privacy

EPOCH_LASTS: Final = timedelta(hours=20)
"""Then the next night hour rotates: so a rotation comes once a night, and one that was missed comes later."""


@task()
def forget_what_is_due() -> None:
    """Run every app's clocks."""
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        privacy.retention.run()


@task()
def rotate_keys() -> None:
    """A new epoch, where the newest is from yesterday and its file can be replaced."""
    status = privacy.keys_status()
    if status.can_rotate and status.current.made_at <= timezone.now() - EPOCH_LASTS:
        with privacy.acting_as(privacy.Actor.system("keys.rotate")):
            privacy.rotate()
