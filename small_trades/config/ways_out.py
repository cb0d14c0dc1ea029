"""Which services of its own a web or task process may reach; everything else goes through a door."""

from django.conf import settings

from small_trades import privacy

POSTGRESQL_PORT = 5432


def shut_ways_out(*programs: privacy.OwnProgram) -> None:
    """Shut every way out but the stores' own servers and a collector here; start nothing but these."""
    servers = {
        (str(store.get("HOST", "")), int(store.get("PORT") or POSTGRESQL_PORT))
        for store in settings.DATABASES.values()
    }
    traces = settings.SMALL_TRADES.traces
    collector = {(traces.endpoint.host, traces.endpoint.port)} if traces is not None else set()
    privacy.shut_ways_out(
        own=tuple((host, port) for host, port in servers | collector if host and not host.startswith("/")),
        unix_sockets=tuple(host for host, _port in servers if host.startswith("/")),
        programs=programs,
    )
