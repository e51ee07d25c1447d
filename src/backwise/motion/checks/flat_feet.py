"""A foot that stands on the ground stands on its whole sole, unless it is lifted on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.library.findings import Finding

from ..motion import Motion
from ..samples import Fault, Sample, all_samples, finding, pins_of, worst
from ..skeleton import SIDES
from ..stance import contacts
from ..surfaces import has
from ..vectors import angle_between, vec

MOST = 3.0
# A shank as steep (sine) stands on its foot.
STEEP = 0.85
SOLE = ("heel", "ball")


def check(motion: Motion) -> Iterable[Finding]:
    for sample, subject, angle in worst(_tilted(motion)):
        what = f"the sole of {subject} is tilted by {angle:.0f} degrees."
        yield finding(sample, what, "Plant the foot (`plant`), or say `lift` or `tilt` where it is meant.")


def _tilted(motion: Motion) -> Iterator[Fault]:
    # A step rolls over its foot, and a pedal tilts with it.
    if motion.description.cycle or has(motion, "bike"):
        return
    for sample in all_samples(motion):
        for side in SIDES:
            if _stands(sample, side):
                angle = angle_between(sample.bones[f"foot_{side}"][1][:, 1], vec(0, 1, 0))
                if angle > MOST:
                    yield sample, f"foot_{side}", angle


def _stands(sample: Sample, side: str) -> bool:
    """Planted without a tilt; or, in a key pose, set down under a steep shank."""
    pins = pins_of(sample, f"leg{side}")
    if "plant" in pins:
        return not any(pins["plant"].get(field) for field in ("lift", "tilt"))
    steep = float(sample.bones[f"shank_{side}"][1][1, 1]) > STEEP
    return sample.is_key and steep and min(contacts(sample)[f"{blob}_{side}"][0] for blob in SOLE) < 1.0
