"""A motion: the solved key poses of one exercise, for one look, and everything between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from backwise.library.files import Files
from backwise.library.findings import Finding

from .description import Description, read_description
from .flesh import blobs_of
from .pose import Pose
from .skeleton import Look, Skeleton, read_body
from .solve import between, solve

FOLDER = "exercises"
FILE = "motion.toml"
# Seconds at the target in a preview.
SHORTEST_HOLD, LONGEST_HOLD = 0.5, 2.6


class MotionError(Exception):
    """A motion cannot be used; `findings` say why."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings)))
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UnknownName(LookupError):
    """Nothing of this kind has this name. `str()` is a sentence for the reader."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name = kind, name
        options = list(known)
        close = get_close_matches(name, options, 1)
        mend = f"Did you mean {close[0]}?" if close else f"There are {', '.join(options)}."
        self.sentence = f"{name!r} is no {kind}. {mend}"
        super().__init__(self.sentence)


@dataclass(frozen=True, eq=False)
class Motion:
    """One exercise as a person of one look does it. `poses` are the key poses in order."""

    id: str
    description: Description
    skeleton: Skeleton
    look: Look
    poses: Mapping[str, Pose]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.poses)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The key poses that follow each other; in a cycle the last is followed by the first."""
        names = self.keys
        pairs = tuple(pairwise(names))
        return (*pairs, (names[-1], names[0])) if self.description.cycle else pairs

    @property
    def stops(self) -> tuple[int, ...]:
        """Which key poses it rests in, by number: all but those that it only passes through."""
        return tuple(number for number, name in enumerate(self.keys) if name not in self.description.passed)

    @property
    def legs(self) -> tuple[float, ...]:
        """Seconds from each stop to the next on the way out: the whole way, shared by the pairs of key poses."""
        pair = self.description.timing.out / (len(self.keys) - 1)
        return tuple((after - before) * pair for before, after in pairwise(self.stops))

    @property
    def ground(self) -> float:
        """The height of what the person lies on: a bed, else the floor; cm."""
        beds = [prop.get("height", 45.0) for prop in self.description.props if prop["type"] == "bed"]
        return float(beds[0]) if beds else 0.0

    def pose(self, key: str) -> Pose:
        """A key pose. Raises UnknownName."""
        if key not in self.poses:
            raise UnknownName("key pose", key, self.poses)
        return self.poses[key]

    def between(self, first: str, second: str, share: float) -> Pose:
        """The pose `share` (0 to 1, not eased) of the way between two key poses."""
        if share <= 0 or share >= 1:
            return self.poses[first if share <= 0 else second]
        keys = self.description.keys
        return between(self.poses[first], self.poses[second], keys[first], keys[second], share, self.skeleton)

    def at(self, progress: float) -> Pose:
        """The pose at a progress of 0 to 1 over all key poses, each pair with an equal share."""
        pairs = self.pairs
        place = min(max(progress, 0.0), 1.0) * len(pairs)
        number = min(int(place), len(pairs) - 1)
        return self.between(*pairs[number], place - number)


def motion_from(exercise: str, files: Files, skeleton: Skeleton, look: str | None = None) -> Motion:
    """The motion of an exercise in these files. Raises UnknownName, or MotionError when its file is wrong."""
    known = [name for name, _ in files.folders(FOLDER, FILE)]
    if exercise not in known:
        raise UnknownName("exercise", exercise, known)
    file = f"{FOLDER}/{exercise}/{FILE}"
    presets = {name: files.tables[path] for name, path in files.singles("poses")}
    timing = _timing(files.tables.get(f"{FOLDER}/{exercise}/exercise.toml", {}).get("dose", {}))
    description, findings = read_description(exercise, file, files.tables[file], presets, timing, skeleton)
    if description is None:
        raise MotionError(findings)
    shown = skeleton.looks.get(look or description.look)
    if shown is None:
        raise UnknownName("look", str(look), skeleton.looks)
    # Swimwear belongs to the water, and clothes out of it.
    if shown.water != skeleton.looks[description.look].water:
        shown = skeleton.looks[description.look]
    posture = skeleton.postures[shown.posture] if shown.posture else None
    flesh = blobs_of(skeleton, shown.build)
    poses = {name: solve(key, skeleton, posture, flesh) for name, key in description.keys.items()}
    return Motion(exercise, description, skeleton, shown, poses)


def _timing(dose: Mapping[str, Any]) -> dict[str, float]:
    """The times of the movement as the dose has them. A preview holds a long hold only as long as it takes to be seen."""
    timing = {key: float(dose[f"{key}_seconds"]) for key in ("out", "back") if f"{key}_seconds" in dose}
    if timing:
        held = dose.get("start", {}).get("hold_seconds", 0)
        timing["hold"] = min(max(float(held), SHORTEST_HOLD), LONGEST_HOLD)
    return timing


@lru_cache(maxsize=128)
def load_motion(exercise: str, look: str | None = None, overlays: tuple[Path, ...] = ()) -> Motion:
    """The motion of an exercise, shown by `look` or by the exercise's own. Raises UnknownName or MotionError."""
    return motion_from(exercise, *read_body(overlays), look)
