"""Pictures of a motion: one key pose as SVG, for page, list or print."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from zlib import crc32

import numpy as np

from .camera import Camera
from .motion import Motion
from .pose import Pose
from .scene import Moment, arrows_extent, extent_of, shapes_of
from .shapes import Shape
from .svg import FULL, PRINT, THUMB, Writer, document

STYLES = {"full": FULL, "thumb": THUMB, "print": PRINT}
MARGIN = 5.0
View = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Options:
    """How a still looks. None: arrows in the target only; muscles in every pose but the first."""

    style: Literal["full", "thumb", "print"] = "full"
    mirror: bool = False
    width: int | None = None
    arrow: bool | None = None
    muscles: float | None = None


PLAIN = Options()


def camera_of(motion: Motion) -> Camera:
    """Where the motion is seen from."""
    return Camera(motion.description.yaw, motion.description.pitch)


def shapes_at(motion: Motion, pose: Pose, camera: Camera, muscles: float, arrows: float) -> list[Shape]:
    """The display list of a pose."""
    return shapes_of(motion, Moment(pose, camera, muscles, arrows))


def still(motion: Motion, key: str, options: Options = PLAIN, label: str = "") -> str:
    """A key pose as a whole SVG. Raises UnknownName."""
    pose = motion.pose(key)
    first, target = motion.description.show
    shown = float(key not in (first, motion.keys[0]) or motion.description.muscles_at_start)
    muscles = shown if options.muscles is None else options.muscles
    arrows = float(key == target if options.arrow is None else options.arrow)
    return drawn(motion, pose, muscles, arrows, key, options, label)


def drawn(
    motion: Motion, pose: Pose, muscles: float, arrows: float, name: str, options: Options = PLAIN, label: str = ""
) -> str:
    """Any pose of a motion as a whole SVG; `name` tells its ids from those of the motion's other pictures on a page."""
    whole = f"{motion.id} {name} {motion.look.id} {options.style} {options.mirror} {muscles} {arrows}"
    writer = Writer(f"f{crc32(whole.encode()):x}-", motion.skeleton.colours, STYLES[options.style])
    body = writer.write(shapes_at(motion, pose, camera_of(motion), muscles, arrows))
    return document(body, view_of(motion), options.width, label, options.mirror)


@lru_cache(maxsize=128)
def view_of(motion: Motion) -> View:
    """The frame that fits every key pose, what lies half way, props and arrows: the same for all pictures of the exercise."""
    camera = camera_of(motion)
    poses = [*motion.poses.values(), *(motion.between(*pair, 0.5) for pair in motion.pairs)]
    extents = [extent_of(motion, Moment(pose, camera)) for pose in poses]
    points = np.concatenate([*extents, arrows_extent(motion, camera)])
    (left, top), (right, bottom) = points.min(0) - MARGIN, points.max(0) + MARGIN
    if motion.description.focus:
        near, far = motion.description.focus
        left, right = max(left, near), min(right, far)
    return float(left), float(top), float(right - left), float(bottom - top)
