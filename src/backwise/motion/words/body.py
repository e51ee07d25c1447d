"""What can be measured on a key pose: points, angles, what touches what. Centimetres and degrees."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from ..flesh import Flesh, flesh_of
from ..motion import Motion
from ..pose import Bones, Pose, bones_of, point_of
from ..skeleton import OTHER, SIDES
from ..surfaces import pillows_of, surfaces_of
from ..vectors import Vector, angle_between, unit, vec

# Skin that is so near touches (cm).
NEAR = 3.0
# What gives way (a pillow, a calf, the small of the back) is drawn no farther from what it rests on than this (cm).
SOFT = 4.5
# The shoulder of an arm that carries the trunk is this much above its elbow (cm).
PROPPED = 15.0
# A counter that begins this far ahead is in front of the body (cm).
IN_FRONT = 15.0
# Where a counter reaches that does not say so, as it is drawn (cm).
COUNTER_Z = (-46.0, 26.0)
# A low back bent by less than this is flat or hollow (degrees).
ROUNDED = 21.0
FLOORS = ("the floor", "the mat", "the bottom of the pool")
GROUNDS = (*FLOORS, "the bed")
# A foot is flat whose heel and ball differ in height by less (cm).
FLAT = 2.0


@dataclass(frozen=True, eq=False)
class Body:
    """A key pose of a motion, measured."""

    motion: Motion
    key: str

    @property
    def pose(self) -> Pose:
        return self.motion.poses[self.key]

    @property
    def described(self) -> Mapping[str, Any]:
        return self.motion.description.keys[self.key]

    @cached_property
    def bones(self) -> Bones:
        return bones_of(self.pose, self.motion.skeleton)

    def at(self, name: str) -> Vector:
        """A named point of the body in the world; of a sided one without its side the middle between both."""
        points = self.motion.skeleton.points
        if name.endswith("_"):
            middle: Vector = (self.at(f"{name}R") + self.at(f"{name}L")) / 2
            return middle
        return point_of(self.bones, points[name])

    def angle(self, first: str, joint: str, second: str) -> float:
        """The inner angle at a joint: 180 is straight."""
        return angle_between(self.at(first) - self.at(joint), self.at(second) - self.at(joint))

    def knee(self, side: str) -> float:
        return self.angle(f"hip_{side}", f"knee_{side}", f"ankle_{side}")

    def hip(self, side: str) -> float:
        return self.angle(f"shoulder_{side}", f"hip_{side}", f"knee_{side}")

    def angles(self, *joints: str) -> list[float]:
        """These inner angles ("knee", "hip", "shoulder", "elbow") of both sides."""
        return [getattr(self, joint)(side) for joint in joints for side in SIDES]

    def shoulder(self, side: str) -> float:
        return self.angle(f"hip_{side}", f"shoulder_{side}", f"elbow_{side}")

    def elbow(self, side: str) -> float:
        return self.angle(f"shoulder_{side}", f"elbow_{side}", f"wrist_{side}")

    def ankle(self, side: str) -> float:
        """How far the toes are drawn up toward the shin: 0 is a right angle, below it they point away."""
        shank, foot = self.bones[f"shank_{side}"][1], self.bones[f"foot_{side}"][1]
        return 90 - angle_between(foot[:, 0], shank[:, 1])

    @cached_property
    def trunk(self) -> Vector:
        """The direction from the hips to the shoulders."""
        return unit(self.at("shoulder_") - self.at("hip_"))

    @cached_property
    def facing(self) -> Vector:
        """Where an upright pelvis faces, level."""
        forward = self.bones["pelvis"][1][:, 0]
        return unit(vec(forward[0], 0, forward[2]))

    @property
    def lean(self) -> float:
        """How far an upright trunk leans forward (-: back)."""
        return math.degrees(math.atan2(float(self.trunk @ self.facing), self.trunk[1]))

    @property
    def side_lean(self) -> float:
        """How far an upright trunk leans to the right side (-: to the left)."""
        across = np.cross(self.facing, vec(0, 1, 0))
        return math.degrees(math.atan2(float(self.trunk @ across), self.trunk[1]))

    @property
    def turned(self) -> float:
        """By how much the shoulders are turned against the hips, either way."""
        shoulders, hips = (self.at(f"{name}_R") - self.at(f"{name}_L") for name in ("shoulder", "hip"))
        return angle_between(shoulders * vec(1, 0, 1), hips * vec(1, 0, 1))

    @property
    def pelvis_roll(self) -> float:
        """How far the pelvis is rolled back, against the trunk."""
        up, forward = self.bones["pelvis"][1][:, 1], self.bones["pelvis"][1][:, 0]
        return math.degrees(math.atan2(float(self.trunk @ forward), float(self.trunk @ up)))

    @property
    def bend(self) -> float:
        """How far the back is bent forward (-: backward) against its neutral curve: lumbar and thorax together."""
        return float(self.pose.spine["lumbar"][0] + self.pose.spine["thorax"][0])

    @property
    def rounded(self) -> bool:
        """Is the low back bent beyond flat?"""
        return float(self.pose.spine["lumbar"][0]) > ROUNDED

    @property
    def head(self) -> float:
        """The pitch of the face: 90 looks up, -90 down."""
        return math.degrees(math.asin(float(np.clip(self.bones["head"][1][1, 0], -1, 1))))

    @cached_property
    def flesh(self) -> Flesh:
        return flesh_of(self.bones, self.motion.skeleton, self.motion.look)

    @cached_property
    def gaps(self) -> Mapping[str, Mapping[str, float]]:
        """How far each blob is from each surface, by the surface's name, cm."""
        found: dict[str, dict[str, float]] = {}
        for surface in surfaces_of(self.motion):
            gaps = found.setdefault(surface.name, dict.fromkeys(self.flesh.names, math.inf))
            for name, gap in zip(self.flesh.names, surface.gaps(self.flesh), strict=True):
                gaps[name] = min(gaps[name], float(gap))
        return found

    @cached_property
    def pillows(self) -> tuple[frozenset[str], ...]:
        """The blobs that rest on each pillow."""
        gaps = [pillow.gaps(self.flesh) for pillow in pillows_of(self.motion, self.bones)]
        return tuple(frozenset(self.flesh.names[row] for row in np.flatnonzero(gap <= SOFT)) for gap in gaps)

    def touching(self, *surfaces: str, near: float = NEAR) -> frozenset[str]:
        """The blobs that are no farther than `near` from one of these surfaces."""
        return frozenset(
            name for surface in surfaces for name, gap in self.gaps.get(surface, {}).items() if gap <= near
        )

    @cached_property
    def grounded(self) -> frozenset[str]:
        """The blobs that touch floor, mat, bed or the bottom of a pool."""
        return self.touching(*GROUNDS)

    def on_ground(self, *blobs: str) -> bool:
        """Do all of these lie on the ground?"""
        return self.grounded.issuperset(blobs)

    def foot_down(self, side: str) -> bool:
        """Does any of the foot stand on the ground?"""
        return not self.grounded.isdisjoint({f"heel_{side}", f"ball_{side}", f"toes_{side}"})

    def foot_flat(self, side: str) -> bool:
        foot = self.bones[f"foot_{side}"][1]
        return self.on_ground(f"heel_{side}", f"ball_{side}") and abs(float(foot[1, 0])) * 14 < FLAT

    def foot_low(self, side: str) -> bool:
        """Is heel or toes of a lying leg on the ground, or all but?"""
        return self.foot_down(side) or not self.grounded.isdisjoint({f"calf_{side}", f"calf-low_{side}"})

    def heel_height(self, side: str) -> float:
        return float(self.at(f"heel_{side}")[1])

    def knee_down(self, side: str) -> bool:
        """Does the knee rest on the ground, or on a pillow there?"""
        return self.on_ground(f"knee_{side}") or self.on_pillow(f"knee_{side}")

    def on_pillow(self, *blobs: str) -> bool:
        """Is there a pillow under, or between, all of these?"""
        return any(touched.issuperset(blobs) for touched in self.pillows)

    def forearm_down(self, side: str) -> bool:
        """Does the forearm lie on the ground?"""
        return self.touching(*GROUNDS, near=SOFT).issuperset({f"elbow_{side}", f"wrist_{side}"})

    def forearm_props(self, side: str) -> bool:
        """Does the forearm carry the trunk, so that the shoulder is well above the elbow?"""
        high = float((self.at(f"shoulder_{side}") - self.at(f"elbow_{side}"))[1])
        return self.on_ground(f"elbow_{side}") and high > PROPPED

    def counter_side(self) -> str:
        """Is there a counter "beside" the body, or "before" it? Else ""."""
        for prop in self.motion.description.props:
            if prop["type"] == "counter":
                return "before" if float(prop["x"][0] - self.at("pelvis")[0]) > IN_FRONT else "beside"
        return ""

    def from_counter(self, way: Vector) -> bool:
        """Does this way lead away from a counter beside the body?"""
        middles = [
            sum(prop.get("z", COUNTER_Z)) / 2
            for prop in self.motion.description.props
            if prop["type"] == "counter" and self.counter_side() == "beside"
        ]
        return any((float(self.at("pelvis")[2]) - middle) * float(way[2]) > 0 for middle in middles)

    def back_on_wall(self) -> bool:
        """Does the trunk touch the wall that is behind it?"""
        trunk = {"buttock", "seat", "pelvis-top", "waist", "ribs", "chest", "chest-top"}
        return self.heels_before_wall() > 0 and not trunk.isdisjoint(self.touching("the wall", near=SOFT))

    def heels_before_wall(self) -> float:
        """How far the heels are in front of a wall behind the body; below 0 with the wall ahead, cm."""
        wall = next(prop for prop in self.motion.description.props if prop["type"] == "wall")
        return float((self.at("heel_") - vec(wall["x"], 0, 0)) @ self.facing)

    def has(self, kind: str) -> bool:
        """Is there a prop of this kind?"""
        return any(prop["type"] == kind for prop in self.motion.description.props)


@lru_cache(maxsize=32)
def body_of(motion: Motion, key: str) -> Body:
    """A key pose, measured once."""
    return Body(motion, key)


def in_line(body: Body, names: Iterable[str], within: float = 6.0, straight: float = 162.0) -> bool:
    """Do these points lie in one straight line, to `within` cm and an angle of `straight` degrees at each?"""
    points = [body.at(name) for name in names]
    along = unit(points[-1] - points[0])
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        way = point - points[0]
        off = float(np.linalg.norm(way - along * (way @ along)))
        if off > within or angle_between(before - point, after - point) < straight:
            return False
    return True


def other(side: str) -> str:
    return OTHER[side]
