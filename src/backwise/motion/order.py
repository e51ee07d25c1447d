"""The painter's order: a coarse depth buffer of every part, compared wherever two parts overlap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .camera import Camera
from .outline import Silhouettes, Solid, silhouettes
from .vectors import Points

Numbers = NDArray[np.int64]
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
    solids = [solid for pair in pairs for solid in pair]
    numbers = [(place, place + 1) for place in range(0, len(solids), 2)]
    return buffers({"": numbers}, silhouettes(camera, solids), cell)[""]


def buffers(parts: Mapping[str, Sequence[tuple[int, int]]], seen: Silhouettes, cell: float = CELL) -> dict[str, Buffer]:
    """The front surface of each part, given as pairs of numbers of ellipsoids: everything stamped in one go."""
    part, centres, spreads = _stamps(list(parts.values()), seen)
    reach = np.sqrt(spreads[:, (0, 1), (0, 1)])
    low = np.floor((centres[:, :2] - reach) / cell).astype(np.int64)
    high = np.ceil((centres[:, :2] + reach) / cell).astype(np.int64)
    starts = np.flatnonzero(np.diff(part, prepend=-1))
    corner = np.minimum.reduceat(low, starts)
    size = np.maximum.reduceat(high, starts) - corner + 1
    ends = np.cumsum(size[:, 0] * size[:, 1])
    begins = ends - size[:, 0] * size[:, 1]
    pool = np.full(int(ends[-1]), NOTHING)
    which, column, row = _grid(low, high)
    inside, depth = _fronts(centres, spreads, which, cell * column.astype(float), cell * row.astype(float))
    owner = part[which[inside]]
    across, down = column[inside] - corner[owner, 0], row[inside] - corner[owner, 1]
    np.maximum.at(pool, begins[owner] + across * size[owner, 1] + down, depth)
    return {
        name: Buffer(int(left), int(top), pool[begin:end].reshape(columns, rows))
        for name, (left, top), (columns, rows), begin, end in zip(parts, corner, size, begins, ends, strict=True)
    }


def _stamps(parts: Sequence[Sequence[tuple[int, int]]], seen: Silhouettes) -> tuple[Numbers, Points, Points]:
    """Every ellipsoid that stands for these pairs: number of its part (n,), centre (n, 3) and spread (n, 3, 3) as seen."""
    shares = [step / STEPS for step in range(STEPS + 1)]
    rows = [
        (number, first, second, share)
        for number, pairs in enumerate(parts)
        for first, second in pairs
        for share in (shares if first != second else shares[:1])
    ]
    table = np.array(rows)
    part, first, second = table[:, :3].astype(np.int64).T
    share = table[:, 3:]
    centres = seen.centres[first] + (seen.centres[second] - seen.centres[first]) * share
    radii = seen.radii[first] + (seen.radii[second] - seen.radii[first]) * share
    halves = seen.axes[first] * radii[:, None, :]
    return part, centres, halves @ halves.transpose(0, 2, 1)


def _grid(low: Numbers, high: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """All cells from `low` to `high` of every stamp in one row: number of the stamp, column, row."""
    columns, rows = (high - low + 1).T
    counts = columns * rows
    which = np.repeat(np.arange(len(low)), counts)
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    across, down = np.divmod(within, rows[which])
    return which, across + low[which, 0], down + low[which, 1]


def _fronts(centres: Points, spreads: Points, which: Numbers, x: Points, y: Points) -> tuple[NDArray[np.bool_], Points]:
    """Which of these points lie on their ellipsoid (n,), and how near its front is there."""
    xx, yy, xy = spreads[:, 0, 0] + FLAT, spreads[:, 1, 1] + FLAT, spreads[:, 0, 1]
    xz, yz = spreads[:, 0, 2], spreads[:, 1, 2]
    area = xx * yy - xy * xy
    tilt_x, tilt_y = (xz * yy - yz * xy) / area, (yz * xx - xz * xy) / area
    thick = np.sqrt(np.maximum(FLAT, spreads[:, 2, 2] - tilt_x * xz - tilt_y * yz))
    x, y = x - centres[which, 0], y - centres[which, 1]
    left = 1 - ((yy / area)[which] * x * x - (2 * xy / area)[which] * x * y + (xx / area)[which] * y * y)
    inside = left > 0
    which, x, y = which[inside], x[inside], y[inside]
    depth = centres[which, 2] + tilt_x[which] * x + tilt_y[which] * y + thick[which] * np.sqrt(left[inside])
    return inside, depth


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
    before = _evidence(buffers)
    for first, later in always:
        if first in before and later in before:
            before[first].pop(later, None)
            before[later][first] = ALWAYS
    order: list[str] = []
    waits = {name: sum(others.values()) for name, others in before.items()}
    while waits:
        # The part that least has to wait for; among equals the farthest, then by name so that it never depends on chance.
        chosen = min(waits, key=lambda name: (round(waits[name], 1), depths[name], name))
        order.append(chosen)
        del waits[chosen]
        for name in waits:
            waits[name] -= before[name].get(chosen, 0.0)
    return order


def _evidence(buffers: Mapping[str, Buffer]) -> dict[str, dict[str, float]]:
    """For each part those that must be painted before it, and how clearly so."""
    names = list(buffers)
    before: dict[str, dict[str, float]] = {name: {} for name in names}
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            nearer = _nearer(buffers[first], buffers[second])
            if nearer > EVIDENCE:
                before[first][second] = nearer
            elif nearer < -EVIDENCE:
                before[second][first] = -nearer
    return before


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
