"""The application as the shop's own web workers load it."""

import os

from small_trades.config.process import end_with_parent

end_with_parent()
# Ctrl-C reaches the whole group of a terminal. The supervisor alone shall hear it and end its workers once: a
# worker that is told twice may wait for ever.
os.setpgid(0, 0)

from small_trades.config.faults import keep  # noqa: E402 - the group comes first
from small_trades.config.forking import forget_connections  # noqa: E402 - the same
from small_trades.config.warm import warm_up  # noqa: E402 - the group comes first
from small_trades.config.wsgi import application  # noqa: E402 - the same
from small_trades.shop.desk.people_index import watch  # noqa: E402 - needs the settings that wsgi loads

forget_connections()
warm_up()
watch()
keep("web")

__all__ = ["application"]
