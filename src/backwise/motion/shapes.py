"""The display list: everything that a picture consists of, in painting order, before it becomes SVG or canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .vectors import Points

Polygons = tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A solid: an ink outline, a darker fill, and the same shape in `fill` moved toward the light, clipped to itself."""

    name: str
    polys: Polygons
    fill: str
    width: float = 1.0
    shade: float = 0.16


@dataclass(frozen=True, slots=True)
class Flat:
    """Filled outlines without ink."""

    name: str
    polys: Polygons
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Outline:
    """Filled outlines with ink around them and no shade."""

    name: str
    polys: Polygons
    fill: str
    stroke: str
    width: float
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Face:
    """One side of a thing, its edge drawn over it; without a stroke it has none."""

    name: str
    polys: Polygons
    fill: str
    stroke: str = ""
    width: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line; `smooth` draws a curve through its points, `edge` is how much wider the ink under it is."""

    name: str
    points: Points
    stroke: str
    width: float
    opacity: float = 1.0
    smooth: bool = False
    edge: float = 0.0


@dataclass(frozen=True, slots=True)
class Patch:
    """A coloured region with a white edge, clipped to the parts that it lies on."""

    name: str
    clip: Polygons
    polys: Polygons
    does: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Spine:
    """The spinal line: a curve with a white edge, and a dot at every place but the last."""

    name: str
    points: Points


@dataclass(frozen=True, slots=True)
class Arrow:
    """A curve with a white edge; `polys` are its heads."""

    name: str
    points: Points
    polys: Polygons
    opacity: float = 1.0


Shape = Form | Flat | Outline | Face | Line | Patch | Spine | Arrow
Shapes = Sequence[Shape]


def reached(shape: Shape) -> Polygons:
    """The points that a shape goes to, ink left out."""
    if isinstance(shape, (Line, Spine)):
        return (shape.points,)
    return (shape.points, *shape.polys) if isinstance(shape, Arrow) else shape.polys
