"""What stays fixed: feet planted, hands and elbows on their places, an ankle on the other thigh. Inverse kinematics."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from .pose import Bones, Pose, bone_of, bones_of, point_of, shoulder_of, trunk_of
from .skeleton import SIDES, Skeleton
from .vectors import Matrix, Vector, angle_in_plane, as_vector, cross, frame, turn_x, turn_y, turn_z, unit, vec

Table = Mapping[str, Any]
# A target out of reach is brought so near that the joint is all but straight, or all but closed (cm).
ALMOST_STRAIGHT, ALMOST_CLOSED = 0.02, 0.5
# From the wrist to the middle of the palm, and from there out to the skin (cm).
PALM_DOWN, PALM_OUT = 6.0, 1.6
# An elbow this much below its surface is on the way and slides (cm).
SINKS = 0.8
# A leg lies whose shank is level (sine of 15 degrees) and whose ankle is not much above or below the hip (cm).
LEVEL, NEAR = 0.26, 15.0


def two_bones(start: Vector, target: Vector, upper: float, lower: float, pole: Vector) -> tuple[Vector, Vector, Vector]:
    """The middle joint, the reached end, and where the joint points, for two bones from `start` to `target`."""
    way = target - start
    length = float(np.linalg.norm(way))
    reached = min(max(length, abs(upper - lower) + ALMOST_CLOSED), upper + lower - ALMOST_STRAIGHT)
    along = unit(way)
    share = (upper * upper - lower * lower + reached * reached) / (2 * reached)
    out = pole - along * (pole @ along)
    if float(np.linalg.norm(out)) < 1e-6:
        out = cross(along, vec(1, 0, 0) if abs(along[2]) > 0.9 else vec(0, 0, 1))
    out = unit(out)
    middle = start + along * share + out * math.sqrt(max(0.0, upper * upper - share * share))
    return middle, start + along * reached, out


def _jointed(first: Matrix, end_up: Vector) -> Matrix:
    """The axes of the second of two hinged bones: the hinge is the third axis of the first."""
    return np.column_stack((cross(end_up, first[:, 2]), end_up, first[:, 2]))


def foot_target(plant: Table, skeleton: Skeleton) -> tuple[Vector, Matrix]:
    """Where the ankle of a planted foot is, and its axes.

    `at` is the place of the ball of the foot when the sole is flat; `lift` turns the foot about the ball (+) or the heel (-).
    """
    lift, lengths = plant.get("lift", 0), skeleton.lengths
    flat = turn_y(-plant.get("turn", 0)) @ turn_z(plant.get("tilt", 0))
    axes = flat @ turn_z(-lift)
    x, z = plant["at"]
    ball = vec(lengths["foot_ball"], -lengths["sole"], 0)
    pivot = ball if lift >= 0 else vec(lengths["foot_heel"], -lengths["sole"], 0)
    return vec(x, plant.get("y", 0), z) + flat @ (pivot - ball) - axes @ pivot, axes


def hand_target(bones: Bones, side: str, hand: Table, skeleton: Skeleton) -> tuple[Vector, Matrix | None]:
    """Where the wrist goes, and the hand's axes where `fingers` and `palm` say them."""
    frame_of = np.eye(3)
    if "to" in hand:
        place = skeleton.points[hand["to"]]
        target = point_of(bones, place, hand.get("by", (0, 0, 0)))
        frame_of = bones[place.bone][1]
    else:
        target = as_vector(hand["at"])
    if "fingers" not in hand:
        return target, None
    up = -unit(frame_of @ as_vector(hand["fingers"]))
    palm = frame_of @ as_vector(hand["palm"])
    right = -SIDES[side] * unit(palm - up * (palm @ up))
    axes = np.column_stack((cross(up, right), up, right))
    if hand.get("touch", "palm") == "palm":
        target = target + axes @ vec(0, PALM_DOWN, SIDES[side] * PALM_OUT)
    return target, axes


