"""Everything that is wrong with the pictures, at once. Each module of this package is one check; there is no register.

A check is a module with `check(motion)`, which yields findings. It sees one exercise as a person of one look does it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import numpy as np

from backwise.library.files import Files, read_files
from backwise.library.findings import Finding

from ..description import check_presets
from ..motion import FILE, FOLDER, Motion, MotionError, motion_from
from ..pose import GROUPS
from ..skeleton import FILE as SKELETON
from ..skeleton import Skeleton, build_skeleton, read_body
from ..skeleton_fields import check_skeleton

Check = Callable[[Motion], Iterable[Finding]]
NUMBERS = re.compile(r"-?\d+(\.\d+)?")
POSES = "poses"
EXERCISE = "exercise.toml"


def run_motion_checks(overlays: Sequence[Path] = ()) -> list[Finding]:
    """Every finding about the pictures with these overlays, sorted. The exercises are shared among the processors."""
    files = read_files(overlays)
    with ProcessPoolExecutor(initializer=_open, initargs=(tuple(overlays),)) as pool:
        return _findings(files, lambda names: pool.map(_of_opened, names, chunksize=2))


def findings_in(files: Files) -> list[Finding]:
    """Every finding about the skeleton, the poses and the motions of these files, sorted."""
    return _findings(
        files, lambda names: (findings_of(name, files, build_skeleton(files.tables[SKELETON])) for name in names)
    )


def _findings(files: Files, of_each: Callable[[Iterable[str]], Iterable[list[Finding]]]) -> list[Finding]:
    body = set(check_skeleton(files.tables.get(SKELETON, {})))
    if body:
        return sorted(body)
    poses = {name: files.tables[path] for name, path in files.singles(POSES)}
    found = {*check_presets(poses, build_skeleton(files.tables[SKELETON])), *_strays(files)}
    if not any(item.file.startswith(f"{POSES}/") for item in found):
        found.update(*of_each([name for name, _ in files.folders(FOLDER, FILE)]))
    return sorted(found)


_opened: list[tuple[Files, Skeleton]] = []


def _open(overlays: tuple[Path, ...]) -> None:
    """In a process of its own: reads the files once."""
    _opened.append(read_body(overlays))


def _of_opened(exercise: str) -> list[Finding]:
    return findings_of(exercise, *_opened[0])


def findings_of(exercise: str, files: Files, skeleton: Skeleton) -> list[Finding]:
    """Every finding about one motion, in every body that may do it."""
    try:
        motions = bodies(exercise, files, skeleton)
    except MotionError as error:
        return list(error.findings)
    found: dict[tuple[str, str], Finding] = {}
    for motion in motions:
        for _, check in checks():
            for item in check(motion):
                # The same thing in another body is said once, of the first body that has it.
                subject = (NUMBERS.sub("", item.key), NUMBERS.sub("", item.what))
                found.setdefault(subject, item if motion is motions[0] else _of_look(item, motion))
    return sorted(found.values())


def bodies(exercise: str, files: Files, skeleton: Skeleton) -> list[Motion]:
    """The motion in the authored look, then in one look for every other build, and for every posture that shows in it."""
    motions = [motion_from(exercise, files, skeleton)]
    kinds = {(motions[0].look.build, motions[0].look.posture)}
    for look in skeleton.looks.values():
        if (look.build, look.posture) not in kinds and look.water == motions[0].look.water:
            kinds.add((look.build, look.posture))
            motion = motion_from(exercise, files, skeleton, look.id)
            if not look.posture or _other_posture(motions[0], motion):
                motions.append(motion)
    return motions


def _other_posture(first: Motion, second: Motion) -> bool:
    """Is the back of the one not that of the other in some key pose?"""
    return any(
        not np.array_equal(first.poses[key].spine[group], second.poses[key].spine[group])
        for key in first.poses
        for group in GROUPS
    )


def checks() -> Iterator[tuple[str, Check]]:
    """(name, check) of every module in this package."""
    for module in iter_modules(__path__):
        yield module.name, import_module(f"{__name__}.{module.name}").check


def _of_look(item: Finding, motion: Motion) -> Finding:
    return Finding(item.file, item.key, f"{item.what.removesuffix('.')} (look {motion.look.id}).", item.mend)


def _strays(files: Files) -> Iterator[Finding]:
    """Exercises without a motion, and motions without an exercise."""
    exercises = {name for name, _ in files.folders(FOLDER, EXERCISE)}
    motions = {name for name, _ in files.folders(FOLDER, FILE)}
    for name in exercises - motions:
        yield Finding(
            f"{FOLDER}/{name}/{FILE}", "-", "is missing.", "Pose the exercise, as docs/manual/motion-format.md shows."
        )
    for name in motions - exercises:
        yield Finding(
            f"{FOLDER}/{name}/{FILE}",
            "-",
            "belongs to no exercise.",
            f"Add {FOLDER}/{name}/{EXERCISE}, or take it out.",
        )
