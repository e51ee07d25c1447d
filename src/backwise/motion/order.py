"""The painter's order: a coarse depth buffer of every part, compared wherever two parts overlap."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .camera import Camera
from .vectors import Matrix, Points, Vector

# An ellipsoid in space: centre, axes, half axes.
Solid = tuple[Vector, Matrix, Vector]
CELL = 1.4
STEPS = 4
# One cell counts no more than this (cm), so that a tip far in front does not outweigh a broad overlap.
CLEAR = 4.0
EVIDENCE = 0.5
ALWAYS = 1e6
NOTHING = -1e9
# Keeps a surface seen on edge from having no extent (cm2).
FLAT = 1e-6


@dataclass(frozen=True, slots=True)
class Buffer:
    """The depth of a part's front surface in a grid of cells; `left` and `top` are the numbers of the first column and row."""

    left: int
    top: int
    depth: Points


def cells(pairs: Iterable[tuple[Solid, Solid]], camera: Camera, cell: float = CELL) -> Buffer:
    """The front surface of pairs of ellipsoids, with some more between the two of a pair."""
    centres, spreads = _stamps(list(pairs), camera)
    reach = np.sqrt(np.stack((spreads[:, 0, 0], spreads[:, 1, 1]), axis=1))
    low = np.floor((centres[:, :2] - reach) / cell).astype(int)
    high = np.ceil((centres[:, :2] + reach) / cell).astype(int)
    left, top = (int(value) for value in low.min(0))
    columns, rows = (int(value) for value in high.max(0) - (left, top) + 1)
    depth = np.full((columns, rows), NOTHING)
    for centre, spread, first, last in zip(centres, spreads, low, high, strict=True):
        part = depth[first[0] - left : last[0] - left + 1, first[1] - top : last[1] - top + 1]
        _stamp(part, centre, spread, (first[0], first[1]), cell)
    return Buffer(left, top, depth)


def _stamps(pairs: Sequence[tuple[Solid, Solid]], camera: Camera) -> tuple[Points, Points]:
    """Every ellipsoid that stands for these pairs in the picture: centres (n, 3), spreads (n, 3, 3)."""
    shares = np.linspace(0, 1, STEPS + 1)[:, None]
    centres, halves = [], []
    for first, second in pairs:
        steps = shares if first is not second else shares[:1]
        centres.append(first[0] + (second[0] - first[0]) * steps)
        halves.append(first[1] * (first[2] + (second[2] - first[2]) * steps)[:, None, :])
    view = camera.axes
    seen = view @ np.concatenate(halves)
    return np.concatenate(centres) @ view.T, seen @ seen.transpose(0, 2, 1)


def _stamp(part: Points, centre: Vector, spread: Matrix, first: tuple[int, int], cell: float) -> None:
    """Lays one ellipsoid's front surface into its cells."""
    x = ((np.arange(part.shape[0]) + first[0]) * cell - centre[0])[:, None]
    y = ((np.arange(part.shape[1]) + first[1]) * cell - centre[1])[None, :]
    xx, xy, yy = float(spread[0, 0]) + FLAT, float(spread[0, 1]), float(spread[1, 1]) + FLAT
    area = xx * yy - xy * xy
    xz, yz = float(spread[0, 2]), float(spread[1, 2])
    tilt_x, tilt_y = (xz * yy - yz * xy) / area, (yz * xx - xz * xy) / area
    thick = math.sqrt(max(FLAT, float(spread[2, 2]) - tilt_x * xz - tilt_y * yz))
    left = 1 - ((yy / area) * x * x - (2 * xy / area) * x * y + (xx / area) * y * y)
    depth = centre[2] + tilt_x * x + tilt_y * y + thick * np.sqrt(np.maximum(left, 0))
    np.maximum(part, np.where(left > 0, depth, NOTHING), out=part)


def seen_cells(buffer: Buffer) -> set[tuple[int, int]]:
    """The cells that a part covers."""
    return {
        (int(a) + buffer.left, int(b) + buffer.top) for a, b in zip(*np.nonzero(buffer.depth > NOTHING), strict=True)
    }


def painter_order(
    buffers: Mapping[str, Buffer], depths: Mapping[str, float], always: Iterable[tuple[str, str]]
) -> list[str]:
    """The parts from the farthest to the nearest.

    Where the buffers of two parts overlap their depths decide; where nothing overlaps, `depths`. `always` are pairs whose first is painted
    first. A ring of parts that each cover another is cut where the evidence is weakest.
    """
    names = list(buffers)
    before: dict[str, dict[str, float]] = {name: {} for name in names}
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            nearer = _nearer(buffers[first], buffers[second])
            if nearer > EVIDENCE:
                before[first][second] = nearer
            elif nearer < -EVIDENCE:
                before[second][first] = -nearer
    for first, later in always:
        if first in before and later in before:
            before[first].pop(later, None)
            before[later][first] = ALWAYS
    order: list[str] = []
    left = set(names)
    while left:
        # The part that least has to wait for; among equals the farthest, then by name so that it never depends on chance.
        chosen = min(
            left,
            key=lambda name: (
                round(sum(w for other, w in before[name].items() if other in left), 1),
                depths[name],
                name,
            ),
        )
        order.append(chosen)
        left.remove(chosen)
    return order


def _nearer(first: Buffer, second: Buffer) -> float:
    """By how much the first lies in front of the second, added up over the cells that both cover."""
    left, top = max(first.left, second.left), max(first.top, second.top)
    right = min(first.left + first.depth.shape[0], second.left + second.depth.shape[0])
    bottom = min(first.top + first.depth.shape[1], second.top + second.depth.shape[1])
    if left >= right or top >= bottom:
        return 0.0
    one, other = (
        item.depth[left - item.left : right - item.left, top - item.top : bottom - item.top] for item in (first, second)
    )
    both = (one > NOTHING) & (other > NOTHING)
    return float(np.clip(one[both] - other[both], -CLEAR, CLEAR).sum())
