"""Poses as the browser reads them: a row of numbers for a pose, and as few rows as the movement needs.

A row is the position of the pelvis (cm) and, for each bone of `BONES` order, a quaternion (x, y, z, w) in the frame of its parent.
Positions are kept to a tenth, quaternions as whole numbers, four thousand times as long as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .motion import Motion
from .pose import Bones, bones_of
from .skeleton import SIDES, Skeleton
from .vectors import Vector, quaternion

Row = NDArray[np.float64]
# What the pelvis sits on: its place in the world.
ROOT = "root"
# Where a row may stand between two key poses, in so many parts of the way: closer at the ends, where a knee leaves its straight place.
PLACES = 48
CANDIDATES = (*range(7), *range(8, 41, 2), *range(42, 49))
MOST_ROWS = 12
# No joint may be farther than this from where the motion has it (cm); the rest of the 0.4 cm allowed is for what lies between two candidates.
NEAR = 0.3
POSITION_DIGITS, QUATERNION_SCALE = 1, 4000


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows as they are kept; `places` says where each stands, in `PLACES` for each pair of key poses."""

    rows: tuple[Row, ...]
    places: tuple[int, ...]


@lru_cache(maxsize=4)
def parents(skeleton: Skeleton) -> dict[str, str]:
    """The bone that each bone sits on, in the order of a row."""
    spine = [segment.bone for segment in skeleton.segments]
    found = {"pelvis": ROOT, **dict(zip(spine, ("pelvis", *spine), strict=False))}
    for side in SIDES:
        chains = (("pelvis", "thigh", "shank", "foot", "toes"), ("thorax4", "upper_arm", "forearm", "hand"))
        for first, *chain in chains:
            names = [first, *(f"{name}_{side}" for name in chain)]
            found |= dict(zip(names[1:], names, strict=False))
        hand = {"fingers": "hand", "fingertips": "fingers", "thumb": "hand"}
        found |= {f"{name}_{side}": f"{parent}_{side}" for name, parent in hand.items()}
    return found


def row_of(bones: Bones, skeleton: Skeleton, before: Row | None = None) -> Row:
    """The row of a pose. With the row `before` it, quaternions keep their sign, so that numbers can be mixed one by one."""
    row = [*bones["pelvis"][0]]
    for name, parent in parents(skeleton).items():
        axes = bones[name][1]
        turn = np.array(quaternion(axes if parent == ROOT else bones[parent][1].T @ axes))
        kept = np.array((0, 0, 0, 1.0)) if before is None else before[len(row) : len(row) + 4]
        row.extend(-turn if turn @ kept < 0 else turn)
    return np.array(row)


def kept(rows: Row) -> Row:
    """Rows (…, n) as they are kept."""
    return np.concatenate(
        (np.round(rows[..., :3], POSITION_DIGITS), np.rint(rows[..., 3:] * QUATERNION_SCALE)), axis=-1
    )


def joints_of(rows: Row, skeleton: Skeleton) -> Row:
    """Where the bones of rows (n, numbers) begin, as the browser finds them: (n, bones, 3), cm."""
    turns = _matrices(rows[:, 3:].reshape(len(rows), -1, 4))
    found: dict[str, tuple[Row, Row]] = {ROOT: (rows[:, :3], np.broadcast_to(np.eye(3), (len(rows), 3, 3)))}
    for place, (name, parent) in enumerate(parents(skeleton).items()):
        origin, axes = found[parent]
        turn, (at, lift) = turns[:, place], hinges(skeleton)[name]
        local = at + lift * np.maximum(0.0, -turn[:, 1, 1])[:, None]
        found[name] = origin + np.einsum("nij,nj->ni", axes, local), axes @ turn
    return np.stack([found[name][0] for name in parents(skeleton)], axis=1)


def _matrices(quaternions: Row) -> Row:
    """Quaternions (…, 4) of any length as rotations (…, 3, 3)."""
    x, y, z, w = np.moveaxis(quaternions / np.linalg.norm(quaternions, axis=-1, keepdims=True), -1, 0)
    rows = (
        (1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
        (2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
        (2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)),
    )
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)


@lru_cache(maxsize=4)
def hinges(skeleton: Skeleton) -> dict[str, tuple[Vector, Vector]]:
    """Where each bone begins in its parent's frame, and how that moves as the bone is raised above the horizontal; cm."""
    lengths, still = skeleton.lengths, np.zeros(3)
    found = {"pelvis": (still, still)}
    start = skeleton.joints["lumbar"]
    for segment in skeleton.segments:
        found[segment.bone] = (start, still)
        start = np.array((0, segment.length, 0))
    for side, sign in SIDES.items():
        limbs = {
            "thigh": (0, 0, sign * lengths["half_hip_width"]),
            "shank": (0, -lengths["thigh"], 0),
            "foot": (0, -lengths["shank"], 0),
            "toes": (lengths["foot_ball"], lengths["foot_toe_hinge"], 0),
            "forearm": (0, -lengths["upper_arm"], 0),
            "hand": (0, -lengths["forearm"], 0),
            "fingers": (0, -lengths["hand"], 0),
            "fingertips": (0, -lengths["fingers"], 0),
            "thumb": skeleton.joints["thumb"],
        }
        found |= {f"{name}_{side}": (np.array(at, float), still) for name, at in limbs.items()}
        shoulder = skeleton.joints["shoulder"] + (0, 0, sign * lengths["half_shoulder_width"])
        found[f"upper_arm_{side}"] = (
            shoulder,
            np.array((0, lengths["shoulder_rise"], -sign * lengths["shoulder_narrow"])),
        )
    return found


def rows_of(motion: Motion) -> Rows:
    """The rows of a motion: where two that follow each other are mixed, every joint is near its true place."""
    skeleton = motion.skeleton
    rows: list[Row] = []
    places: list[int] = []
    for number, (first, last) in enumerate(motion.pairs):
        exact: list[Row] = rows[-1:]
        for place in CANDIDATES:
            bones = bones_of(motion.between(first, last, place / PLACES), skeleton)
            exact.append(row_of(bones, skeleton, exact[-1] if exact else None))
        exact = exact[-len(CANDIDATES) :]
        for chosen in _chosen(np.array(exact), skeleton)[min(number, 1) :]:
            rows.append(exact[chosen])
            places.append(number * PLACES + CANDIDATES[chosen])
    return Rows(tuple(kept(row) for row in rows), tuple(places))


def _chosen(exact: Row, skeleton: Skeleton) -> list[int]:
    """Which candidates are kept between two key poses: more are added where a joint is farthest off."""
    true, rounded, chosen = joints_of(exact, skeleton), kept(exact), [0, len(CANDIDATES) - 1]
    while len(chosen) <= MOST_ROWS:
        mixed = np.array([_mixed(rounded, chosen, candidate) for candidate in range(len(CANDIDATES))])
        off = np.linalg.norm(joints_of(mixed, skeleton) - true, axis=2).max(axis=1)
        off[chosen] = 0
        if off.max() <= NEAR:
            break
        chosen = sorted((*chosen, int(off.argmax())))
    return chosen


def _mixed(rows: Row, chosen: list[int], candidate: int) -> Row:
    after = next(index for index in range(1, len(chosen)) if chosen[index] >= candidate)
    first, last = chosen[after - 1], chosen[after]
    begins, ends = CANDIDATES[first], CANDIDATES[last]
    mixed: Row = rows[first] + (rows[last] - rows[first]) * ((CANDIDATES[candidate] - begins) / (ends - begins))
    return mixed
