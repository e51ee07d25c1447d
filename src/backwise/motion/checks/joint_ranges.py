"""Joints stay within what people can do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from backwise.library.findings import Finding

from ..motion import Motion
from ..pose import Pose
from ..samples import Fault, all_samples, finding, worst
from ..skeleton import SIDES
from ..vectors import angle_in_plane


def check(motion: Motion) -> Iterable[Finding]:
    for sample, joint, angle in worst(_outside(motion)):
        low, high = motion.skeleton.ranges[joint.partition("_")[0]]
        what = f"{joint} bends to {angle:.0f} degrees, outside {low:.0f} to {high:.0f}."
        yield finding(sample, what, "Change the pose until the joint is within its range.")


def _outside(motion: Motion) -> Iterator[Fault]:
    for sample in all_samples(motion):
        for joint, angle in angles_of(sample.pose):
            low, high = motion.skeleton.ranges[joint.partition("_")[0]]
            if not low <= angle <= high:
                yield sample, joint, angle


def angles_of(pose: Pose) -> Iterator[tuple[str, float]]:
    """(joint, degrees) of every joint that has a range, in clinical signs: flexion and the toes up are +."""
    for group in ("lumbar", "thorax"):
        yield group, float(pose.spine[group][0])
    for side in SIDES:
        leg = pose.legs[side]
        down = -leg.thigh[:, 1]
        yield f"hip_{side}", math.degrees(math.atan2(down[0], -down[1]))
        yield f"knee_{side}", leg.knee
        yield f"ankle_{side}", angle_in_plane(leg.foot)
        yield f"elbow_{side}", pose.arms[side].elbow
