"""Every setting of the product. The only module that reads the environment.

Secrets come from the environment or from a file named by `<NAME>_FILE`; nonsense stops the start with a sentence.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from editor.resilience.breaker import Rules
from editor.resilience.budget import Allowance
from editor.resilience.retry import Policy

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"


def env_text(name: str, default: str = "") -> str:
    """Value of `name`, or of the file named by `<name>_FILE`, or `default`."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text().strip()
        except OSError as problem:
            raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {problem.strerror}") from problem
    return os.environ.get(name, default)


def env_int(name: str, default: int, *, low: int = 0, high: int = 2**31) -> int:
    """Whole number from the environment, between `low` and `high`."""
    text = os.environ.get(name, str(default))
    if not text.isdigit() or not low <= int(text) <= high:
        raise ImproperlyConfigured(f"{name} must be a whole number from {low} to {high}")
    return int(text)


def env_bool(name: str, default: bool = False) -> bool:
    """Yes or no from the environment."""
    text = os.environ.get(name, "yes" if default else "no").lower()
    if text not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
        raise ImproperlyConfigured(f"{name} must be yes or no")
    return text in {"1", "true", "yes", "on"}


def secret_key(home: Path) -> str:
    """The signing key: from the environment, else made once and kept in the data folder, readable by its owner only."""
    given = env_text("OVERPAINT_SECRET_KEY")
    if given:
        return given
    path = home / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


def storage(home: Path) -> dict[str, object]:
    """Where pictures are kept: this machine, or another Django storage class with its options as JSON."""
    backend = env_text("OVERPAINT_STORAGE")
    if not backend:
        return {"BACKEND": "sessions.blobs.DurableStorage", "OPTIONS": {"location": home / "assets"}}
    try:
        options = json.loads(env_text("OVERPAINT_STORAGE_OPTIONS", "{}"))
    except ValueError as problem:
        raise ImproperlyConfigured("OVERPAINT_STORAGE_OPTIONS must be a JSON object") from problem
    return {"BACKEND": backend, "OPTIONS": options}


HOME = Path(env_text("OVERPAINT_HOME", str(BASE_DIR / "var"))).resolve()
HOME.mkdir(parents=True, exist_ok=True)
SECRET_KEY = secret_key(HOME)
DEBUG = env_bool("OVERPAINT_DEBUG")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *filter(None, env_text("OVERPAINT_HOSTS").split(","))]
CSRF_TRUSTED_ORIGINS = list(filter(None, env_text("OVERPAINT_ORIGINS").split(",")))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "channels",
    "csp",
    "django_htmx",
    "template_partials",
    "sessions.apps.SessionsConfig",
    "editor.apps.EditorConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "editor.web.problems.ProblemMiddleware",
]
ROOT_URLCONF = "editor.urls"
ASGI_APPLICATION = "editor.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# SQLite: WAL lets pages read while one worker writes; IMMEDIATE because a deferred read-then-write fails with
# "database is locked" however long the time-out is (measured, facts/stack.md section 4).
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "overpaint.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY;",
        },
        "TEST": {"NAME": HOME / "test.sqlite3"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES = {
    "default": storage(HOME),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
SPOOL_DIR = HOME / "spool"
LOG_DIR = HOME / "logs"

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "session-list"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_NAME = "overpaint_login"
CSRF_COOKIE_NAME = "overpaint_csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = env_bool("OVERPAINT_HTTPS")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_FAILURE_VIEW = "editor.web.problems.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24  # seconds a sign-in link lives
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True

# What a person may bring in. Bytes are judged by decoding them, never by their name.
UPLOAD_MAX_BYTES = env_int("OVERPAINT_UPLOAD_MAX_MB", 20, low=1, high=500) * 1024 * 1024
UPLOAD_MAX_MEGAPIXELS = env_int("OVERPAINT_UPLOAD_MAX_MEGAPIXELS", 50, low=1, high=500)
PROMPT_MAX_CHARS = 4000
STYLE_MAX_CHARS = 2000
LIST_MAX_ITEMS = 12
LIST_ITEM_MAX_CHARS = 200
PINS_MAX = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES + 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Rendering. Preview and final jobs wait on providers in threads; pictures are drawn and decoded in processes.
PREVIEW_THREADS = env_int("OVERPAINT_PREVIEW_THREADS", 32, low=1, high=256)
FINAL_THREADS = env_int("OVERPAINT_FINAL_THREADS", 8, low=1, high=64)
ENGINE_PROCESSES = env_int("OVERPAINT_ENGINE_PROCESSES", min(2, os.cpu_count() or 1), low=1, high=32)
LEASE_S = 30
PROVIDER_TIMEOUT_S = env_int("OVERPAINT_PROVIDER_TIMEOUT_S", 300, low=1, high=3600)
PROVIDER_FIRST_BYTE_S = env_int("OVERPAINT_PROVIDER_FIRST_BYTE_S", 240, low=1, high=3600)
PROVIDER_STALL_S = env_int("OVERPAINT_PROVIDER_STALL_S", 30, low=1, high=600)
PROVIDER_ENV: Mapping[str, str] = os.environ
MODELS_FILE = os.environ.get("OVERPAINT_MODELS_FILE", "")  # corrects or extends the registry of models, without code
HTTP2 = env_bool("OVERPAINT_HTTP2", True)
METRICS_TOKEN = env_text("OVERPAINT_METRICS_TOKEN")  # empty: /metrics does not exist

# When calls fail (docs/operations.md, "When a provider fails"). A call that may have been billed is repeated once.
RETRY_POLICY = Policy(
    tries=env_int("OVERPAINT_TRIES", 4, low=1, high=10),
    costly_repeats=env_int("OVERPAINT_COSTLY_REPEATS", 1, low=0, high=3),
    patience_s=env_int("OVERPAINT_PATIENCE_S", 900, low=10, high=86_400),
)
RETRY_ALLOWANCE = Allowance()
BREAKER_RULES = Rules(
    failures=env_int("OVERPAINT_BREAKER_FAILURES", 5, low=1, high=100),
    cool_down_s=env_int("OVERPAINT_BREAKER_COOL_DOWN_S", 15, low=1, high=3600),
)
# Requests and pictures per minute that a surface takes from this installation, and requests per minute and day of one
# account. 0: no limit of ours. What is over the limit of a minute waits; what is over that of a day is refused.
SURFACE_RATES = {
    "wisdom-gate": (env_int("OVERPAINT_WISDOM_GATE_RPM", 0), env_int("OVERPAINT_WISDOM_GATE_IPM", 0)),
    "gemini": (env_int("OVERPAINT_GEMINI_RPM", 0), env_int("OVERPAINT_GEMINI_IPM", 0)),
    "vertex": (env_int("OVERPAINT_VERTEX_RPM", 0), env_int("OVERPAINT_VERTEX_IPM", 0)),
}
ACCOUNT_PER_MINUTE = env_int("OVERPAINT_ACCOUNT_RPM", 0)
ACCOUNT_PER_DAY = env_int("OVERPAINT_ACCOUNT_PER_DAY", 0)

RETENTION_DAYS = {"short": 30, "standard": 365, "long": 3650}

LOG_DIR.mkdir(parents=True, exist_ok=True)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "file": {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": LOG_DIR / "overpaint.log",
            "maxBytes": 5_000_000,
            "backupCount": 5,
            "formatter": "line",
            "delay": True,
        },
        "console": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
    },
    "root": {"handlers": ["file", "console"], "level": "INFO"},
    # httpx logs every URL at INFO; the addresses are ours to log, once, with the attempt.
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}},
}
