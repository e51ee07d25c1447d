"""One thing that is wrong with the knowledge: file, key, what, how to mend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`file` is relative to the knowledge folder."""

    file: str
    key: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what} {self.mend}"
