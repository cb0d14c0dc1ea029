"""The application that the web server calls."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "small_trades.config.settings")

application: WSGIHandler = get_wsgi_application()

from small_trades.config.ways_out import shut_ways_out  # noqa: E402 - needs the apps to be loaded

shut_ways_out()
