"""Where nothing says that the back bends, the low back keeps its curve."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.library.findings import Finding

from ..motion import Motion
from ..samples import finding, key_samples
from ..stance import lies, sits

# Degrees of flexion or extension from the neutral curve, in standing, kneeling and on hands and knees.
MOST = 16.0
BENDS = ("back", "front", "side", "lumbar")


def check(motion: Motion) -> Iterable[Finding]:
    if motion.description.spine or any(
        region.startswith(BENDS) and does == "stretch" for region, does in motion.description.muscles
    ):
        return
    for sample in key_samples(motion):
        bend = float(sample.pose.spine["lumbar"][0])
        if abs(bend) > MOST and not lies(sample) and not sits(sample):
            shape = "rounded" if bend > 0 else "hollow"
            what = f"the low back is {shape} by {abs(bend):.0f} degrees."
            yield finding(sample, what, "Bring `lumbar` near 0, or say `spine = true` where the back moves on purpose.")
