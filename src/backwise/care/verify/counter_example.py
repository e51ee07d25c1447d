"""The smallest input that still breaks a law: what is not needed is taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def smallest(items: Sequence[Item], breaks: Callable[[tuple[Item, ...]], bool]) -> tuple[Item, ...]:
    """Take items away one after the other for as long as the rest still `breaks` the law."""
    kept = tuple(items)
    place = 0
    while place < len(kept):
        fewer = kept[:place] + kept[place + 1 :]
        if breaks(fewer):
            kept, place = fewer, 0
        else:
            place += 1
    return kept
