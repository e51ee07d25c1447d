"""Motions for tests: made from the built-in knowledge with something changed, nothing on disk."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from backwise.library.files import Files, read_files
from backwise.motion.motion import Motion, motion_from
from backwise.motion.skeleton import build_skeleton, load_skeleton

Table = dict[str, Any]
BUILT_IN_FILES = read_files()
SKELETON = load_skeleton()


def files_with(exercise: str, change: Callable[[Table], object]) -> Files:
    """The knowledge files with one motion.toml changed in memory."""
    files = Files(dict(BUILT_IN_FILES.tables), version=BUILT_IN_FILES.version)
    path = f"exercises/{exercise}/motion.toml"
    files.tables[path] = copy.deepcopy(files.tables[path])
    change(files.tables[path])
    return files


def motion_with(
    exercise: str, change: Callable[[Table], object] = lambda table: None, look: str | None = None
) -> Motion:
    """One motion, changed. Raises MotionError."""
    return motion_from(exercise, files_with(exercise, change), SKELETON, look)


def motion_of(table: Table, look: str | None = None, exercise: str = "bridge") -> Motion:
    """A motion of our own making, in the place of an exercise's."""

    def change(old: Table) -> None:
        old.clear()
        old.update(table)

    return motion_with(exercise, change, look)


def skeleton_with(change: Callable[[Table], object]) -> Any:
    """A skeleton with something changed."""
    table = copy.deepcopy(dict(SKELETON.table))
    change(table)
    return build_skeleton(table)
