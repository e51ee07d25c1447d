"""Django's settings for personal mode. What differs from run to run comes from the environment, set by `serve`:

BACKWISE_DATA (folder), BACKWISE_PORT, BACKWISE_HOSTS (further host names, comma between), BACKWISE_PUBLIC_URL,
BACKWISE_KNOWLEDGE (overlay folders, separated like PATH), BACKWISE_ADDRESS (where other devices reach it; empty: they cannot).
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from backwise.web.folder import DATABASE, data_folder, open_folder, secret_key

DATA = data_folder()
open_folder(DATA)
PORT = int(os.environ.get("BACKWISE_PORT") or 8000)
PUBLIC_URL = os.environ.get("BACKWISE_PUBLIC_URL", "").rstrip("/")
KNOWLEDGE = tuple(Path(part) for part in os.environ.get("BACKWISE_KNOWLEDGE", "").split(os.pathsep) if part)
ADDRESS = os.environ.get("BACKWISE_ADDRESS", "")

DEBUG = False
SECRET_KEY = secret_key(DATA)
_public = urlsplit(PUBLIC_URL)
# Names only of this computer: a foreign name that points here (DNS rebinding) gets 400.
ALLOWED_HOSTS = [
    host
    for host in ("localhost", "127.0.0.1", "[::1]", _public.hostname, *os.environ.get("BACKWISE_HOSTS", "").split(","))
    if host
]
PUBLIC_ORIGIN = f"{_public.scheme}://{_public.netloc}" if _public.netloc else ""
CSRF_TRUSTED_ORIGINS = [PUBLIC_ORIGIN] if PUBLIC_ORIGIN else []

INSTALLED_APPS = ["django.contrib.staticfiles", "backwise.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "backwise.web.middleware.OnePolicy",
    "backwise.web.middleware.OwnHost",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backwise.web.middleware.OwnPagesOnly",
    "django.middleware.common.CommonMiddleware",
    "backwise.web.middleware.StorageTrouble",
    "backwise.web.middleware.SignedIn",
    "django.middleware.csrf.CsrfViewMiddleware",
]
ROOT_URLCONF = "backwise.web.urls"
WSGI_APPLICATION = "backwise.web.wsgi.application"
TEMPLATES = [
    {
        # Jinja2: Django's own language takes several times as long to render a page.
        "BACKEND": "backwise.web.jinja.Pages",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"environment": "backwise.web.jinja.environment"},
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / DATABASE,
        # Persistent: a new connection costs more than today's session.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Without IMMEDIATE two writers end in "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was answered survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
        },
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
# File names carry no hash: the browser asks each time, and mostly hears "not changed".
WHITENOISE_MAX_AGE = 0

BODY_LIMIT = 1_000_000  # bytes
DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_LIMIT

ACCESS_COOKIE = f"backwise-{PORT}"
# Cookies do not know ports: two Backwises on one computer must not overwrite each other's.
CSRF_COOKIE_NAME = f"backwise-csrf-{PORT}"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "backwise.web.problems.csrf_failed"

# Not no-referrer: with it browsers send "Origin: null" for our own forms.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "backwise.web.logs.WithoutValues"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Refused requests are the sender's business, and their addresses can hold join codes.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
    },
}