def pin_limbs(pose: Pose, limbs: Table, skeleton: Skeleton) -> Pose:
    """The pose with every pin of `limbs` (legR … armL) held: feet first, then ankles on thighs, then arms."""
    for side in SIDES:
        leg = limbs.get(f"leg{side}", {})
        if "plant" in leg:
            pose = _plant(pose, side, leg, skeleton)
    for side in SIDES:
        leg = limbs.get(f"leg{side}", {})
        if "ankle_to" in leg:
            pose = _ankle_on_thigh(pose, side, leg, skeleton)
    for side in SIDES:
        arm = limbs.get(f"arm{side}", {})
        if "prop" in arm:
            pose = _prop(pose, side, arm["prop"], skeleton)
        elif "hand" in arm:
            pose = _hand(pose, side, arm, skeleton)
    return pose


def _plant(pose: Pose, side: str, leg: Table, skeleton: Skeleton) -> Pose:
    ankle, axes = foot_target(leg["plant"], skeleton)
    # A knee points forward between the pelvis and the foot.
    forward = pose.orientation @ vec(1, 0.35, 0) + axes @ vec(0.6, 0.9, 0)
    pole = as_vector(leg["pole"]) if "pole" in leg else forward
    return _leg_to(pose, side, ankle, pole, axes, max(0.0, leg["plant"].get("lift", 0)), skeleton)


def _ankle_on_thigh(pose: Pose, side: str, leg: Table, skeleton: Skeleton) -> Pose:
    pin = leg["ankle_to"]
    place = skeleton.points[pin["to"]]
    ankle = point_of({place.bone: bone_of(place.bone, pose, skeleton)}, place, pin.get("by", (0, 0, 0)))
    pole = as_vector(leg["pole"]) if "pole" in leg else pose.orientation @ vec(1, 0.35, 0)
    pose = _leg_to(pose, side, ankle, pole, None, 0.0, skeleton)
    if "ankle" not in leg:
        return pose
    return _with_leg(pose, side, replace(pose.legs[side], foot=turn_z(leg["ankle"])))


def _leg_to(
    pose: Pose, side: str, ankle: Vector, pole: Vector, foot: Matrix | None, toes: float, skeleton: Skeleton
) -> Pose:
    lengths = skeleton.lengths
    hip = pose.position + pose.orientation[:, 2] * (SIDES[side] * lengths["half_hip_width"])
    knee, end, out = two_bones(hip, ankle, lengths["thigh"], lengths["shank"], pole)
    thigh = frame(hip - knee, out)
    shank = _jointed(thigh, unit(knee - end))
    leg = replace(pose.legs[side], thigh=pose.orientation.T @ thigh, knee=-angle_in_plane(thigh.T @ shank), toes=toes)
    return _with_leg(pose, side, leg if foot is None else replace(leg, foot=shank.T @ foot))


def lay_legs(pose: Pose, raised: float, limbs: Table, skeleton: Skeleton) -> Pose:
    """Legs that lay before more flesh lifted the trunk by so much (cm) still lie."""
    bones = bones_of(pose, skeleton)
    for side in SIDES:
        leg, (hip, thigh), shank = limbs.get(f"leg{side}", {}), bones[f"thigh_{side}"], bones[f"shank_{side}"][1]
        ankle = bones[f"foot_{side}"][0]
        pinned = any(pin in leg for pin in ("plant", "aim", "ankle_to"))
        if not pinned and abs(shank[1, 1]) < LEVEL and abs(float(hip[1] - ankle[1])) < NEAR:
            down = ankle - vec(0, raised, 0)
            pose = _leg_to(pose, side, down, thigh[:, 0], None, pose.legs[side].toes, skeleton)
    return pose


def _with_leg(pose: Pose, side: str, leg: Any) -> Pose:
    return replace(pose, legs={**pose.legs, side: leg})


