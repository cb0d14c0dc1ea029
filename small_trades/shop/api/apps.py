"""The app's name for Django."""

from importlib import import_module
from uuid import UUID

from django.apps import AppConfig

from small_trades.shop.kernel.announcing import listen


class ApiConfig(AppConfig):
    """What programs read and do."""

    name = "small_trades.shop.api"
    label = "api"

    def ready(self) -> None:
        """Hear of what happens in the shop."""
        listen(_heard)


def _heard(event: str, identifier: UUID | int) -> None:
    # Models cannot be imported while the apps are put together.
    import_module("small_trades.shop.api.actions.notices").announce(event, identifier)
