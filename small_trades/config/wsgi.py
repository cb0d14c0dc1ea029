"""The application that the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "small_trades.config.settings")

_django = get_wsgi_application()

from small_trades.config.traces import begin_traces  # noqa: E402 - needs the apps to be loaded
from small_trades.config.ways_out import shut_ways_out  # noqa: E402 - the same
from small_trades.shop.inquiries.files.pdfs import READER  # noqa: E402 - the same
from small_trades.shop.site.broken_streams import BrokenStreams  # noqa: E402 - the same
from small_trades.shop.site.kept_pages import KeptPagesFirst  # noqa: E402 - the same

application = KeptPagesFirst(BrokenStreams(_django))

shut_ways_out(READER)
begin_traces()
