"""A solved pose, and where its bones are: forward kinematics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .skeleton import SIDES, Place, Skeleton
from .vectors import Matrix, Vector, turn_x, turn_y, turn_z, vec

Bones = Mapping[str, tuple[Vector, Matrix]]
GROUPS = ("lumbar", "thorax", "neck")
LEG_BONES = ("thigh", "shank", "foot", "toes")
# How a fist closes: the tips bend a little more than the fingers, the thumb less, and it comes in.
TIPS, THUMB, THUMB_MOST, THUMB_APART, THUMB_IN = 1.1, 0.9, 75, 24, 0.12


@dataclass(frozen=True, slots=True)
class Leg:
    """Thigh in the pelvis frame, knee flexion, foot in the shank frame, toes bent upward; degrees."""

    thigh: Matrix
    knee: float
    foot: Matrix
    toes: float = 0.0


@dataclass(frozen=True, slots=True)
class Arm:
    """Upper arm in the frame of the top of the thorax, elbow flexion, hand in the forearm frame, curl of the fingers."""

    upper: Matrix
    elbow: float
    hand: Matrix
    curl: float


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole body. `position` of the pelvis in the world, cm; `spine` has flexion, side and rotation of each group, totals."""

    position: Vector
    orientation: Matrix
    spine: Mapping[str, Vector]
    legs: Mapping[str, Leg]
    arms: Mapping[str, Arm]


def ball(side: float, flexion: float = 0, abduction: float = 0, rotation: float = 0) -> Matrix:
    """A hip or shoulder in clinical signs; `side` is 1 for the right one, -1 for the left one."""
    turned: Matrix = turn_z(flexion) @ turn_x(-side * abduction) @ turn_y(-side * rotation)
    return turned


def bones_of(pose: Pose, skeleton: Skeleton) -> dict[str, tuple[Vector, Matrix]]:
    """Origin (cm) and axes of every bone in the world."""
    bones = trunk_of(pose, skeleton)
    for name, side in SIDES.items():
        _leg(bones, pose, name, side, skeleton.lengths)
        _arm(bones, pose, name, side, skeleton)
    return bones


def _spine(bones: dict[str, tuple[Vector, Matrix]], pose: Pose, skeleton: Skeleton) -> None:
    origin, axes = pose.position + pose.orientation @ skeleton.joints["lumbar"], pose.orientation
    flexion, leaning = {}, {}
    for group in GROUPS:
        bend = pose.spine[group] / sum(item.group == group for item in skeleton.segments)
        flexion[group], leaning[group] = float(bend[0]), turn_x(float(bend[1])) @ turn_y(-float(bend[2]))
    for segment in skeleton.segments:
        axes = axes @ turn_z(-segment.bend - flexion[segment.group]) @ leaning[segment.group]
        bones[segment.bone] = (origin, axes)
        origin = origin + axes[:, 1] * segment.length


def trunk_of(pose: Pose, skeleton: Skeleton) -> dict[str, tuple[Vector, Matrix]]:
    """The pelvis and the spine alone, head included."""
    bones = {"pelvis": (pose.position, pose.orientation)}
    _spine(bones, pose, skeleton)
    return bones


def _leg(
    bones: dict[str, tuple[Vector, Matrix]], pose: Pose, name: str, side: float, lengths: Mapping[str, float]
) -> None:
    leg = pose.legs[name]
    hip = pose.position + pose.orientation[:, 2] * (side * lengths["half_hip_width"])
    thigh = pose.orientation @ leg.thigh
    knee = hip - thigh[:, 1] * lengths["thigh"]
    shank = thigh @ turn_z(-leg.knee)
    ankle = knee - shank[:, 1] * lengths["shank"]
    foot = shank @ leg.foot
    hinge = ankle + foot @ vec(lengths["foot_ball"], lengths["foot_toe_hinge"], 0)
    bones[f"thigh_{name}"], bones[f"shank_{name}"] = (hip, thigh), (knee, shank)
    bones[f"foot_{name}"], bones[f"toes_{name}"] = (ankle, foot), (hinge, foot @ turn_z(leg.toes))


def shoulder_of(bones: Bones, upper: Matrix, side: float, skeleton: Skeleton) -> Vector:
    """The shoulder joint of an upper arm in the frame of the thorax: an arm above the horizontal lifts it and brings it in."""
    origin, thorax = bones["thorax4"]
    lengths = skeleton.lengths
    raised = max(0.0, -float(upper[1, 1]))
    out = side * (lengths["half_shoulder_width"] - lengths["shoulder_narrow"] * raised)
    joint: Vector = origin + thorax @ (skeleton.joints["shoulder"] + vec(0, lengths["shoulder_rise"] * raised, out))
    return joint


def _arm(bones: dict[str, tuple[Vector, Matrix]], pose: Pose, name: str, side: float, skeleton: Skeleton) -> None:
    arm, lengths = pose.arms[name], skeleton.lengths
    shoulder = shoulder_of(bones, arm.upper, side, skeleton)
    upper = bones["thorax4"][1] @ arm.upper
    elbow = shoulder - upper[:, 1] * lengths["upper_arm"]
    forearm = upper @ turn_z(arm.elbow)
    wrist = elbow - forearm[:, 1] * lengths["forearm"]
    hand = forearm @ arm.hand
    fingers = hand @ turn_x(side * arm.curl)
    knuckles = wrist - hand[:, 1] * lengths["hand"]
    bones[f"upper_arm_{name}"], bones[f"forearm_{name}"] = (shoulder, upper), (elbow, forearm)
    bones[f"hand_{name}"], bones[f"fingers_{name}"] = (wrist, hand), (knuckles, fingers)
    tips = fingers @ turn_x(side * arm.curl * TIPS)
    bones[f"fingertips_{name}"] = (knuckles - fingers[:, 1] * lengths["fingers"], tips)
    closed = turn_x(side * min(THUMB_MOST, arm.curl * THUMB)) @ turn_z(THUMB_APART - arm.curl * THUMB_IN)
    bones[f"thumb_{name}"] = (wrist + hand @ skeleton.joints["thumb"], hand @ closed)


def bone_of(bone: str, pose: Pose, skeleton: Skeleton) -> tuple[Vector, Matrix]:
    """One bone without the rest of the body: much quicker than all."""
    if bone == "pelvis":
        return pose.position, pose.orientation
    name, _, side = bone.rpartition("_")
    if side not in SIDES:
        return trunk_of(pose, skeleton)[bone]
    if name in LEG_BONES:
        leg = {"pelvis": (pose.position, pose.orientation)}
        _leg(leg, pose, side, SIDES[side], skeleton.lengths)
        return leg[bone]
    arm = trunk_of(pose, skeleton)
    _arm(arm, pose, side, SIDES[side], skeleton)
    return arm[bone]


def point_of(bones: Bones, place: Place, offset: Sequence[float] | Vector = (0, 0, 0)) -> Vector:
    """A point of the body in the world, cm; `offset` is in the bone's frame."""
    origin, axes = bones[place.bone]
    point: Vector = origin + axes @ (place.at + np.asarray(offset, float))
    return point
