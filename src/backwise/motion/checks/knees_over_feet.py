"""A knee points where its planted foot points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from backwise.library.findings import Finding

from ..motion import Motion
from ..samples import Fault, all_samples, finding, pins_of, worst
from ..skeleton import SIDES
from ..vectors import Matrix

MOST = 25.0
# Where the hinge of the knee stands this steep (its share of the vertical), a knee points nowhere on the floor.
STEEP = 0.7


def check(motion: Motion) -> Iterable[Finding]:
    for sample, subject, angle in worst(_twisted(motion)):
        what = f"{subject} points {angle:.0f} degrees away from its foot."
        yield finding(sample, what, "Turn the foot (`turn`), move it, or give the knee a `pole`.")


def _twisted(motion: Motion) -> Iterator[Fault]:
    for sample in all_samples(motion):
        for side in SIDES:
            thigh, foot = sample.bones[f"thigh_{side}"][1], sample.bones[f"foot_{side}"][1]
            if "plant" not in pins_of(sample, f"leg{side}") or abs(thigh[1, 2]) > STEEP:
                continue
            angle = abs((heading(thigh) - heading(foot) + 180) % 360 - 180)
            if angle > MOST:
                yield sample, f"knee_{side}", angle


def heading(axes: Matrix) -> float:
    """Where a bone's forward side points on the floor, from its hinge: degrees."""
    return math.degrees(math.atan2(axes[0, 2], axes[2, 2]))
