"""How often somebody may be wrong, and codes that work once: kept in memory, gone with the process."""

from __future__ import annotations

import secrets
from collections import deque
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=10)
# Letters and figures that cannot be mistaken for each other.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


class Attempts:
    """Counts wrong tries within ten minutes: by address, and over all (an attacker may have many addresses)."""

    def __init__(self, each: int, together: int) -> None:
        self._each, self._together = each, together
        self._wrong: deque[tuple[datetime, str]] = deque(maxlen=together)
        self._lock = Lock()

    def wait(self, address: str, now: datetime) -> timedelta:
        """How long this address has to wait before the next try; zero: it may try."""
        with self._lock:
            recent = [(at, who) for at, who in self._wrong if now - at < WINDOW]
            own = [at for at, who in recent if who == address]
            if len(own) >= self._each:
                return own[-self._each] + WINDOW - now
            return recent[0][0] + WINDOW - now if len(recent) >= self._together else timedelta(0)

    def count_wrong(self, address: str, now: datetime) -> None:
        """Count a wrong try."""
        with self._lock:
            self._wrong.append((now, address))

    def forget(self, address: str) -> None:
        """The right answer: earlier slips of this address no longer count."""
        with self._lock:
            kept = [item for item in self._wrong if item[1] != address]
            self._wrong = deque(kept, maxlen=self._together)


class Codes:
    """Codes that let one browser in, once, for ten minutes."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}
        self._lock = Lock()

    def make(self, now: datetime) -> str:
        """A new code. Earlier ones end: what is on the screen is what counts."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        with self._lock:
            self._until = {code: now + WINDOW}
        return code

    def stands(self, code: str, now: datetime) -> bool:
        """Would this code let somebody in?"""
        with self._lock:
            until = self._until.get(code.upper())
            return until is not None and now < until

    def use(self, code: str, now: datetime) -> bool:
        """Spend the code. False when it was never given out, is spent, or is older than ten minutes."""
        with self._lock:
            until = self._until.pop(code.upper(), None)
            return until is not None and now < until
