"""Outlines: what a group of ellipsoids covers in the picture, as a convex hull."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from .camera import Camera
from .vectors import Matrix, Points, Vector

# Directions of a hull, by the size of its biggest half axis in the picture (cm).
DIRECTIONS = ((3.2, 20), (6.0, 28), (float("inf"), 40))


class Silhouette:
    """One ellipsoid in the picture: its centre, and its half axes as the columns of a 2 x 3 matrix."""

    __slots__ = ("axes", "centre", "size")

    def __init__(self, camera: Camera, centre: Vector, axes: Matrix, radii: Vector) -> None:
        flat = camera.axes[:2]
        self.centre: Points = flat @ centre
        self.axes: Points = (flat @ axes) * radii
        self.size = float(np.abs(self.axes).max())


@lru_cache(maxsize=8)
def _directions(count: int) -> Points:
    angles = 2 * np.pi * np.arange(count) / count
    return np.column_stack((np.cos(angles), np.sin(angles)))


def hull(shapes: Sequence[Silhouette], grow: float = 0.0) -> Points:
    """The convex outline (n, 2) around silhouettes: for every direction the point of the one that reaches farthest."""
    big = max(shape.size for shape in shapes)
    ways = _directions(next(count for most, count in DIRECTIONS if big < most))
    centres = np.array([shape.centre for shape in shapes])
    axes = np.array([shape.axes for shape in shapes])
    along = np.einsum("kij,ni->knj", axes, ways)
    lengths = np.maximum(np.sqrt((along**2).sum(2)), 1e-9)
    farthest = (centres @ ways.T + lengths).argmax(0)
    picked = np.arange(len(ways))
    reach = np.einsum("nij,nj->ni", axes[farthest], along[farthest, picked] / lengths[farthest, picked, None])
    outline: Points = centres[farthest] + reach + grow * ways
    return outline
