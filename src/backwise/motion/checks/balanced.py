"""Nobody would fall over: the weight is above what carries it, unless a hand holds on or a wall gives hold."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.library.findings import Finding

from ..motion import Motion
from ..samples import finding, key_samples
from ..stance import carriers, holds_on, outside, touching, weight
from ..surfaces import has

# The weight may be so far beyond what carries it (cm): flesh is broader than its lowest point.
MARGIN = 2.0


def check(motion: Motion) -> Iterable[Finding]:
    # A step falls from foot to foot; water and a bicycle carry.
    if motion.description.cycle or has(motion, "pool", "bike"):
        return
    for sample in key_samples(motion):
        if sample.first in motion.description.passed or holds_on(sample) or not touching(sample):
            continue
        x, _, z = weight(sample.bones)
        beyond = outside((x, z), carriers(sample))
        if beyond > MARGIN:
            what = f"the weight lies {beyond:.1f} cm beyond what touches the ground."
            yield finding(sample, what, "Shift the pelvis over the feet, or let more of the body touch.")
