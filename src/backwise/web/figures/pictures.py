"""What the views hand out, drawn once and kept packed. Imports the motion model: import it only where something is drawn."""

from __future__ import annotations

import json
from functools import lru_cache
from gzip import compress, decompress
from typing import Any

from django.conf import settings
from markupsafe import Markup

from backwise.motion.animate import body_data, motion_data
from backwise.motion.motion import Motion, UnknownName, load_motion
from backwise.motion.picture import STYLES, Options
from backwise.motion.picture import still as draw
from backwise.motion.skeleton import load_skeleton
from backwise.web import runtime

from .addresses import OWN

TARGET = "target"


def motion_of(exercise: str, look: str) -> Motion:
    """The motion of an exercise as this look shows it. Raises UnknownName."""
    return load_motion(exercise, None if look == OWN else look, settings.KNOWLEDGE)


# About 10 KB each: at most 5 MB.
@lru_cache(maxsize=512)
def still(exercise: str, look: str, pose: str, style: str) -> bytes:
    """A key pose as SVG, packed. `pose` may also be "start" or "target". Raises UnknownName."""
    if style not in STYLES:
        raise UnknownName("style", style, STYLES)
    motion = motion_of(exercise, look)
    name = runtime.library().texts.get(f"exercise.{exercise}.name", exercise)
    return _packed(draw(motion, _key(motion, pose), Options(style=style), name))


def _key(motion: Motion, pose: str) -> str:
    first, last = motion.description.show
    return pose if pose in motion.poses else {"start": first, TARGET: last}.get(pose, pose)


@lru_cache(maxsize=256)
def movement(exercise: str, look: str) -> bytes:
    """What figure.js moves, as JSON, packed. Raises UnknownName."""
    return _packed(_json(motion_data(motion_of(exercise, look))))


@lru_cache(maxsize=1)
def body() -> bytes:
    """The body that all movements share, as JSON, packed."""
    return _packed(_json(body_data(load_skeleton(settings.KNOWLEDGE))))


def inline(exercise: str, pose: str, style: str) -> Markup:
    """A picture for the middle of a page, where one more request would keep people waiting."""
    return Markup(decompress(still(exercise, OWN, pose, style)).decode())  # noqa: S704 drawn by ourselves


def _json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def _packed(text: str) -> bytes:
    # Without the time of day, so that the same drawing is the same bytes.
    return compress(text.encode(), mtime=0)
