"""How a body stands, sits, kneels or lies in a pose: what touches, where its weight is, and what carries it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from .flesh import Array
from .pose import Bones
from .samples import Sample
from .skeleton import SIDES
from .surfaces import nearest, soft_of, surfaces_of
from .vectors import Vector, vec

# Skin touches a surface that is no farther away, and flesh that spreads is carried by one that is no farther (cm).
TOUCHES, CARRIES = 1.5, 2.5
# A trunk lies when its axis rises less than this (sine of the angle).
LEVEL = 0.55
# Shares of the body's weight: bone, its middle in the bone's frame, share (Dempster's segments).
CENTRE: tuple[tuple[str, tuple[float, float, float], float], ...] = (
    ("head", (1.2, 9, 0), 0.08),
    ("pelvis", (-1, 2, 0), 0.14),
    ("lumbar2", (3, 2, 0), 0.14),
    ("thorax2", (3.5, 4, 0), 0.22),
)
LIMBS: tuple[tuple[str, tuple[float, float, float], float], ...] = (
    ("thigh", (0, -18, 0), 0.10),
    ("shank", (0, -17, 0), 0.0465),
    ("foot", (4, -4, 0), 0.0145),
    ("upper_arm", (0, -13, 0), 0.027),
    ("forearm", (0, -10.5, 0), 0.016),
    ("hand", (0, -6, 0), 0.006),
)
# The shares of a contact's reach at which it still carries.
PATCH = 0.6
HANDS = ("palm", "knuckles", "fingers", "fingertips", "thumb-root", "thumb-tip", "wrist-hand")
FOREARMS = ("elbow", "elbow-low", "forearm", "wrist")


def part_of(blob: str) -> str:
    """The name of a blob without its side."""
    return blob[:-2] if blob.endswith(("_R", "_L")) else blob


@lru_cache(maxsize=64)
def contacts(sample: Sample) -> dict[str, tuple[float, str]]:
    """For every blob how far the nearest surface is (cm), and which that is. Pillows and saddles count."""
    gaps, names = nearest([*surfaces_of(sample.motion), *soft_of(sample.motion, sample.bones)], sample.flesh)
    return {blob: (float(gap), name) for blob, gap, name in zip(sample.flesh.names, gaps, names, strict=True)}


def touching(sample: Sample, near: float = TOUCHES) -> set[str]:
    """The blobs that touch something."""
    return {blob for blob, (gap, _) in contacts(sample).items() if gap <= near}


def lies(sample: Sample) -> bool:
    """Is the trunk near level and the pelvis or the back on a surface?"""
    level = abs(float(sample.bones["pelvis"][1][1, 1])) < LEVEL
    trunk = (*sample.motion.skeleton.sets["trunk"], "hip_R", "hip_L", "shoulder_R", "shoulder_L")
    return level and bool(touching(sample, CARRIES).intersection(trunk))


def sits(sample: Sample) -> bool:
    """Is the seat on something, with the trunk upright?"""
    upright = float(sample.bones["pelvis"][1][1, 1]) >= LEVEL
    where = {contacts(sample)[blob][1] for blob in touching(sample).intersection(("seat", "buttock"))}
    return upright and bool(where - {"the wall", "the chair's back"})


def holds_on(sample: Sample) -> bool:
    """Do hands, forearms or the back have something to hold or lean on beside the ground?"""
    upright = {"the wall", "the chair's back", "the counter's top", "the counter's front", "the chair's seat"}
    return any(contacts(sample)[blob][1] in upright for blob in touching(sample, CARRIES))


def weight(bones: Bones) -> Vector:
    """The centre of mass, cm."""
    parts = [*CENTRE, *((f"{bone}_{side}", at, share) for side in SIDES for bone, at, share in LIMBS)]
    centres = [(bones[bone][0] + bones[bone][1] @ vec(*at)) * share for bone, at, share in parts]
    centre: Vector = np.sum(centres, axis=0)
    return centre


def carriers(sample: Sample) -> Array:
    """Places on the ground (n, 2: x and z) under everything that touches."""
    flesh, touched = sample.flesh, touching(sample, CARRIES)
    found = []
    for row, blob in enumerate(flesh.names):
        if blob in touched:
            low = flesh.lowest(blob)
            x, _, z = flesh.reach[row] * PATCH
            found += [(low[0] + dx, low[2] + dz) for dx, dz in ((x, 0), (-x, 0), (0, z), (0, -z))]
    return np.array(found)


def outside(place: Sequence[float] | Array, corners: Array) -> float:
    """How far a place lies outside the convex hull of corners (all n, 2); 0 within."""
    if len(corners) == 0:
        return float("inf")
    angles = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    ways = np.column_stack((np.cos(angles), np.sin(angles)))
    beyond = ways @ np.asarray(place, float) - (corners @ ways.T).max(axis=0)
    return max(0.0, float(beyond.max()))
