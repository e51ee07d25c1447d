"""The movement takes its time: neither a blink nor a wait, and no limb is thrown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from backwise.library.findings import Finding

from ..motion import FILE, FOLDER, Motion
from ..samples import Sample, finding, ways
from .smooth import JOINTS

# Seconds.
SHORTEST, LONGEST = 0.3, 12.0
# The mean speed of the fastest joint from one rest to the next, and in a cycle (cm a second).
FASTEST, FASTEST_IN_A_CYCLE = 80.0, 300.0


def check(motion: Motion) -> Iterable[Finding]:
    timing, cycle = motion.description.timing, motion.description.cycle
    for name in ("round",) if cycle else ("rest", "out", "hold", "back"):
        seconds = getattr(timing, name)
        if not SHORTEST <= seconds <= LONGEST:
            what = f"is {seconds:g} seconds, outside {SHORTEST:g} to {LONGEST:g}."
            yield Finding(f"{FOLDER}/{motion.id}/{FILE}", f"timing.{name}", what, "Give the time as people take it.")
    yield from _thrown(motion)


def _thrown(motion: Motion) -> Iterator[Finding]:
    timing, pairs = motion.description.timing, len(motion.pairs)
    seconds = (timing.round if motion.description.cycle else timing.out) / pairs
    most = FASTEST_IN_A_CYCLE if motion.description.cycle else FASTEST
    for way in ways(motion):
        speed, joint = _fastest(way, seconds)
        if speed > most:
            what = f"{joint} moves {speed:.0f} cm a second, faster than {most:.0f}."
            yield finding(way[len(way) // 2], what, "Give `timing` more seconds.")


def _fastest(way: tuple[Sample, ...], seconds: float) -> tuple[float, str]:
    places = np.array([[sample.bones[joint][0] for joint in JOINTS] for sample in way])
    lengths = np.linalg.norm(np.diff(places, axis=0), axis=2).sum(axis=0)
    return float(lengths.max()) / seconds, JOINTS[int(lengths.argmax())]
