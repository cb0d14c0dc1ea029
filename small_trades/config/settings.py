"""The one settings file. Every value that may differ between shops is read from the environment, typed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from small_trades.config.ads import AdSettings, ad_settings
from small_trades.config.environment import environment
from small_trades.config.errors import error_service
from small_trades.config.inbox import inbox_settings
from small_trades.config.inventory import OTHER_TABLES, THIRD_PARTY_NOT_PERSONAL
from small_trades.config.secrets import secret_from
from small_trades.config.stripe import StripeSettings, stripe_settings
from small_trades.config.traces import TraceSettings, trace_settings
from small_trades.doors.errors.dsn import Dsn
from small_trades.doors.inbox.driver import Server
from small_trades.policy.declaration import PROGRAM, STAFF_ROLES

env = environment()
PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class ShopSettings:
    """What the parts of the program ask about this installation."""

    mode: str
    home: Path
    secrets: Path
    host: str
    port: int
    http_port: int
    workers: int
    sites: tuple[str, ...]
    mail_url: str
    mail_from: str
    carrier_url: str
    inbox: Server | None
    ads: AdSettings
    metrics_token: str
    stripe: StripeSettings | None
    errors: Dsn | None
    traces: TraceSettings | None

    @property
    def is_demo(self) -> bool:
        """Whether this is a demonstration: its payment and its mail stay on this machine."""
        return self.mode == "demo"

    @property
    def mailbox(self) -> Path:
        """Where a demonstration keeps the mail it would have sent."""
        return self.home / "mailbox"

    @property
    def migration_backups(self) -> Path:
        """Where data and ledger are copied to before a migration, beside the data folder."""
        return self.home.with_name(f"{self.home.name}.backups")

    @property
    def base_url(self) -> str:
        """The address of the shop as others reach it, without a trailing slash."""
        return self.origins[0]

    @property
    def origins(self) -> tuple[str, ...]:
        """The same for every name the shop answers to."""
        # A name of its own stands behind a proxy or on port 443; localhost is reached where it listens.
        return tuple(
            f"https://{site}:{self.port}" if site == "localhost" else f"https://{site}" for site in self.sites
        )


HOME = env.path("SMALL_TRADES_HOME", Path.cwd() / "var")
SECRETS = HOME.with_name(f"{HOME.name}.secrets")
MODE = env.choice("SMALL_TRADES_MODE", "production", ("demo", "production"))
SMALL_TRADES = ShopSettings(
    mode=MODE,
    home=HOME,
    secrets=SECRETS,
    host=env.text("SMALL_TRADES_HOST", "127.0.0.1"),
    port=env.number("SMALL_TRADES_PORT", 8443, least=1, most=65535),
    http_port=env.number("SMALL_TRADES_HTTP_PORT", 8080, least=0, most=65535),
    workers=env.number("SMALL_TRADES_WORKERS", 2, least=1, most=64),
    sites=env.names("SMALL_TRADES_SITE", ("localhost",)),
    mail_url=env.text("MAIL_URL"),
    mail_from=env.text("MAIL_FROM", "shop@localhost"),
    carrier_url=env.text("CARRIER_URL"),
    inbox=inbox_settings(env),
    ads=ad_settings(env),
    metrics_token=env.text("METRICS_TOKEN"),
    stripe=stripe_settings(env, is_demo=MODE == "demo"),
    errors=error_service(env),
    traces=trace_settings(env),
)
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

SECRET_KEY = env.text("SECRET_KEY") or secret_from(SECRETS / "django.key")
DEBUG = False
ALLOWED_HOSTS = [site.split(":")[0] for site in SMALL_TRADES.sites] + (
    ["127.0.0.1"] if SMALL_TRADES.is_demo else []
)

INSTALLED_APPS = [
    "small_trades.privacy",
    "small_trades.privacy._keys",
    "small_trades.privacy._consents",
    "small_trades.privacy._budget",
    "small_trades.privacy._ledger",
    "small_trades.privacy._rights",
    "small_trades.config.sessions",
    "small_trades.config.working",
    "small_trades.doors.mail",
    "small_trades.doors.payment.sandbox",
    "small_trades.shop.site",
    "small_trades.shop.delivery",
    "small_trades.shop.options",
    "small_trades.shop.faults",
    "small_trades.shop.pages",
    "small_trades.shop.products",
    "small_trades.shop.account",
    "small_trades.shop.promotions",
    "small_trades.shop.cart",
    "small_trades.shop.orders",
    "small_trades.shop.misuse",
    "small_trades.shop.checkout",
    "small_trades.shop.inquiries",
    "small_trades.shop.returns",
    "small_trades.shop.marketing",
    "small_trades.shop.wishes",
    "small_trades.shop.reviews",
    "small_trades.shop.incidents",
    "small_trades.shop.provisions",
    "small_trades.shop.rights",
    "small_trades.shop.api",
    "small_trades.shop.feeds",
    "small_trades.shop.mypage",
    "small_trades.shop.privacy_center",
    "small_trades.shop.desk",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
]
PROXIES = env.networks("SMALL_TRADES_PROXY")
MIDDLEWARE = [
    "small_trades.config.metrics.MetricsMiddleware",
    "small_trades.config.proxy.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "small_trades.shop.site.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "small_trades.shop.site.middleware.AddressMiddleware",
    "small_trades.shop.site.middleware.LanguageMiddleware",
    "small_trades.shop.desk.networks.DeskAddressMiddleware",
    "small_trades.privacy.middleware.ActorMiddleware",
    "small_trades.shop.site.middleware.PublicPageMiddleware",
    "small_trades.shop.site.middleware.WordsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "small_trades.shop.account.middleware.CustomerMiddleware",
    "small_trades.shop.desk.middleware.StaffMiddleware",
    "small_trades.shop.rights.middleware.StoppedMiddleware",
    "small_trades.shop.site.away.AwayMiddleware",
]
if SMALL_TRADES.traces is not None:
    MIDDLEWARE.insert(0, "small_trades.config.tracing.TracingMiddleware")
ROOT_URLCONF = "small_trades.config.urls"
WSGI_APPLICATION = "small_trades.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "NAME": "jinja2",
        "OPTIONS": {"environment": "small_trades.shop.site.environment.environment"},
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.database("DATABASE_URL", HOME / "shop.sqlite3"),
    "keys": env.database("KEYS_DATABASE_URL", HOME / "keys" / "keys.sqlite3"),
    "ledger": env.database("LEDGER_DATABASE_URL", HOME / "ledger" / "ledger.sqlite3"),
}
BROKER = env.text("SMALL_TRADES_BROKER")
if BROKER:
    # Neither credentials nor files of these: they are asked for through the socket.
    for alias in ("keys", "ledger"):
        DATABASES[alias] = {"ENGINE": "small_trades.privacy._broker.absent", "NAME": f"broker:{alias}"}
for store in DATABASES.values():
    if isinstance(store["NAME"], Path):
        store["NAME"].parent.mkdir(mode=0o700, parents=True, exist_ok=True)
DATABASE_ROUTERS = ["small_trades.privacy.router.StoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

PRIVACY: dict[str, Any] = {
    "POLICY": "small_trades.policy.declaration.POLICY",
    "PUBLISHED": PACKAGE / "policy" / "published",
    "TEXTS": {language: PACKAGE / "policy" / "text" / f"{language}.md" for language in ("ja", "en")},
    "DOORS": "small_trades.config.doors.DOORS",
    "KEK_FILE": env.path("KEK_FILE", SECRETS / "kek.json"),
    "LEDGER_SIGNING_KEY_FILE": env.path("LEDGER_SIGNING_KEY_FILE", SECRETS / "ledger-signing.key"),
    "LEDGER_WITNESS_FILE": env.path("LEDGER_WITNESS_FILE", SECRETS / "ledger-witness.txt"),
    "OPENINGS_PER_HOUR": env.limits(
        "SMALL_TRADES_OPENINGS_PER_HOUR", 30, (*STAFF_ROLES, PROGRAM), most=100_000
    ),
    # Staff looking after staff, and search results, of which only a masked name is shown.
    "UNCOUNTED_PURPOSES": ("0-staff", "3h-finding"),
    "BROKER": BROKER,
    "THIRD_PARTY_NOT_PERSONAL": THIRD_PARTY_NOT_PERSONAL,
    "OTHER_TABLES": OTHER_TABLES,
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_ENGINE = "small_trades.config.sessions.store"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "small_trades.shop.site.views.csrf_failure"

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 0 if SMALL_TRADES.is_demo else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "small_trades.config.static.StaticStorage"},
}
WHITENOISE_MAX_AGE = 3600
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
FILE_UPLOAD_HANDLERS = [
    "small_trades.shop.site.uploads.DeclaredUploads",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "programs"]}}

# The last defence: request data and local variables never reach a log, whatever a library would like to add.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "small_trades.config.logs.PlainFormatter"},
        "json": {"()": "small_trades.config.logs.JsonFormatter"},
    },
    "handlers": {
        "faults": {"class": "small_trades.config.faults.FaultHandler", "level": "ERROR"},
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": env.choice("SMALL_TRADES_LOG", "plain", ("plain", "json")),
        },
    },
    "root": {"handlers": ["stderr", "faults"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr", "faults"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["stderr", "faults"], "level": "WARNING", "propagate": False},
        # How many spans were dropped stands in the figures; the door says once that they are.
        "opentelemetry": {"level": "ERROR"},
        "django_tasks_db": {"handlers": ["stderr", "faults"], "level": "ERROR", "propagate": False},
        "small_trades": {"handlers": ["stderr", "faults"], "level": "INFO", "propagate": False},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"
DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"
