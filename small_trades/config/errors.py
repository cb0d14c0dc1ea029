"""Where unexpected errors are told, from the environment; nowhere unless it says so."""

from small_trades.config.environment import Environment, SettingError
from small_trades.doors.errors.dsn import Dsn


def error_service(env: Environment) -> Dsn | None:
    """The service, or None where ERRORS_DSN is not set.

    Raises:
        SettingError: it is no DSN.
    """
    url = env.text("ERRORS_DSN")
    if not url:
        return None
    try:
        return Dsn.of(url)
    except ValueError as error:
        raise SettingError(
            "config.E029", f"ERRORS_DSN is not the DSN of an error service: {error}."
        ) from None
