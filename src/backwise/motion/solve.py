"""From a described key pose to a solved one, and from two solved ones to what lies between.

Order: orientation, spine and angles, aims, head, where the body rests, foot pins, hand pins.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from .contacts import aim_legs, foot_target, lay_legs, pin_limbs
from .pose import GROUPS, Arm, Bones, Leg, Pose, ball, bone_of, bones_of, point_of, trunk_of
from .skeleton import SIDES, Ellipsoid, Place, Skeleton
from .vectors import Vector, mixed, mixed_vector, slerp, turn_x, turn_y, turn_z, vec

Table = Mapping[str, Any]
LIMBS = ("legR", "legL", "armR", "armL")
# Curl of fingers (degrees) on a surface, and hanging.
FLAT, HANGING = 6, 22
# Beyond this pitch (degrees) a pose is not upright, and an older posture adds nothing.
UPRIGHT = 40
# A hanging arm hangs although the back is rounder; so much of it is taken up by the shoulder (degrees).
SHOULDER_TAKES = 4
NECK_PASSES = 3
# More flesh than the skeleton's is pressed flat by as much where it rests (cm).
PRESSED = 1.5
# A front that looks down or up as steeply (sine) belongs to a body that lies.
LIES, PASSES = 0.5, 3


def solve(
    described: Table,
    skeleton: Skeleton,
    posture: Mapping[str, float] | None = None,
    flesh: Mapping[str, Ellipsoid] | None = None,
) -> Pose:
    """The pose that a whole description gives, for a person of this posture and with this flesh."""
    if posture and _upright(described):
        described = _rounder(described, posture)
    pelvis = described.get("pelvis", {})
    yaw = pelvis.get("yaw", 0)
    orientation = (
        turn_y(yaw) @ turn_z(pelvis.get("pitch", 0)) @ turn_y(pelvis.get("roll", 0)) @ turn_x(pelvis.get("side", 0))
    )
    pose = Pose(
        vec(0, 0, 0),
        orientation,
        {group: _bend(described.get(group, {})) for group in GROUPS},
        {side: _leg(described.get(f"leg{side}", {}), sign) for side, sign in SIDES.items()},
        {side: _arm(described.get(f"arm{side}", {}), sign) for side, sign in SIDES.items()},
    )
    if described.get("head", "free") != "free":
        pose = aim_head(pose, described["head"], yaw, skeleton)
    pose = aim_legs(pose, described, yaw)
    pose = _placed(pose, described, skeleton)
    raised = _raised(pose, described, skeleton, flesh) if flesh else 0.0
    if raised > 0:
        pose = replace(pose, position=pose.position + vec(0, raised, 0))
        pose = lay_legs(pose, raised, described, skeleton)
        if abs(pose.orientation[1, 0]) > LIES:
            pose = _shoulders_down(pose, raised, skeleton)
            pose = aim_head(pose, described["head"], yaw, skeleton) if described.get("head", "free") != "free" else pose
    return pin_limbs(pose, described, skeleton)


def _raised(pose: Pose, described: Table, skeleton: Skeleton, flesh: Mapping[str, Ellipsoid]) -> float:
    """How far more flesh than the skeleton's lifts a body that lies or sits: it is pressed flat, but not away."""
    on, height = described.get("rest", ("feet", 0))
    resting, trunk = skeleton.sets.get(on, ()) if isinstance(on, str) else on, skeleton.sets["trunk"]
    if described.get("at", (0, "free", 0))[1] != "free" or not set(trunk).intersection(resting):
        return 0.0
    bones = bones_of(pose, skeleton)
    lean, own = (lowest(bones, trunk, blobs) for blobs in (skeleton.blobs, flesh))
    return max(0.0, min(lean, float(height)) - PRESSED - own)


def _shoulders_down(pose: Pose, raised: float, skeleton: Skeleton) -> Pose:
    """The shoulders of a body that lies on its belly or back come back to where they were before its flesh lifted them."""
    sign = -math.copysign(1, pose.orientation[1, 0])

    def shoulders(pose: Pose) -> Vector:
        return point_of(trunk_of(pose, skeleton), Place("thorax4", skeleton.joints["shoulder"]))

    place = shoulders(pose) - vec(0, raised, 0)
    for _ in range(PASSES):
        now, low_back = shoulders(pose), trunk_of(pose, skeleton)["lumbar1"][0]
        bend = math.degrees(math.atan2(now[1] - place[1], math.hypot(now[0] - low_back[0], now[2] - low_back[2])))
        pose = replace(pose, spine={**pose.spine, "lumbar": pose.spine["lumbar"] + vec(sign * bend, 0, 0)})
    return replace(pose, position=pose.position + (place - shoulders(pose)) * (1, 0, 1))


