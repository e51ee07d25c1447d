"""The passphrase: kept as a scrypt hash (RFC 7914) in the data folder, checked slowly and not too often."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from pathlib import Path
from threading import Lock

from .folder import PASSPHRASE, CannotStart, write_private

SHORTEST = 8
COST, BLOCKS, PARALLEL = 1 << 15, 8, 1
MEMORY = 64 * 1024 * 1024

# One at a time: many wrong tries at once must not take all memory (32 MB each).
_one_at_a_time = Lock()


def keep(folder: Path, passphrase: str) -> None:
    """Set the passphrase; every browser that was signed in has to sign in again. Raises CannotStart when it is too short."""
    text = _normal(passphrase)
    if len(text) < SHORTEST:
        raise CannotStart(
            f"A passphrase needs at least {SHORTEST} characters. Four words that do not belong together make a good one."
        )
    salt = secrets.token_bytes(16)
    write_private(folder / PASSPHRASE, f"scrypt {salt.hex()} {_digest(text, salt).hex()}")


def kept(folder: Path) -> str | None:
    """The stored hash; None when no passphrase is set. An unreadable file counts as one that nothing matches."""
    try:
        return (folder / PASSPHRASE).read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        return ""


def matches(stored: str, passphrase: str) -> bool:
    """Is this the passphrase?"""
    parts = stored.split(" ")
    if len(parts) != 3 or parts[0] != "scrypt":
        return False
    with _one_at_a_time:
        digest = _digest(_normal(passphrase), bytes.fromhex(parts[1]))
    return hmac.compare_digest(digest, bytes.fromhex(parts[2]))


def _digest(text: str, salt: bytes) -> bytes:
    return hashlib.scrypt(text.encode(), salt=salt, n=COST, r=BLOCKS, p=PARALLEL, maxmem=MEMORY)


def _normal(passphrase: str) -> str:
    """The same letters typed on another keyboard are the same passphrase."""
    return unicodedata.normalize("NFKC", passphrase).strip()
