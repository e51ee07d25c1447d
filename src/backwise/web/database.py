"""Before the first request: is the data file sound and ours to read, a copy of it, and its tables brought up to date."""

from __future__ import annotations

import filecmp
import pkgutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from . import migrations
from .folder import BACKUPS, DATABASE, CannotStart

KEEP = 7


def prepare_database(folder: Path) -> None:
    """Check, back up, migrate (Django is set up by then). Raises CannotStart with what to do."""
    path = folder / DATABASE
    try:
        applied = _applied(path)
        _refuse_newer(path, applied)
        if applied:
            back_up(folder)
        if applied != known_migrations():
            _migrate()
    except (sqlite3.Error, OSError) as error:
        raise CannotStart(_cannot_use(folder, error)) from None


def known_migrations() -> frozenset[str]:
    """The names of the migrations of this version."""
    return frozenset(module.name for module in pkgutil.iter_modules(migrations.__path__))


def _applied(path: Path) -> frozenset[str]:
    """The migrations that the file has seen. Raises sqlite3.Error when it is damaged or cannot be written."""
    with closing(sqlite3.connect(path, timeout=20)) as database:
        found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        # A file that cannot be written is better found now than after the first exercise.
        database.execute("BEGIN IMMEDIATE")
        database.execute("ROLLBACK")
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'").fetchone():
            return frozenset()
        names = database.execute("SELECT name FROM django_migrations WHERE app = 'web'")
        return frozenset(name for (name,) in names)


def _refuse_newer(path: Path, applied: frozenset[str]) -> None:
    if applied - known_migrations():
        raise CannotStart(
            f"The data in {path} was last used with a newer Backwise, and this one could harm it. "
            "Install the newer version again, or name another folder: backwise serve --data FOLDER"
        )


def back_up(folder: Path) -> None:
    """Copy the data file as it is now into backups/, unless nothing changed since; the newest seven stay."""
    backups = folder / BACKUPS
    name = datetime.now(UTC).strftime("backwise-%Y%m%dT%H%M%S%fZ.sqlite3")
    draft = backups / f"{name}.new"
    try:
        with (
            closing(sqlite3.connect(folder / DATABASE, timeout=20)) as source,
            closing(sqlite3.connect(draft)) as copy,
        ):
            source.backup(copy)
        draft.chmod(0o600)
        earlier = _backups(folder)
        if earlier and filecmp.cmp(earlier[-1], draft, shallow=False):
            return
        draft.replace(backups / name)
    finally:
        draft.unlink(missing_ok=True)
    for old in _backups(folder)[:-KEEP]:
        old.unlink()


def _backups(folder: Path) -> list[Path]:
    return sorted((folder / BACKUPS).glob("backwise-*.sqlite3"))


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise sqlite3.OperationalError(str(error)) from None
    finally:
        connection.close()


def _cannot_use(folder: Path, error: Exception) -> str:
    """What is wrong with the file, and what to do: the reason is SQLite's or the system's."""
    path, reason = folder / DATABASE, getattr(error, "strerror", None) or str(error)
    # Damaged, not merely locked, full or forbidden.
    damaged = type(error) is sqlite3.DatabaseError
    copies = _backups(folder)
    if damaged and copies:
        return f"The data file {path} is damaged ({reason}). Put the last good copy in its place: cp '{copies[-1]}' '{path}'"
    if damaged:
        return (
            f"The data file {path} is damaged ({reason}), and there is no copy in {folder / BACKUPS}. "
            "Put a copy of your own in its place, or name another folder: backwise serve --data FOLDER"
        )
    return (
        f"Backwise cannot keep your data in {folder} ({reason}). "
        "Make room and give yourself the right to write there, or name another folder: backwise serve --data FOLDER"
    )
