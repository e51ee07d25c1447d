"""One thing that is wrong with the knowledge: file, key, what, how to mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`file` is relative to the knowledge folder."""

    file: str
    key: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what} {self.mend}"


def unknown(file: str, key: str, name: str, kind: str, known: Iterable[str]) -> Finding:
    """The finding for a name that points at nothing; `kind` says what it should be ("exercise")."""
    close = get_close_matches(name, list(known), 1)
    mend = f"Did you mean {close[0]}?" if close else "Use one that exists, or add it."
    return Finding(file, key, f"names the {kind} {name!r}, which does not exist.", mend)
