"""What a process of the shop has ready before its first request or task, so that nobody waits for it."""

import gc
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings

from small_trades import privacy


def warm_up() -> None:
    """Load what is otherwise loaded by whoever needs it first, and keep it out of the collector's way.

    What is loaded now stays for as long as the process: looking through it for what might be freed takes some
    fifty milliseconds, again and again, of whichever request it happens in.
    """
    import_module(settings.ROOT_URLCONF)
    privacy.rights.load_answers()
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.tasks") is not None:
            import_module(f"{config.name}.tasks")
    gc.collect()
    gc.freeze()
