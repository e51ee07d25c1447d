"""The joint angles of each key pose, as a camera coach measures them: from points that pose trackers see, and nothing typed.

The spine is not among those points: what only the back does (pelvic tilt, cat) cannot be judged by angles.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .motion import Motion
from .pose import Bones, bones_of, point_of
from .skeleton import SIDES, Skeleton
from .vectors import Vector, angle_between

# A measured angle this near to its target (degrees) is right: trackers are no better, and bodies differ.
TOLERANCE = 15
# An angle that changes by less between the key poses (degrees) is not judged: nothing tells a good repetition from none.
CHANGES = 20
# The landmark numbers of MediaPipe's pose model; theirs and ours mean the person's own left and right.
LANDMARKS = {
    "shoulder_L": 11,
    "shoulder_R": 12,
    "elbow_L": 13,
    "elbow_R": 14,
    "wrist_L": 15,
    "wrist_R": 16,
    "hip_L": 23,
    "hip_R": 24,
    "knee_L": 25,
    "knee_R": 26,
    "ankle_L": 27,
    "ankle_R": 28,
}
# Each joint between the two points that its angle is measured to.
JOINTS = {
    "knee": ("hip", "ankle"),
    "hip": ("shoulder", "knee"),
    "shoulder": ("hip", "elbow"),
    "elbow": ("shoulder", "wrist"),
}
TRUNK = "trunk_tilt"


@dataclass(frozen=True, slots=True)
class Target:
    """One angle of one key pose.

    `degrees`: at a joint the inner angle (180 is straight); of the trunk its angle to the floor (0 level, 90 upright).
    `landmarks`: the points that it is measured on, the joint in the middle; of the trunk both shoulders, then both hips.
    `judged`: does it change enough between the key poses to tell them apart?
    """

    degrees: float
    landmarks: tuple[int, ...]
    judged: bool


Angles = Mapping[str, Target]


def targets(motion: Motion) -> dict[str, Angles]:
    """The angles of each key pose, by its name: `knee_R`, `knee_L`, `hip_R` … `elbow_L` and `trunk_tilt`.

    The poses are those of the exercise as it is drawn, for the person's right side. For the other side swap R and L.
    """
    measured = {key: _measured(bones_of(pose, motion.skeleton), motion.skeleton) for key, pose in motion.poses.items()}
    spans = {
        name: max(angles[name] for angles in measured.values()) - min(angles[name] for angles in measured.values())
        for name in LANDMARKS_OF
    }
    return {
        key: {name: Target(angles[name], LANDMARKS_OF[name], spans[name] >= CHANGES) for name in LANDMARKS_OF}
        for key, angles in measured.items()
    }


def as_json(motion: Motion) -> dict[str, Any]:
    """The targets for JSON.

    {"exercise": id, "tolerance": degrees, "show": [start, target],
     "angles": {name: {"landmarks": [numbers], "judged": true | false}},
     "keys": {key pose: {name: whole degrees}}}
    """
    found = targets(motion)
    first = next(iter(found.values()))
    return {
        "exercise": motion.id,
        "tolerance": TOLERANCE,
        "show": list(motion.description.show),
        "angles": {
            name: {"landmarks": list(target.landmarks), "judged": target.judged} for name, target in first.items()
        },
        "keys": {
            key: {name: round(target.degrees) for name, target in angles.items()} for key, angles in found.items()
        },
    }


def _chains() -> Iterator[tuple[str, tuple[str, str, str]]]:
    """(name, the three points) of every joint of both sides."""
    for joint, (before, after) in JOINTS.items():
        for side in SIDES:
            yield f"{joint}_{side}", (f"{before}_{side}", f"{joint}_{side}", f"{after}_{side}")


LANDMARKS_OF: Mapping[str, tuple[int, ...]] = {
    **{name: tuple(LANDMARKS[point] for point in chain) for name, chain in _chains()},
    TRUNK: tuple(LANDMARKS[point] for point in ("shoulder_L", "shoulder_R", "hip_L", "hip_R")),
}


def _measured(bones: Bones, skeleton: Skeleton) -> dict[str, float]:
    points = {name: point_of(bones, skeleton.points[name]) for name in LANDMARKS}
    angles = {name: _angle(*(points[point] for point in chain)) for name, chain in _chains()}
    trunk = points["shoulder_R"] + points["shoulder_L"] - points["hip_R"] - points["hip_L"]
    return angles | {TRUNK: math.degrees(math.atan2(abs(float(trunk[1])), float(np.hypot(trunk[0], trunk[2]))))}


def _angle(before: Vector, joint: Vector, after: Vector) -> float:
    return angle_between(before - joint, after - joint)
