"""Between key poses nothing jumps: a jump is a limb whose solution turned over on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from backwise.library.findings import Finding

from ..flesh import Array
from ..motion import Motion
from ..pose import Bones, bones_of
from ..samples import Fault, Sample, finding, ways, worst

# The most that a joint may move between two neighbouring samples, the most by which that may change from one step to the next,
# and the most that it may move as soon as a key pose is left (cm).
STEP, CHANGE, START = 13.0, 3.5, 1.0
SOON = 1e-3
SPINE = ("pelvis", "lumbar3", "thorax4", "head")
LIMBS = ("thigh", "shank", "foot", "toes", "upper_arm", "forearm", "hand", "fingers")
JOINTS = (*SPINE, *(f"{bone}_{side}" for side in "RL" for bone in LIMBS))


def check(motion: Motion) -> Iterable[Finding]:
    for sample, subject, jump in worst(_jumps(motion)):
        mend = "Hold the limb with the same pin in both key poses, with the same pole, or put a key pose between."
        yield finding(sample, f"{subject} jumps {jump:.1f} cm.", mend)


def _jumps(motion: Motion) -> Iterator[Fault]:
    for way in ways(motion):
        places = np.array([_places(sample.bones) for sample in way])
        steps = np.linalg.norm(np.diff(places, axis=0), axis=2)
        changes = np.linalg.norm(np.diff(places, n=2, axis=0), axis=2)
        for jumps, most in ((steps, STEP), (changes, CHANGE)):
            if jumps.max() > most:
                row, joint = np.unravel_index(jumps.argmax(), jumps.shape)
                yield way[max(1, min(int(row), len(way) - 2))], JOINTS[joint], float(jumps.max())
        yield from _leaving(motion, way, places)


def _leaving(motion: Motion, way: tuple[Sample, ...], places: Array) -> Iterator[Fault]:
    """The in-betweens begin and end at the key poses."""
    first, second = way[0].first, way[-1].first
    for share, place, sample in ((SOON, places[0], way[1]), (1 - SOON, places[-1], way[-2])):
        soon = _places(bones_of(motion.between(first, second, share), motion.skeleton))
        apart = np.linalg.norm(soon - place, axis=1)
        if apart.max() > START:
            yield sample, JOINTS[int(apart.argmax())], float(apart.max())


def _places(bones: Bones) -> Array:
    return np.array([bones[joint][0] for joint in JOINTS])