def _hand(pose: Pose, side: str, arm: Table, skeleton: Skeleton) -> Pose:
    lengths, sign = skeleton.lengths, SIDES[side]
    bones = _with_target(trunk_of(pose, skeleton), arm["hand"], pose, skeleton)
    wrist, axes = hand_target(bones, side, arm["hand"], skeleton)
    thorax = bones["thorax4"][1]
    # Twice: the shoulder moves when the arm does.
    for _ in range(2):
        shoulder = shoulder_of(bones, pose.arms[side].upper, sign, skeleton)
        pole = as_vector(arm["pole"]) if "pole" in arm else thorax @ vec(-0.6, -0.7, 0.6 * sign)
        elbow, end, out = two_bones(shoulder, wrist, lengths["upper_arm"], lengths["forearm"], pole)
        upper = frame(shoulder - elbow, -out)
        forearm = _jointed(upper, unit(elbow - end))
        hand = pose.arms[side].hand if axes is None else forearm.T @ axes
        pose = _with_arm(pose, side, thorax.T @ upper, angle_in_plane(upper.T @ forearm), hand)
    return pose


def _with_target(trunk: Bones, hand: Table, pose: Pose, skeleton: Skeleton) -> Bones:
    """The trunk, and the bone that a hand lies on."""
    if "to" not in hand:
        return trunk
    bone = skeleton.points[hand["to"]].bone
    return {**trunk, bone: bone_of(bone, pose, skeleton)}


def _with_arm(pose: Pose, side: str, upper: Matrix, elbow: float, hand: Matrix) -> Pose:
    arm = replace(pose.arms[side], upper=upper, elbow=elbow, hand=hand)
    return replace(pose, arms={**pose.arms, side: arm})


def _prop(pose: Pose, side: str, prop: Table, skeleton: Skeleton) -> Pose:
    """The elbow on a place of a surface, the forearm lying toward another (side plank, lying on the elbows)."""
    sign = SIDES[side]
    bones = trunk_of(pose, skeleton)
    thorax = bones["thorax4"][1]
    for _ in range(3):
        shoulder = shoulder_of(bones, pose.arms[side].upper, sign, skeleton)
        elbow = _elbow(shoulder, as_vector(prop["elbow"]), sign, skeleton.lengths["upper_arm"])
        along = unit(as_vector(prop["toward"]) - elbow)
        upper = frame(shoulder - elbow, along)
        forearm = _jointed(upper, -along)
        fingers = unit(as_vector(prop["fingers"]) if "fingers" in prop else vec(along[0], 0, along[2]))
        right = -sign * as_vector(prop.get("palm", (0, -1, 0)))
        hand = forearm.T @ np.column_stack((cross(-fingers, right), -fingers, right))
        pose = _with_arm(pose, side, thorax.T @ upper, angle_in_plane(upper.T @ forearm), hand)
    return pose


def _elbow(shoulder: Vector, place: Vector, sign: float, length: float) -> Vector:
    """On its place; while the shoulder is still low it slides outward on the surface and sinks no deeper."""
    reached: Vector = shoulder - unit(shoulder - place) * length
    deepest = float(place[1]) - SINKS
    drop = float(shoulder[1]) - deepest
    if reached[1] >= deepest or abs(drop) >= length:
        return reached
    out = vec(place[0] - shoulder[0], 0, place[2] - shoulder[2])
    out = unit(out) if float(np.linalg.norm(out)) > 1e-3 else vec(0, 0, sign)
    # As deep as an elbow that has just not begun to slide, so that it does not jump.
    slid: Vector = vec(shoulder[0], deepest, shoulder[2]) + out * math.sqrt(length**2 - drop**2)
    return slid


def aim_legs(pose: Pose, limbs: Table, yaw: float) -> Pose:
    """Legs whose thigh, shank and foot are given as directions in the sagittal plane (degrees from +x, counter-clockwise)."""
    for side, sign in SIDES.items():
        leg = limbs.get(f"leg{side}", {})
        if "aim" not in leg:
            continue
        thigh, shank, foot = leg["aim"]
        tipped = turn_y(yaw) @ turn_x(leg.get("tip", 0))
        world = tipped @ turn_z(thigh + 90) @ turn_x(-sign * leg.get("spread", 0))
        own = replace(
            pose.legs[side], thigh=pose.orientation.T @ world, knee=thigh - shank, foot=turn_z(foot - shank - 90)
        )
        pose = _with_leg(pose, side, own)
    return pose
