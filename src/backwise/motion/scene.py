"""The whole display list of one moment: props, shadow, body, water, arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from .arrows import arrow_shapes
from .camera import Camera
from .figure import Figure, Limb, body
from .motion import Motion
from .order import cells
from .outline import Silhouettes, silhouettes
from .pose import Bones, Pose
from .props import things_of
from .shapes import Face, Flat, Line, Outline, Shape, reached
from .vectors import Points, Vector, vec

FACING = 0.001
# A prop that comes between viewer and body when the figure is turned is glass.
NEARER, TURNED, GLASS = 14.0, 20.0, 0.28
# The shadow: chains of blobs dropped on the ground; what is higher than this throws none.
SHADOW_CHAINS = (("seat", "waist"), ("waist", "chest"), ("chest", "shoulders"), ("shoulders", "skull"))
SHADOW_LIMBS = (
    ("hip", "knee"),
    ("knee-low", "ankle"),
    ("heel", "toes"),
    ("shoulder", "elbow"),
    ("elbow-low", "wrist"),
    ("wrist", "fingers"),
)
SHADOW_HIGHEST, SHADOW_FADES_FROM, SHADOW_FADES_OVER, SHADOW_OPACITY = 26.0, 8.0, 90.0, 0.13
SHADOW_DIRECTIONS = 24


@dataclass(frozen=True, slots=True)
class Moment:
    """What is shown: a pose, from where, with how much muscle colour and arrow (0 to 1)."""

    pose: Pose
    camera: Camera
    muscles: float = 0.0
    arrows: float = 0.0


def shapes_of(motion: Motion, moment: Moment) -> list[Shape]:
    """The display list, in painting order."""
    figure = Figure(moment.pose, motion.skeleton, motion.look, moment.camera)
    props = props_of(motion)
    glass = [_glass(prop, figure, motion) for prop in props]
    limbs = {f"prop.{i}": _limb(i, prop, figure) for i, prop in enumerate(props) if prop["layer"] == "limbs"}
    shapes: list[Shape] = []
    for layer, clear in (("behind", False), ("front", False), ("behind", True)):
        if layer == "front":
            shapes.extend(_shadow(figure, motion))
            shapes.extend(body(figure, motion.description.muscles, moment.muscles, motion.description.spine, limbs))
        for place, prop in enumerate(props):
            if prop["layer"] == layer and glass[place] == clear:
                shapes.extend(_painted(place, prop, figure, GLASS if clear else 1.0))
    if moment.arrows > 0:
        shapes.extend(arrow_shapes(motion, moment.camera, moment.arrows))
    return shapes


def extent_of(motion: Motion, moment: Moment) -> Points:
    """Points (n, 2) that the picture of a moment reaches, arrows left out. Nothing is outlined or ordered for that."""
    figure = Figure(moment.pose, motion.skeleton, motion.look, moment.camera)
    centres, reach = figure.extent()
    props = (shape for place, prop in enumerate(props_of(motion)) for shape in _painted(place, prop, figure, 1.0))
    return np.concatenate([centres - reach, centres + reach, *(points for shape in props for points in reached(shape))])


def arrows_extent(motion: Motion, camera: Camera) -> Points:
    """Points (n, 2) that the arrows reach."""
    shapes = arrow_shapes(motion, camera, 1.0)
    return (
        np.concatenate([points for shape in shapes for points in reached(shape)])
        if motion.description.arrows
        else np.empty((0, 2))
    )


@lru_cache(maxsize=128)
def props_of(motion: Motion) -> list[dict[str, Any]]:
    """The things around the body, in file order."""
    return [thing for table in motion.description.props for thing in things_of(table, motion.skeleton)]


def _glass(prop: Mapping[str, Any], figure: Figure, motion: Motion) -> bool:
    away = abs((figure.camera.yaw - motion.description.yaw + 180) % 360 - 180)
    if not prop["upright"] or away <= TURNED:
        return False
    toward = figure.camera.axes[2] * vec(1, 0, 1)
    near = (np.array(prop["at"]) - figure.bones["pelvis"][0]) @ (toward / np.linalg.norm(toward))
    return bool(near > NEARER)


def where(place: Any, bones: Bones) -> Vector:
    """A place of a prop in the world."""
    if not isinstance(place, Mapping):
        return np.array(place, float)
    origin, axes = bones[place["bone"]]
    point: Vector = origin + axes @ np.array(place["at"]) + np.array(place.get("offset", (0, 0, 0)))
    for axis, value in enumerate(place.get("fixed", ())):
        if value is not None:
            point[axis] = value
    return point


def _limb(place: int, prop: Mapping[str, Any], figure: Figure) -> Limb:
    (at, radii), *_ = prop["shapes"][0]["ball"]
    solid = (where(at, figure.bones), np.eye(3), np.array(radii, float))
    shapes = tuple(_painted(place, prop, figure, 1.0))
    return Limb(cells([(solid, solid)], figure.camera), figure.camera.depth(solid[0]), shapes)


def _painted(place: int, prop: Mapping[str, Any], figure: Figure, opacity: float) -> Iterator[Shape]:
    for number, shape in enumerate(prop["shapes"]):
        found = _shape(f"prop.{place}.{number}", shape, figure, opacity)
        yield from found


def _shape(name: str, shape: Mapping[str, Any], figure: Figure, opacity: float) -> Iterator[Shape]:
    camera, bones = figure.camera, figure.bones
    clear = shape.get("opacity", 1.0) * opacity
    if "ball" in shape:
        balls = [(where(at, bones), np.array(radii, float)) for at, radii in shape["ball"]]
        seen = silhouettes(camera, [(at, np.eye(3), radii) for at, radii in balls])
        outlines = tuple(seen.hulls([range(len(balls))]))
        yield Outline(name, outlines, shape["fill"], shape["stroke"], shape["width"], clear)
    elif "face" in shape:
        if "normal" in shape and float(np.array(shape["normal"]) @ camera.axes[2]) <= FACING:
            return
        outline = camera.flat(np.array([where(at, bones) for at in shape["face"]]))
        yield Face(name, (outline,), shape["fill"], shape.get("stroke", ""), shape.get("width", 0.0), clear)
    else:
        points = camera.flat(np.array([where(at, bones) for at in shape["line"]]))
        yield Line(name, points, shape["stroke"], shape["width"], clear, edge=shape.get("edge", 0.0))


def _shadow(figure: Figure, motion: Motion) -> Iterator[Shape]:
    """A soft contact shadow: every blob dropped on the ground. Nothing else ties a body to the floor so well."""
    if not motion.description.shadow:
        return
    numbers, height = figure.blobs.numbers, figure.centres[:, 1] - motion.ground
    chains = [*SHADOW_CHAINS, *((f"{a}_{side}", f"{b}_{side}") for side in "RL" for a, b in SHADOW_LIMBS)]
    pairs = [(numbers[a], numbers[b]) for a, b in chains]
    # A leg that hangs beside the bed throws none on it.
    low = [(a, b) for a, b in pairs if 0 <= min(height[a], height[b]) <= SHADOW_HIGHEST]
    dropped = _dropped(figure, motion.ground, height)
    yield Flat(
        "shadow", tuple(dropped.hulls(low, SHADOW_DIRECTIONS)), figure.skeleton.colours["shadow"], SHADOW_OPACITY
    )


def _dropped(figure: Figure, ground: float, height: Points) -> Silhouettes:
    """Every blob as a flat disc on the ground, the smaller the higher it is."""
    fades = np.maximum(0.0, 1 - np.maximum(0.0, height - SHADOW_FADES_FROM) / SHADOW_FADES_OVER)
    size = figure.blobs.radii.mean(axis=1) * fades + 0.5
    centres = figure.centres * (1, 0, 1) + (0, ground, 0)
    axes = np.broadcast_to(np.eye(3), (len(size), 3, 3))
    return Silhouettes(figure.camera, centres, axes, np.column_stack((size, np.full(len(size), 0.05), size)))
