"""One line for each measurement: what, how much, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Row:
    """`measured` in `unit`; `goal` is the most allowed (or the least, where `least`); `beside` a limit from the same run."""

    what: str
    measured: float
    unit: str
    goal: float | None = None
    least: bool = False
    beside: str = ""

    @property
    def verdict(self) -> str:
        """Was the goal met? Empty where there is none."""
        if self.goal is None:
            return ""
        met = self.measured >= self.goal if self.least else self.measured <= self.goal
        return "met" if met else "MISSED"

    @property
    def limit(self) -> str:
        """What the measurement is held against."""
        if self.goal is None:
            return self.beside
        goal = f"goal {'at least' if self.least else 'at most'} {shown(self.goal)} {self.unit}".rstrip()
        return f"{goal}; {self.beside}" if self.beside else goal


def shown(value: float) -> str:
    """Three digits that matter."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def table(rows: Iterable[Row]) -> str:
    """The rows as a text table."""
    cells = [("what", "measured", "goal or limit, same run", "")]
    cells += [(row.what, f"{shown(row.measured)} {row.unit}".rstrip(), row.limit, row.verdict) for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


class Action(Protocol):
    def __call__(self) -> Any: ...


def seconds(action: Action, times: int, rounds: int = 7) -> float:
    """Seconds of processor time for one call: the median over rounds, each the mean of so many calls."""
    action()
    found = []
    for _ in range(rounds):
        start = process_time()
        for _ in range(times):
            action()
        found.append((process_time() - start) / times)
    return median(found)
