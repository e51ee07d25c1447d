"""No limb passes through the trunk or another limb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np

from backwise.library.findings import Finding

from ..flesh import Array
from ..motion import Motion
from ..pose import Bones
from ..samples import Fault, all_samples, finding, worst
from ..skeleton import SIDES

# Capsules inside the flesh: bone, two ends in its frame, radius (cm).
Capsule = tuple[str, tuple[float, float, float], tuple[float, float, float], float]
TRUNK: dict[str, Capsule] = {
    "trunk": ("lumbar2", (3.5, -6, 0), (4.2, 14, 0), 8.6),
    "chest": ("thorax2", (4.6, -2, 0), (4.6, 8, 0), 9.2),
    "head": ("head", (1.2, 8, 0), (1.2, 11, 0), 8.0),
}
LIMBS: dict[str, Capsule] = {
    "thigh": ("thigh", (0, -12, 0), (0, -42, 0), 6.4),
    "shank": ("shank", (0, 0, 0), (0, -38, 0), 4.2),
    "upper_arm": ("upper_arm", (0, -10, 0), (0, -29, 0), 3.8),
    "forearm": ("forearm", (0, -4, 0), (0, -23, 0), 3.0),
    "hand": ("hand", (0, -4, 0), (0, -8, 0), 2.0),
}
# Neighbours along a limb touch by nature; hands meet, thighs lie together.
NEIGHBOURS = (("thigh", "shank"), ("upper_arm", "forearm"), ("forearm", "hand"))
MEET = ({"hand_R", "hand_L"}, {"thigh_R", "thigh_L"}, {"trunk", "chest"}, {"chest", "head"})
# So much flesh gives way (cm); hands hold what they touch.
GIVES, HOLDS = 3.5, 4.5
STEPS = 6


def check(motion: Motion) -> Iterable[Finding]:
    for sample, subject, depth in worst(_through(motion)):
        mend = "Move one of them: another angle, a pole for the knee or elbow, or a key pose between."
        yield finding(sample, f"{subject}, by {depth:.1f} cm.", mend)


def _through(motion: Motion) -> Iterator[Fault]:
    firsts, seconds, room = _pairs()
    for sample in all_samples(motion):
        lines = _lines(sample.bones)
        apart = np.linalg.norm(lines[firsts][:, :, None] - lines[seconds][:, None, :], axis=3).min(axis=(1, 2))
        depths = room - apart
        for row in (depths > 0).nonzero()[0]:
            first, second = _names()[firsts[row]], _names()[seconds[row]]
            yield sample, f"{first} passes through {second}", float(depths[row] + _gives(first, second))


@lru_cache(maxsize=1)
def _capsules() -> dict[str, Capsule]:
    sided: dict[str, Capsule] = {
        f"{name}_{side}": (f"{bone}_{side}", start, end, radius)
        for side in SIDES
        for name, (bone, start, end, radius) in LIMBS.items()
    }
    return {**sided, **TRUNK}


def _names() -> list[str]:
    return list(_capsules())


def _gives(first: str, second: str) -> float:
    return HOLDS if "hand" in first + second else GIVES


@lru_cache(maxsize=1)
def _pairs() -> tuple[list[int], list[int], Array]:
    """Every pair of capsules that must not meet, and how near their middles may come."""
    touching = [{f"{a}_{side}", f"{b}_{side}"} for side in SIDES for a, b in NEIGHBOURS]
    touching += [{f"upper_arm_{side}", "chest"} for side in SIDES]
    names = _names()
    pairs = [(a, b) for a, b in combinations(range(len(names)), 2) if {names[a], names[b]} not in (*touching, *MEET)]
    capsules = _capsules()
    room = [capsules[names[a]][3] + capsules[names[b]][3] - _gives(names[a], names[b]) for a, b in pairs]
    return [a for a, _ in pairs], [b for _, b in pairs], np.array(room)


@lru_cache(maxsize=1)
def _middles() -> tuple[tuple[str, Array], ...]:
    """For every capsule its bone, and places along its middle in that bone's frame (7, 3)."""
    shares = np.linspace(0, 1, STEPS + 1)[:, None]
    return tuple(
        (bone, np.array(start) + (np.array(end) - np.array(start)) * shares)
        for bone, start, end, _ in _capsules().values()
    )


def _lines(bones: Bones) -> Array:
    """Places along the middle of every capsule: (n, 7, 3)."""
    return np.array([bones[bone][0] + local @ bones[bone][1].T for bone, local in _middles()])
