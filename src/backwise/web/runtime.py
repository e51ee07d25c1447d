"""What every request needs and no verb may fetch for itself: the knowledge, the clock, new ids, the one person."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from backwise.engine.ids import uuid7
from backwise.engine.library import Library
from backwise.library.load import load_library

from .models import Person


def library() -> Library:
    """The knowledge with this run's overlays, read once a process. Raises KnowledgeError."""
    return load_library(settings.KNOWLEDGE)


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """A new UUIDv7."""
    return uuid7(int(now().timestamp() * 1000), os.urandom(10))


def the_person() -> str:
    """The id of the one person of personal mode, made once and kept. One query."""
    return _first_person() or _make_person()


def _first_person() -> str | None:
    # Every request asks this: Django takes ten times as long to write the question as SQLite to answer it.
    with connection.cursor() as cursor:
        row = cursor.execute("SELECT id FROM person ORDER BY made_at, id LIMIT 1").fetchone()
    return None if row is None else str(row[0])


def _make_person() -> str:
    # Two first requests at once: the transaction (IMMEDIATE) lets one in after the other.
    with transaction.atomic():
        return _first_person() or Person.objects.create(id=str(new_id()), made_at=now()).id
