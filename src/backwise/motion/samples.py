"""A motion at its key poses and at twelve places between each two of them: what the checks measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from backwise.library.findings import Finding

from .flesh import Flesh, flesh_of
from .motion import FILE, FOLDER, Motion
from .pose import Bones, Pose, bones_of
from .solve import mixed_pins

BETWEEN = 12
# An in-between that is worse than both its key poses by less than this is the key poses' fault.
NEWS = 0.3


@dataclass(frozen=True, eq=False)
class Sample:
    """One pose of a motion: a key pose (`first` and `second` are the same), or `share` of the way between two."""

    motion: Motion
    first: str
    second: str
    share: float
    pose: Pose

    @property
    def is_key(self) -> bool:
        return self.first == self.second

    @property
    def where(self) -> str:
        """The key for a finding."""
        return f"keys.{self.first}" if self.is_key else f"keys.{self.first}..{self.second} at {self.share:.2f}"

    @cached_property
    def bones(self) -> Bones:
        return bones_of(self.pose, self.motion.skeleton)

    @cached_property
    def flesh(self) -> Flesh:
        return flesh_of(self.bones, self.motion.skeleton, self.motion.look)


@lru_cache(maxsize=8)
def key_samples(motion: Motion) -> tuple[Sample, ...]:
    return tuple(Sample(motion, name, name, 0.0, pose) for name, pose in motion.poses.items())


@lru_cache(maxsize=8)
def between_samples(motion: Motion) -> tuple[Sample, ...]:
    """Twelve in-betweens of every pair of key poses, in order."""
    return tuple(
        Sample(motion, first, second, share, motion.between(first, second, share))
        for first, second in motion.pairs
        for share in (number / (BETWEEN + 1) for number in range(1, BETWEEN + 1))
    )


def all_samples(motion: Motion) -> tuple[Sample, ...]:
    """The key poses, then all in-betweens."""
    return key_samples(motion) + between_samples(motion)


@lru_cache(maxsize=8)
def ways(motion: Motion) -> tuple[tuple[Sample, ...], ...]:
    """For each pair of key poses its samples from the first to the second, both included."""
    keys = {sample.first: sample for sample in key_samples(motion)}
    between = between_samples(motion)
    return tuple(
        (keys[first], *between[number * BETWEEN : (number + 1) * BETWEEN], keys[second])
        for number, (first, second) in enumerate(motion.pairs)
    )


Fault = tuple[Sample, str, float]


def worst(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Of each subject the worst at every key pose, and between two where it is worse than at both."""
    keys: dict[tuple[str, str], Fault] = {}
    between: dict[tuple[str, str, str], Fault] = {}
    for fault in faults:
        sample, subject, amount = fault
        if sample.is_key:
            kept = keys.setdefault((sample.first, subject), fault)
            if abs(amount) > abs(kept[2]):
                keys[sample.first, subject] = fault
        else:
            place = (sample.first, sample.second, subject)
            if abs(amount) > abs(between.setdefault(place, fault)[2]):
                between[place] = fault
    yield from keys.values()
    for (first, second, subject), fault in between.items():
        ends = [keys[key, subject] for key in (first, second) if (key, subject) in keys]
        if not any(abs(fault[2]) < abs(end[2]) + NEWS for end in ends):
            yield fault


def finding(sample: Sample, what: str, mend: str) -> Finding:
    """A finding about a pose of a motion."""
    return Finding(f"{FOLDER}/{sample.motion.id}/{FILE}", sample.where, what, mend)


def pins_of(sample: Sample, limb: str) -> Mapping[str, Any]:
    """What holds a limb (legR … armL) in a sample: the key pose's pins, or what both key poses hold."""
    keys = sample.motion.description.keys
    before, after = keys[sample.first].get(limb, {}), keys[sample.second].get(limb, {})
    return before if sample.is_key else mixed_pins(before, after, sample.share)
