"""Colours as "#rrggbb"."""

from __future__ import annotations


def mix(first: str, second: str, share: float) -> str:
    """A colour between two."""
    pairs = [(int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
