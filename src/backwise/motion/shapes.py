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
    """A filled shape without an outline."""

    name: str
    polys: Polygons
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A filled shape with an outline and no shade."""

    name: str
    polys: Polygons
    fill: str
    stroke: str
    width: float
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line; `smooth` draws a curve through its points."""

    name: str
    points: Points
    stroke: str
    width: float
    opacity: float = 1.0
    smooth: bool = False


@dataclass(frozen=True, slots=True)
class Patch:
    """A coloured region, clipped to the parts that it lies on."""

    name: str
    clip: Polygons
    hulls: Polygons
    edges: Polygons
    does: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Dots:
    name: str
    points: Points
    radius: float
    fill: str


Shape = Form | Flat | Outline | Line | Patch | Dots
Shapes = Sequence[Shape]
