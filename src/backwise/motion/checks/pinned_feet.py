"""A planted foot stays where it is planted, and an ankle on the other thigh stays there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from backwise.library.findings import Finding

from ..contacts import foot_target
from ..motion import Motion
from ..pose import point_of
from ..samples import Fault, Sample, all_samples, finding, pins_of, worst
from ..skeleton import SIDES
from ..vectors import Vector

# In a key pose the foot may miss its place by so much, on the way by so much (cm).
MISSES, SLIDES = 1.0, 0.6


def check(motion: Motion) -> Iterable[Finding]:
    for sample, subject, apart in worst(_apart(motion)):
        verb = "does not reach its place" if sample.is_key else "leaves its place"
        yield finding(sample, f"{subject} {verb}, by {apart:.1f} cm.", "Bring the hip nearer, or move the place.")


def _apart(motion: Motion) -> Iterator[Fault]:
    for sample in all_samples(motion):
        for side in SIDES:
            place = _place(sample, side)
            if place is None:
                continue
            apart = float(np.linalg.norm(sample.bones[f"foot_{side}"][0] - place))
            if apart > (MISSES if sample.is_key else SLIDES):
                yield sample, f"foot_{side}", apart


def _place(sample: Sample, side: str) -> Vector | None:
    """Where the pins say that the ankle is, if it is pinned."""
    pins = pins_of(sample, f"leg{side}")
    skeleton = sample.motion.skeleton
    if "plant" in pins:
        return foot_target(pins["plant"], skeleton)[0]
    if "ankle_to" in pins:
        pin = pins["ankle_to"]
        return point_of(sample.bones, skeleton.points[pin["to"]], pin.get("by", (0, 0, 0)))
    return None
