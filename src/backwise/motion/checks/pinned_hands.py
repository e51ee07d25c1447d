"""A hand or elbow with a place reaches it, and stays there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from backwise.library.findings import Finding

from ..contacts import hand_target
from ..motion import Motion
from ..samples import Fault, Sample, all_samples, finding, pins_of, worst
from ..skeleton import SIDES
from ..vectors import as_vector

# How far a hand may be from its place, and an elbow (cm).
HAND, ELBOW = 2.0, 2.5


def check(motion: Motion) -> Iterable[Finding]:
    for sample, subject, apart in worst(_apart(motion)):
        verb = "does not reach its place" if sample.is_key else "leaves its place"
        yield finding(sample, f"{subject} {verb}, by {apart:.1f} cm.", "Bring the shoulder nearer, or move the place.")


def _apart(motion: Motion) -> Iterator[Fault]:
    for sample in all_samples(motion):
        for side in SIDES:
            pins = pins_of(sample, f"arm{side}")
            if "prop" in pins and not _on_its_way(sample, side):
                apart = float(np.linalg.norm(sample.bones[f"forearm_{side}"][0] - as_vector(pins["prop"]["elbow"])))
                if apart > ELBOW:
                    yield sample, f"elbow_{side}", apart
            elif "hand" in pins:
                apart = _hand(sample, side, pins["hand"])
                if apart > HAND:
                    yield sample, f"hand_{side}", apart


def _hand(sample: Sample, side: str, pin: Mapping[str, Any]) -> float:
    place, _ = hand_target(sample.bones, side, pin, sample.motion.skeleton)
    return float(np.linalg.norm(sample.bones[f"hand_{side}"][0] - place))


def _on_its_way(sample: Sample, side: str) -> bool:
    """While the shoulder comes up, the elbow slides in on its surface: only its ends are fixed."""
    return not sample.is_key
