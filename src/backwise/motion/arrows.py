"""Arrows that show which way the movement goes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from .camera import Camera
from .motion import Motion
from .pose import bones_of, point_of
from .shapes import Arrow
from .vectors import Points

STEPS, PUSH_STEPS = 14, 8
SHORTEST, PUSH = 14.0, 18.0
HEAD = 7.5
# The two back corners of a head, as turns from its direction (radians).
CORNERS = (2.0, -2.0)


@lru_cache(maxsize=128)
def tracks(motion: Motion) -> list[dict[str, Any]]:
    """The way of each arrow: {"points": world (n, 3), "by": shift in the picture (up), "min", "span", "both"}."""
    found = []
    for arrow in motion.description.arrows:
        # One that stays beside the body belongs to the target; one that follows it, to the last movement.
        first, last = arrow.get("keys", motion.description.show if "at" in arrow else motion.keys[-2:])
        found.append(
            {
                "points": _points(arrow, motion, first, last),
                "by": (0, 0) if "at" in arrow else tuple(arrow.get("by", (0, 0))),
                "min": arrow.get("min", SHORTEST) if "track" in arrow else 0.0,
                "span": tuple(arrow.get("span", (0.0, 1.0))) if "track" in arrow else (0.0, 1.0),
                "both": arrow.get("both", False),
            }
        )
    return found


def _points(arrow: Mapping[str, Any], motion: Motion, first: str, last: str) -> Points:
    if "around" in arrow:
        return _round(arrow, motion, last)
    return _push(arrow, motion, last) if "at" in arrow else _way(arrow, motion, first, last)


def _round(arrow: Mapping[str, Any], motion: Motion, key: str) -> Points:
    """Part of a level circle about a point of the body, for what turns; `turn` in degrees from +x toward the viewer."""
    centre = point_of(bones_of(motion.pose(key), motion.skeleton), motion.skeleton.points[arrow["around"]])
    first, last = (math.radians(turn) for turn in arrow["turn"])
    turns = np.linspace(first, last, STEPS + 1)
    points: Points = centre + arrow["radius"] * np.column_stack((np.cos(turns), np.zeros_like(turns), np.sin(turns)))
    return points


def _way(arrow: Mapping[str, Any], motion: Motion, first: str, last: str) -> Points:
    """Where a point of the body goes from one key pose to another."""
    place = motion.skeleton.points[arrow["track"]]
    shares = np.linspace(0, 1, STEPS + 1)
    poses = [motion.between(first, last, float(share)) for share in shares]
    return np.array([point_of(bones_of(pose, motion.skeleton), place) for pose in poses])


def _push(arrow: Mapping[str, Any], motion: Motion, key: str) -> Points:
    """A straight arrow beside a point of the body, in the plane of the authored picture."""
    place = motion.skeleton.points[arrow["at"]]
    start = point_of(bones_of(motion.pose(key), motion.skeleton), place)
    right, down, _ = Camera(motion.description.yaw, motion.description.pitch).axes
    dx, dy = arrow.get("by", (0, 0))
    ux, uy = np.array(arrow["direction"], float) / math.hypot(*arrow["direction"])
    along = np.linspace(0, arrow.get("length", PUSH), PUSH_STEPS + 1)
    points: Points = start + np.outer(dx + ux * along, right) - np.outer(dy + uy * along, down)
    return points


def way_of(track: Mapping[str, Any], authored: Camera) -> Points:
    """The part of an arrow's way that is shown (n, 3), in the world, long enough to be seen from the authored camera."""
    points: Points = track["points"]
    length = float(np.linalg.norm(np.diff(authored.flat(points), axis=0), axis=1).sum())
    if 0.3 < length < track["min"]:
        middle = points[len(points) // 2]
        points = middle + (points - middle) * (track["min"] / length)
    last = len(points) - 1
    low, high = (round(end * last) for end in track["span"])
    return points[low : high + 1]


def arrow_shapes(motion: Motion, camera: Camera, opacity: float) -> Iterator[Arrow]:
    """Every arrow of a motion."""
    authored = Camera(motion.description.yaw, motion.description.pitch)
    for number, track in enumerate(tracks(motion)):
        dx, dy = track["by"]
        points = camera.flat(way_of(track, authored)) + np.array((dx, -dy))
        heads = [_head(points[-1], points[-3])] + ([_head(points[0], points[2])] if track["both"] else [])
        yield Arrow(f"arrow.{number}", points, tuple(heads), opacity)


def _head(tip: Points, before: Points) -> Points:
    way = math.atan2(tip[1] - before[1], tip[0] - before[0])
    ahead = np.array((math.cos(way), math.sin(way)))
    corners = [
        tip + HEAD * 0.72 * np.array((math.cos(way + turn), math.sin(way + turn))) - HEAD * 0.35 * ahead
        for turn in CORNERS
    ]
    return np.array([tip + HEAD * 0.75 * ahead, *corners])