def _upright(described: Table) -> bool:
    pelvis = described.get("pelvis", {})
    return abs(pelvis.get("pitch", 0)) < UPRIGHT and not pelvis.get("roll", 0)


def _rounder(described: Table, posture: Mapping[str, float]) -> Table:
    """The description for an older posture: a rounder upper back, knees not quite straight."""
    out = dict(described)
    for group in ("lumbar", "thorax"):
        bend = described.get(group, {})
        out[group] = {**bend, "flex": bend.get("flex", 0) + posture[group]}
    if described.get("head") != "free":
        out["head"] = described.get("head", 0) + posture["head"]
    for name in ("armR", "armL"):
        arm = described.get(name, {})
        if "hand" not in arm and "prop" not in arm:
            out[name] = {
                **arm,
                "flex": arm.get("flex", 0) + posture["lumbar"] + posture["thorax"] - SHOULDER_TAKES,
            }
    on, height = described.get("rest", ("feet", 0))
    if on == "stand":
        out["rest"] = (on, min(height, posture["straight"]))
    return out


def _bend(angles: Table) -> Vector:
    return vec(angles.get("flex", 0), angles.get("side", 0), angles.get("rot", 0))


def _leg(leg: Table, sign: float) -> Leg:
    thigh = ball(sign, leg.get("hip", 0), leg.get("abd", 0), leg.get("rot", 0))
    return Leg(thigh, leg.get("knee", 0), turn_z(leg.get("ankle", 0)))


def _arm(arm: Table, sign: float) -> Arm:
    usual = FLAT if "hand" in arm or "prop" in arm else HANGING
    curl = arm.get("curl", arm.get("hand", {}).get("curl", usual))
    upper = ball(sign, arm.get("flex", 0), arm.get("abd", 4), arm.get("rot", 0))
    return Arm(upper, arm.get("elbow", 6), turn_y(-sign * arm.get("pron", 0)) @ turn_z(arm.get("wrist", 0)), curl)


def aim_head(pose: Pose, pitch: float, yaw: float, skeleton: Skeleton) -> Pose:
    """Bends the neck until the face has this pitch in the world (0 upright, 90 face up, -90 face down)."""
    for _ in range(NECK_PASSES):
        forward = turn_y(-yaw) @ trunk_of(pose, skeleton)["head"][1][:, 0]
        now = math.degrees(math.atan2(forward[1], forward[0]))
        short = (pitch - now + 180) % 360 - 180
        pose = replace(pose, spine={**pose.spine, "neck": pose.spine["neck"] - vec(short, 0, 0)})
    return pose


def _placed(pose: Pose, described: Table, skeleton: Skeleton) -> Pose:
    """The whole body moved to where its anchor is, and so high that it rests on what it rests on."""
    bones = bones_of(pose, skeleton)
    anchor = point_of(bones, skeleton.points[described.get("anchor", "pelvis")])
    at = described.get("at", (0, "free", 0))
    shift = [0.0 if value == "free" else value - float(anchor[axis]) for axis, value in enumerate(at)]
    if at[1] != "free":
        return replace(pose, position=pose.position + shift)
    on, height = described.get("rest", ("feet", 0))
    if on == "stand":
        pose = replace(pose, position=pose.position + shift)
        return replace(pose, position=pose.position + vec(0, _standing(pose, described, height, skeleton), 0))
    resting = skeleton.sets[on] if isinstance(on, str) else on
    shift[1] = height - lowest(bones, resting, skeleton.blobs)
    return replace(pose, position=pose.position + shift)


def _standing(pose: Pose, described: Table, straight: float, skeleton: Skeleton) -> float:
    """How far up the pelvis goes until the planted leg that allows least is as straight as said."""
    bones, ways = bones_of(pose, skeleton), []
    for side in SIDES:
        leg = described.get(f"leg{side}", {})
        if "plant" in leg:
            ankle, hip = foot_target(leg["plant"], skeleton)[0], bones[f"thigh_{side}"][0]
            length = (skeleton.lengths["thigh"] + skeleton.lengths["shank"]) * straight
            across = (ankle[0] - hip[0]) ** 2 + (ankle[2] - hip[2]) ** 2
            ways.append(float(ankle[1] + math.sqrt(max(1.0, length**2 - across)) - hip[1]))
    return min(ways, default=0.0)


