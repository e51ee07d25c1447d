"""The folder that holds everything about one person: its place, its modes, the key that signs cookies."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DATABASE = "backwise.sqlite3"
SECRET_KEY = "secret-key"  # noqa: S105 the name of a file
PASSPHRASE = "passphrase"  # noqa: S105 the name of a file
BACKUPS = "backups"


class CannotStart(Exception):
    """Backwise cannot run as asked; the message is a sentence for the person who started it."""


def data_folder(given: str | Path | None = None) -> Path:
    """Where the data lives: `given`, else BACKWISE_DATA, else the XDG data folder (contracts 6)."""
    if named := given or os.environ.get("BACKWISE_DATA"):
        return Path(named).expanduser().absolute()
    # XDG: a relative path in the variable is to be ignored.
    base = Path(os.environ.get("XDG_DATA_HOME") or "")
    return (base if base.is_absolute() else Path.home() / ".local" / "share") / "backwise"


def open_folder(folder: Path) -> None:
    """Make the folder if need be, readable by its owner alone. Raises CannotStart."""
    with _said(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
        for path in (folder / name for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", SECRET_KEY)):
            if path.exists():
                path.chmod(0o600)


def secret_key(folder: Path) -> str:
    """The key that signs cookies, made once. Raises CannotStart."""
    path = folder / SECRET_KEY
    with _said(folder):
        if not path.exists() or not path.read_text("ascii").strip():
            write_private(path, secrets.token_urlsafe(48))
        return path.read_text("ascii").strip()


def write_private(path: Path, text: str) -> None:
    """Write a file of mode 0600 whole or not at all."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "a file in it is not text"
        raise CannotStart(
            f"Backwise cannot keep your data in {folder}: {reason}. "
            "Make room and give yourself the right to write there, or name another folder: backwise serve --data FOLDER"
        ) from None
