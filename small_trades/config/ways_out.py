"""Which services of its own a web or task process may reach; everything else goes through a door."""

from django.conf import settings

from small_trades import privacy

POSTGRESQL_PORT = 5432


def shut_ways_out(*programs: privacy.OwnProgram) -> None:
    """Shut every way out of this process but the stores' own servers, and start nothing but these."""
    servers = {
        (str(store.get("HOST", "")), int(store.get("PORT") or POSTGRESQL_PORT))
        for store in settings.DATABASES.values()
    }
    privacy.shut_ways_out(
        own=tuple((host, port) for host, port in servers if host and not host.startswith("/")),
        unix_sockets=tuple(host for host, _port in servers if host.startswith("/")),
        programs=programs,
    )
