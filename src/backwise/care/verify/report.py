"""What verify found: how much was looked at, and every law that was broken with its smallest counter-example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# Called with the part, how many pieces of it are done, and how many there are.
Progress = Callable[[str, int, int], None]
PARTS = ("bars", "programmes", "screens")


@dataclass(frozen=True, slots=True)
class Violation:
    """One law that does not hold. `subject` is the exercise, flag or fact; `example` the smallest input found that breaks it."""

    part: str
    law: str
    subject: str
    example: Mapping[str, Any]

    def __str__(self) -> str:
        example = ", ".join(f"{key} = {_shown(value)}" for key, value in self.example.items())
        return f"{self.part}: {self.law}: {self.subject} ({example or 'the plain baseline'})"

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Smallest example first."""
        return (_size(self.example), PARTS.index(self.part), self.law, self.subject)


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _size(example: Mapping[str, Any]) -> int:
    return sum(len(value) if isinstance(value, tuple | list) else 1 for value in example.values())


@dataclass
class Findings:
    """What one worker gathers: counts of what it looked at, and for each law and subject the smallest violation."""

    part: str
    counts: Counter[str] = field(default_factory=Counter)
    broken: dict[tuple[str, str], Violation] = field(default_factory=dict)

    def break_law(self, law: str, subject: str, example: Mapping[str, Any]) -> None:
        """Note a violation; of several of the same law and subject the smallest stays."""
        found = Violation(self.part, law, subject, dict(example))
        self.counts["violations"] += 1
        before = self.broken.get((law, subject))
        if before is None or found.order < before.order:
            self.broken[law, subject] = found

    def known(self, law: str, subject: str, size: int) -> bool:
        """Is there an example already that is no larger? Then a further one need not be made smaller."""
        before = self.broken.get((law, subject))
        return before is not None and _size(before.example) <= size

    def add(self, other: Findings) -> None:
        """Take in what another worker found."""
        self.counts.update(other.counts)
        for key, found in other.broken.items():
            before = self.broken.get(key)
            if before is None or found.order < before.order:
                self.broken[key] = found


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of each part ("bars" -> "cases" -> 388096) and every broken law, smallest example first."""

    counts: Mapping[str, Mapping[str, int]]
    violations: tuple[Violation, ...]

    @property
    def ok(self) -> bool:
        return not self.violations


def report_of(found: Iterable[Findings]) -> Report:
    """One report from the findings of each part."""
    parts = list(found)
    broken = [violation for part in parts for violation in part.broken.values()]
    counts = {part.part: dict(part.counts) for part in parts}
    return Report(counts, tuple(sorted(broken, key=lambda violation: violation.order)))
