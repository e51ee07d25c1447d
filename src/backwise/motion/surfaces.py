"""What a body can lie, stand, sit and lean on: the props as solid boxes, and what gives way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .flesh import Array, Flesh
from .motion import Motion
from .pose import Bones, point_of
from .skeleton import Skeleton
from .vectors import Vector, as_vector, vec

Table = Mapping[str, Any]
Span = Sequence[float]
FAR = 1000.0


@dataclass(frozen=True, eq=False, slots=True)
class Surface:
    """A solid box in the world, cm. `name` is how a sentence calls it."""

    name: str
    low: Vector
    high: Vector

    def gaps(self, flesh: Flesh) -> Array:
        """How far each ellipsoid is from the box, cm; below 0: how far it is inside."""
        centres, reach = flesh.centres, flesh.reach
        faces = np.concatenate((centres - reach - self.high, self.low - centres - reach), axis=1).max(axis=1)
        way = centres - np.clip(centres, self.low, self.high)
        apart = np.linalg.norm(way, axis=1)
        outside = apart > 1e-6
        # Of two bodies that do not overlap, every direction gives a lower bound of the gap: the largest is nearest to it.
        corners = np.where(outside, apart, -FAR)
        directions = way / np.maximum(apart, 1e-6)[:, None]
        corners[outside] -= flesh.reach_along(directions)[outside]
        nearest: Array = np.maximum(faces, corners)
        return nearest


@dataclass(frozen=True, eq=False, slots=True)
class Soft:
    """A pillow, or a saddle between the thighs: it may be pressed. An ellipsoid with axes along those of the world."""

    at: Vector
    radii: Vector
    name: str = "the pillow"

    def gaps(self, flesh: Flesh) -> Array:
        """How far each ellipsoid is from the pillow, cm; below 0 where it presses."""
        way = flesh.centres - self.at
        straight = way / np.maximum(np.linalg.norm(way, axis=1), 1e-6)[:, None]
        best = np.full(len(way), -FAR)
        for directions in (straight, *(np.broadcast_to(axis, way.shape) for axis in (*np.eye(3), *-np.eye(3)))):
            own = np.linalg.norm(directions * self.radii, axis=1)
            best = np.maximum(best, (way * directions).sum(axis=1) - own - flesh.reach_along(directions))
        return best


def _box(name: str, x: Span, y: Span, z: Span) -> Surface:
    return Surface(name, vec(x[0], y[0], z[0]), vec(x[1], y[1], z[1]))


def _floor(prop: Table) -> Iterator[Surface]:
    everywhere = (-FAR, FAR)
    yield _box(f"the {prop['type']}", everywhere, (-FAR, 0), everywhere)


def _pool(prop: Table) -> Iterator[Surface]:
    yield _box("the bottom of the pool", (-FAR, FAR), (-FAR, prop.get("bottom", 0)), (-FAR, FAR))


def _bed(prop: Table) -> Iterator[Surface]:
    (x0, x1), (z0, z1), height = prop["x"], prop["z"], prop.get("height", 45)
    yield _box("the bed", (x0, x1), (height - 16, height), (z0, z1))
    yield _box("the bed", (x0 + 4, x1 - 4), (0, height - 16), (z0 + 3, z1 - 3))


def _wall(prop: Table) -> Iterator[Surface]:
    x = prop["x"]
    thick = (x, FAR) if prop.get("side", 1) > 0 else (-FAR, x)
    yield _box("the wall", thick, (0, prop.get("height", 185)), prop.get("z", (-46, 40)))


def _chair(prop: Table) -> Iterator[Surface]:
    x, z, height = prop.get("x", (-20, 20)), prop.get("z", (-21, 21)), prop.get("height", 45)
    yield _box("the chair's seat", x, (height - 4, height), z)
    if prop.get("back", True):
        back = x[1] if prop.get("flip") else x[0]
        top = height + prop.get("back_height", 42)
        yield _box("the chair's back", (back - 1.5, back + 1.5), (height, top), (z[0] + 1, z[1] - 1))


def _counter(prop: Table) -> Iterator[Surface]:
    x, z, height = prop["x"], prop.get("z", (-46, 26)), prop.get("height", 90)
    yield _box("the counter's top", (x[0] - 2, x[1]), (height - 4, height), z)
    yield _box("the counter's front", (x[0] + 1, x[1]), (0, height - 4), (z[0], z[1] - 1))


SOLIDS = {
    "mat": _floor,
    "floor": _floor,
    "pool": _pool,
    "bed": _bed,
    "wall": _wall,
    "chair": _chair,
    "counter": _counter,
}


def surfaces_of(motion: Motion) -> list[Surface]:
    """Every solid surface of a motion. There is always a floor."""
    props = motion.description.props
    found = [surface for prop in props if prop["type"] in SOLIDS for surface in SOLIDS[prop["type"]](prop)]
    return found if has(motion, "mat", "floor", "pool") else [*_floor({"type": "floor"}), *found]


def has(motion: Motion, *kinds: str) -> bool:
    """Is there a prop of one of these kinds?"""
    return any(prop["type"] in kinds for prop in motion.description.props)


def soft_of(motion: Motion, bones: Bones) -> list[Soft]:
    """What gives way in a pose: pillows and a saddle."""
    return pillows_of(motion, bones) + [_saddle(prop) for prop in motion.description.props if prop["type"] == "bike"]


def pillows_of(motion: Motion, bones: Bones) -> list[Soft]:
    """The pillows of a motion, those that go with the body where they are in this pose."""
    return [_pillow(prop, bones, motion.skeleton) for prop in motion.description.props if prop["type"] == "pillow"]


def _pillow(prop: Table, bones: Bones, skeleton: Skeleton) -> Soft:
    radii = as_vector(prop.get("radii", (12, 4, 16)))
    if "to" not in prop:
        return Soft(as_vector(prop["at"]), radii)
    return Soft(point_of(bones, skeleton.points[prop["to"]]) + as_vector(prop.get("offset", (0, 0, 0))), radii)


def _saddle(prop: Table) -> Soft:
    return Soft(as_vector(prop["seat"]) + vec(1, -3, 0), vec(12, 3, 9), "the saddle")


def nearest(surfaces: Iterable[Surface | Soft], flesh: Flesh) -> tuple[Array, list[str]]:
    """Each ellipsoid's gap to its nearest surface, cm, and that surface's name."""
    listed = list(surfaces)
    gaps = np.array([surface.gaps(flesh) for surface in listed])
    best = gaps.argmin(axis=0)
    return gaps.min(axis=0), [listed[row].name for row in best]
