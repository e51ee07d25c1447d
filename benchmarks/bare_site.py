"""The bare limit: one Django page with one query and eight rows, on the same server, with the same database settings."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from granian.constants import Interfaces

from backwise.web.server import THREADS, OneProcess

ROWS = 8
PAGE = """<!doctype html><html lang="en"><head><title>Rows</title></head><body><h1>Rows</h1><table>
{% for row in rows %}<tr><td>{{ row.0 }}</td><td>{{ row.1 }}</td><td>{{ row.2 }}</td></tr>
{% endfor %}</table></body></html>"""


def rows(request: HttpRequest) -> HttpResponse:
    """One query, eight rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name, amount FROM thing ORDER BY id")
        found = cursor.fetchall()
    return HttpResponse(_page().render({"rows": found}, request))


_compiled: list[Any] = []


def _page() -> Any:
    if not _compiled:
        _compiled.append(engines["django"].from_string(PAGE))
    return _compiled[0]


urlpatterns = [path("", rows)]


def configure(data: Path) -> None:
    """Settings as small as they can be; the database as ours (contracts 6)."""
    # Our settings open the data folder that is named here: never that of who measures.
    os.environ["BACKWISE_DATA"] = str(data)
    from backwise.web.settings import DATABASES

    database = {**DATABASES["default"], "NAME": data / "bare.sqlite3"}
    settings.configure(
        SECRET_KEY="bare",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": database},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )
    django.setup()


def fill() -> None:
    """Eight rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, name TEXT, amount INTEGER)")
        cursor.execute("DELETE FROM thing")
        cursor.executemany("INSERT INTO thing VALUES (%s, %s, %s)", [(n, f"thing {n}", n * n) for n in range(ROWS)])


def main(port: int, data: Path) -> None:
    """Serve until SIGTERM, with the server that Backwise uses and its options."""
    configure(data)
    fill()
    server = OneProcess(
        lambda: None,
        target="benchmarks.bare_site:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        websockets=False,
        log_enabled=False,
    )
    server.serve()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """The WSGI application, made when the server first asks."""
    if not _applications:
        _applications.append(get_wsgi_application())
    return _applications[0](environ, start_response)


_applications: list[Any] = []

if __name__ == "__main__":
    arguments = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=True))
    main(int(arguments["--port"]), Path(arguments["--data"]))
