"""The flesh of one look on the bones of one pose: where every ellipsoid is and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .pose import Bones
from .skeleton import Ellipsoid, Look, Skeleton
from .vectors import Vector

Array = NDArray[np.float64]
# Stand-ins that only the drawing needs: they lie inside other flesh, or stand for it in another clothing.
DRAWN_ONLY = ("seat-low", "buttock-low", "shirt-hem", "trouser-hem", "sleeve-hem", "ankle-bare")


@dataclass(frozen=True, eq=False, slots=True)
class Flesh:
    """`centres` (n, 3) in the world, `axes` (n, 3, 3) with the half axes as columns, in cm."""

    names: tuple[str, ...]
    centres: Array
    axes: Array

    @property
    def reach(self) -> Array:
        """How far each ellipsoid reaches from its centre along x, y and z: (n, 3)."""
        reach: Array = np.sqrt((self.axes**2).sum(axis=2))
        return reach

    def reach_along(self, directions: Array) -> Array:
        """How far each ellipsoid reaches along its own direction of length one: (n, 3) gives (n,)."""
        along: Array = np.linalg.norm(np.einsum("nij,ni->nj", self.axes, directions), axis=1)
        return along

    def only(self, names: Iterable[str]) -> Flesh:
        """The flesh of these names."""
        wanted = set(names)
        rows = [row for row, name in enumerate(self.names) if name in wanted]
        return Flesh(tuple(self.names[row] for row in rows), self.centres[rows], self.axes[rows])

    def lowest(self, name: str) -> Vector:
        """The lowest point of an ellipsoid."""
        row = self.names.index(name)
        axes, down = self.axes[row], np.array((0.0, -1.0, 0.0))
        local = axes.T @ down
        point: Vector = self.centres[row] + axes @ (local / np.linalg.norm(local))
        return point


@lru_cache(maxsize=8)
def blobs_of(skeleton: Skeleton, build: str | None) -> Mapping[str, Ellipsoid]:
    """The ellipsoids of a build by name: those of the skeleton, scaled and moved where the build says so."""
    changes = skeleton.builds[build] if build else {}
    blobs = dict(skeleton.blobs)
    for name, (scale, shift) in changes.items():
        blob = blobs[name]
        blobs[name] = Ellipsoid(blob.bone, blob.at + shift, blob.radii * scale)
    return blobs


@lru_cache(maxsize=8)
def _shapes(skeleton: Skeleton, build: str | None) -> tuple[tuple[str, ...], tuple[str, ...], Array, Array]:
    """Names, bones, centres and half axes in the bone's frame."""
    kept = {
        name: blob
        for name, blob in blobs_of(skeleton, build).items()
        if name.removesuffix("_R").removesuffix("_L") not in DRAWN_ONLY
    }
    at, radii = (np.array([getattr(blob, field) for blob in kept.values()]) for field in ("at", "radii"))
    return tuple(kept), tuple(blob.bone for blob in kept.values()), at, radii


def flesh_of(bones: Bones, skeleton: Skeleton, look: Look) -> Flesh:
    """The flesh of this look on these bones."""
    names, on, at, radii = _shapes(skeleton, look.build)
    origins = np.array([bones[bone][0] for bone in on])
    turned = np.array([bones[bone][1] for bone in on])
    return Flesh(names, origins + np.einsum("nij,nj->ni", turned, at), turned * radii[:, None, :])
