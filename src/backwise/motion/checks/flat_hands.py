"""A palm on a surface lies flat on it, and a hand with a place in the room has something there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from backwise.library.findings import Finding

from ..motion import Motion
from ..samples import Sample, finding, key_samples, pins_of
from ..skeleton import SIDES
from ..surfaces import Surface, has, nearest, surfaces_of
from ..vectors import Vector, angle_between

MOST = 20.0
# A palm so near a surface lies on it (cm); fingers curled more than this hold an edge (degrees).
NEAR, GRIPS = 3.0, 35.0


def check(motion: Motion) -> Iterable[Finding]:
    surfaces = surfaces_of(motion)
    for sample in key_samples(motion):
        for side in SIDES:
            pin = pins_of(sample, f"arm{side}").get("hand", {})
            if "at" in pin:
                yield from _hand(sample, side, surfaces)


def _hand(sample: Sample, side: str, surfaces: list[Surface]) -> Iterator[Finding]:
    palm = sample.flesh.only([f"palm_{side}"])
    gaps, _ = nearest(surfaces, palm)
    if gaps[0] > NEAR:
        if not has(sample.motion, "towel", "bike", "pool"):
            what = f"hand_{side} has a place {gaps[0]:.1f} cm from any surface."
            yield finding(sample, what, "Lay it on something, or let it hang free.")
        return
    nearest_one = min(surfaces, key=lambda surface: float(surface.gaps(palm)[0]))
    outward = _outward(nearest_one, palm.centres[0])
    angle = angle_between(sample.bones[f"hand_{side}"][1][:, 2], outward)
    tilt = min(angle, 180 - angle)
    if tilt > MOST and sample.pose.arms[side].curl < GRIPS:
        what = f"the palm of hand_{side} is tilted by {tilt:.0f} degrees on {nearest_one.name}."
        yield finding(sample, what, "Say in `palm` which way it faces, and in `fingers` where the fingers point.")


def _outward(surface: Surface, place: Vector) -> Vector:
    """The direction out of the face that is nearest to a place."""
    distances = np.concatenate((place - surface.high, surface.low - place))
    face = int(distances.argmax())
    out = np.zeros(3)
    out[face % 3] = 1.0 if face < 3 else -1.0
    return out
