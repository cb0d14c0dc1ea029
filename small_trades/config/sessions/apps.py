"""The Django app of the session store."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """Named apart from Django's own sessions app, whose table keeps the cookie's value in the clear."""

    name = "small_trades.config.sessions"
    label = "sessions_hashed"
    verbose_name = "Sessions"
    default_auto_field = "django.db.models.BigAutoField"
