"""Outlines: what ellipsoids cover in the picture, as convex hulls. All of them at once, because one by one is slow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .camera import Camera
from .vectors import Matrix, Points, Vector

# An ellipsoid in space: centre, axes, half axes.
Solid = tuple[Vector, Matrix, Vector]
Group = Sequence[int]
# Directions of a hull, by the size of its biggest half axis in the picture (cm).
DIRECTIONS = ((3.2, 20), (6.0, 28), (float("inf"), 40))


class Silhouettes:
    """Ellipsoids in the picture: `centres` (n, 3) with their depth, `axes` (n, 3, 3) as the camera sees them, `radii` (n, 3)."""

    __slots__ = ("axes", "centres", "radii", "reach")

    def __init__(self, camera: Camera, centres: Points, axes: Points, radii: Points) -> None:
        self.centres: Points = centres @ camera.axes.T
        self.axes: Points = camera.axes @ axes
        self.radii = radii
        # Half axes as columns: right, down, toward the viewer.
        self.reach: Points = self.axes * radii[:, None, :]

    @property
    def extent(self) -> Points:
        """How far each one goes from its centre, right and down (n, 2)."""
        extent: Points = np.sqrt((self.reach[:, :2] ** 2).sum(2))
        return extent

    def hulls(self, groups: Sequence[Group], count: int = 0) -> list[Points]:
        """The outline (m, 2) around each group of ellipsoids, given by their numbers; `count` fixes m."""
        biggest = np.abs(self.reach[:, :2]).max((1, 2)).tolist()
        by_count: dict[int, list[int]] = {}
        for place, group in enumerate(groups):
            big = max(biggest[number] for number in group)
            ways = count or next(ways for most, ways in DIRECTIONS if big < most)
            by_count.setdefault(ways, []).append(place)
        found: dict[int, Points] = {}
        for ways, places in by_count.items():
            found.update(zip(places, self._around([groups[place] for place in places], ways), strict=True))
        return [found[place] for place in range(len(groups))]

    def _around(self, groups: Sequence[Group], count: int) -> Points:
        """For every direction, the point of the ellipsoid of the group that reaches farthest (groups, count, 2)."""
        ways, flat = directions(count), self.reach[:, :2]
        along = ways @ flat
        lengths = np.maximum(np.sqrt((along**2).sum(2)), 1e-9)
        support = self.centres[:, :2] @ ways.T + lengths
        points = self.centres[:, None, :2] + (along / lengths[:, :, None]) @ flat.transpose(0, 2, 1)
        widest = max(len(group) for group in groups)
        # Filled up with the first one of the group, which changes nothing.
        members = np.array([(*group, *[group[0]] * (widest - len(group))) for group in groups])
        ahead = support[members].argmax(1)
        rows = np.arange(len(groups))[:, None]
        chosen: Points = points[members[rows, ahead], np.arange(count)]
        return chosen


def silhouettes(camera: Camera, solids: Iterable[Solid]) -> Silhouettes:
    """Silhouettes of single ellipsoids."""
    centres, axes, radii = zip(*solids, strict=True)
    return Silhouettes(camera, np.array(centres), np.array(axes), np.array(radii))


@lru_cache(maxsize=8)
def directions(count: int) -> Points:
    """Unit vectors all around (count, 2)."""
    angles = 2 * np.pi * np.arange(count) / count
    return np.column_stack((np.cos(angles), np.sin(angles)))


def without_hidden(polys: Sequence[Points]) -> list[Points]:
    """The same area with fewer points: those that lie deep in another of these convex outlines are left out.

    First each outline is cut by the later ones as they were, then by the earlier ones as they are by then: what one loses
    is always still covered by another.
    """
    return _cut(_cut(list(polys), np.greater), np.less)


def _cut(polys: list[Points], counts: np.ufunc) -> list[Points]:
    """Each outline without its points in those others whose number is greater, or less, than its own."""
    if len(polys) < 2:
        return polys
    starts = np.cumsum([0, *map(len, polys)])
    inside = _inside(np.concatenate(polys), polys)
    if not inside.any():
        return polys
    numbers = np.arange(len(polys))
    out = []
    for number, poly in enumerate(polys):
        hidden = inside[starts[number] : starts[number + 1]] & counts(numbers, number)
        kept = poly[~_spare(hidden)] if hidden.any() else poly
        if len(kept) > 2:
            out.append(kept)
    return out


def _spare(hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which points of an outline can go, by (point, other outline that it lies in).

    A point goes where both its neighbours lie in the same other outline, and so does the line that closes the gap; two that
    follow each other must not go for the sake of different outlines.
    """
    before, after = np.arange(-1, len(hidden) - 1), np.arange(1 - len(hidden), 1)
    deep = hidden & hidden[before] & hidden[after]
    gone: NDArray[np.bool_] = np.logical_or.reduce(deep, axis=1)
    sake = np.where(gone, deep.argmax(axis=1), -1)
    spare: NDArray[np.bool_] = gone & ((sake[after] == sake) | ~gone[after])
    return spare


def _inside(points: Points, polys: list[Points]) -> NDArray[np.bool_]:
    """(points, polys): which point lies in which outline. All outlines turn the same way."""
    ends = np.cumsum([len(poly) for poly in polys])
    starts = np.concatenate(([0], ends[:-1]))
    begins = np.concatenate(polys)
    after = np.arange(1, len(begins) + 1)
    after[ends - 1] = starts
    edges = begins[after] - begins
    beyond = points[:, 1:] * edges[:, 0] - points[:, :1] * edges[:, 1]
    beyond -= begins[:, 1] * edges[:, 0] - begins[:, 0] * edges[:, 1]
    inside: NDArray[np.bool_] = np.minimum.reduceat(beyond, starts, axis=1) > 0
    return inside
