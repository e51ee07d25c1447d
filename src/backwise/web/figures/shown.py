"""What a page says about a figure, and how much room it takes. Imports the motion model, like `pictures`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from backwise.engine.library import Library
from backwise.motion.motion import Motion
from backwise.motion.picture import view_of
from backwise.motion.words import describe

from . import addresses
from .pictures import motion_of

# The shapes of the stage, narrowest first: name, width and height. A person who stands must not fill two screens.
SHAPES = (("tall", 480, 480), ("even", 560, 420), ("wide", 640, 360))


@dataclass(frozen=True, slots=True)
class KeyPose:
    """One numbered still: the address of its picture, and its words."""

    picture: str
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on a page: what its script needs, the picture before it moves, the stage with its size in CSS pixels, its
    numbered stills and its words."""

    body: str
    motion: str
    first: str
    shape: str
    width: int
    height: int
    poses: tuple[KeyPose, ...]
    muscles: tuple[tuple[str, str], ...]
    sentence: str


@lru_cache(maxsize=256)
def shown(exercise: str, look: str, library: Library) -> Shown:
    """Everything about the figure of an exercise. Raises UnknownName."""
    motion = motion_of(exercise, look)
    _, _, width, height = view_of(motion)
    stage = min(SHAPES, key=lambda shape: abs(shape[1] / shape[2] - width / height))
    described = describe(motion, library.texts)
    return Shown(
        addresses.body(),
        addresses.movement(exercise, look),
        addresses.still(exercise, motion.keys[0], look=look),
        *stage,
        tuple(KeyPose(addresses.still(exercise, key, look=look), words) for key, words in described.keys.items()),
        _muscles(motion, library),
        described.sentence,
    )


def _muscles(motion: Motion, library: Library) -> tuple[tuple[str, str], ...]:
    """What works and what is stretched, each with the names of its regions."""
    one_sided = library.exercises[motion.id].per_side
    named: dict[str, list[str]] = {}
    for region, does in motion.description.muscles:
        key = f"figure.region.{region.removesuffix('_R').removesuffix('_L')}"
        both = library.texts.get(key, region)
        named.setdefault(does, []).append(library.texts.get(f"{key}.one", both) if one_sided else both)
    return tuple((does, ", ".join(dict.fromkeys(names))) for does, names in named.items())