def lowest(bones: Bones, names: Iterable[str], blobs: Mapping[str, Ellipsoid]) -> float:
    """The height of the lowest skin of these blobs, cm."""
    heights = []
    for name in names:
        blob = blobs[name]
        origin, axes = bones[blob.bone]
        centre = origin + axes @ blob.at
        heights.append(float(centre[1] - np.linalg.norm(axes[1] * blob.radii)))
    return min(heights)


def between(first: Pose, second: Pose, before: Table, after: Table, share: float, skeleton: Skeleton) -> Pose:
    """The pose `share` (0 to 1, not eased) of the way. Pins that both descriptions share are held, so that nothing slides."""
    pose = Pose(
        mixed_vector(first.position, second.position, share),
        slerp(first.orientation, second.orientation, share),
        {group: mixed_vector(first.spine[group], second.spine[group], share) for group in GROUPS},
        {side: _mixed_leg(first.legs[side], second.legs[side], share) for side in SIDES},
        {side: _mixed_arm(first.arms[side], second.arms[side], share) for side in SIDES},
    )
    yaw = mixed(before.get("pelvis", {}).get("yaw", 0), after.get("pelvis", {}).get("yaw", 0), share)
    heads = before.get("head", "free"), after.get("head", "free")
    if "free" not in heads:
        pose = aim_head(pose, mixed(heads[0], heads[1], share), yaw, skeleton)
    limbs = {limb: mixed_pins(before.get(limb, {}), after.get(limb, {}), share) for limb in LIMBS}
    pose = aim_legs(pose, limbs, yaw)
    anchor = after.get("anchor", "pelvis")
    if before.get("anchor", "pelvis") == anchor:
        place = skeleton.points[anchor]
        ends = [point_of({place.bone: bone_of(place.bone, item, skeleton)}, place) for item in (first, second, pose)]
        pose = replace(pose, position=pose.position + mixed_vector(ends[0], ends[1], share) - ends[2])
    return pin_limbs(pose, limbs, skeleton)


def _mixed_leg(first: Leg, second: Leg, share: float) -> Leg:
    return Leg(
        slerp(first.thigh, second.thigh, share),
        mixed(first.knee, second.knee, share),
        slerp(first.foot, second.foot, share),
        mixed(first.toes, second.toes, share),
    )


def _mixed_arm(first: Arm, second: Arm, share: float) -> Arm:
    return Arm(
        slerp(first.upper, second.upper, share),
        mixed(first.elbow, second.elbow, share),
        slerp(first.hand, second.hand, share),
        mixed(first.curl, second.curl, share),
    )


def mixed_pins(before: Table, after: Table, share: float) -> Table:
    """The pins of a limb that both descriptions have, part of the way."""
    out: dict[str, Any] = {"pole": after["pole"]} if "pole" in after else {}
    if "plant" in before and "plant" in after:
        out["plant"] = _mixed_table(before["plant"], after["plant"], ("at", "turn", "lift", "y", "tilt"), share, 0)
    elif "ankle_to" in before and "ankle_to" in after:
        return {**after, "ankle_to": _mixed_table(before["ankle_to"], after["ankle_to"], ("by",), share)}
    elif "aim" in before and "aim" in after:
        out |= _mixed_table(before, after, ("aim", "spread", "tip"), share, 0)
    if "prop" in before and "prop" in after:
        out["prop"] = _mixed_table(before["prop"], after["prop"], ("elbow", "toward"), share)
    hands = before.get("hand"), after.get("hand")
    if hands[0] and hands[1] and hands[0].get("to") == hands[1].get("to"):
        out["hand"] = _mixed_table(hands[0], hands[1], ("at", "by", "fingers", "palm"), share)
    return out


def _mixed_table(
    before: Table, after: Table, keys: Iterable[str], share: float, absent: float | None = None
) -> dict[str, Any]:
    """`after` with these keys part of the way from `before`; a key that one lacks counts as `absent`, or stays as in `after`."""
    out = dict(after)
    for key in keys:
        first, second = before.get(key, absent), after.get(key, absent)
        if first is None or second is None:
            continue
        if isinstance(first, (int, float)) and isinstance(second, (int, float)):
            out[key] = mixed(first, second, share)
        else:
            out[key] = [mixed(a, b, share) for a, b in zip(first, second, strict=True)]
    return out
