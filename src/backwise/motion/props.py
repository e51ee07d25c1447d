"""Things around the body as shapes in space, the same for every painter and as JSON for the browser.

A shape is a dictionary: `face` (places, `normal`, `fill`, `stroke`, `width`, `opacity`), seen only from its outer side; `ball` (ellipsoids with
the world's axes); or `line`. A place is [x, y, z], or a point of the body: {"bone", "at", "offset" (world), "fixed" (world, null = free)}.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Any

from .colours import mix
from .skeleton import Skeleton

Table = Mapping[str, Any]
Shape = dict[str, Any]
Span = Sequence[float]
# A layer ("behind" the body, among its "limbs", in "front"), and what is painted there.
Thing = tuple[str, Iterator[Shape]]
INK, SLATE, WHITE = "#22404A", "#2E4756", "#ffffff"
TOP_TINT, SIDE_TINT, EDGE_TINT = 0.30, 0.16, 0.45
CHAIR_WIDTH = (-21.0, 21.0)
WOOD, WATER, WATER_CLEAR = "#C9AE8A", "#5FA9C6", 0.42
POOL_Z = (-34.0, 34.0)


def things_of(table: Table, skeleton: Skeleton) -> list[dict[str, Any]]:
    """A prop of motion.toml as one thing or more: {"type", "layer": behind | limbs | front, "upright", "at": its middle, "shapes"}.

    What is upright becomes glass where it would hide the body; a chair's back does so without its seat.
    """
    kind = table["type"]
    found = []
    for layer, made in MAKERS[kind](table, skeleton):
        shapes = list(made)
        found.append(
            {"type": kind, "layer": layer, "upright": kind in UPRIGHT, "at": _middle(shapes), "shapes": shapes}
        )
    return found


def _round(value: float) -> float:
    return round(value, 2)


def _middle(shapes: Sequence[Shape]) -> list[float]:
    fixed = [place for shape in shapes for place in places(shape) if isinstance(place, list)]
    if not fixed:
        return [0.0, 0.0, 0.0]
    return [_round((min(column) + max(column)) / 2) for column in zip(*fixed, strict=True)]


def places(shape: Shape) -> list[Any]:
    """Every place of a shape."""
    if "ball" in shape:
        return [place for place, _ in shape["ball"]]
    return list(shape.get("face") or shape["line"])


def _box(x: Span, y: Span, z: Span, colour: str, edge: str | None = None, width: float = 0.8) -> Iterator[Shape]:
    """The faces of a box along the axes, each with the direction that it is seen from."""
    limits = (x, y, z)
    for axis, sign in ((0, 1), (0, -1), (1, 1), (2, 1), (2, -1)):
        normal = [0, 0, 0]
        normal[axis] = sign
        first, second = (other for other in range(3) if other != axis)
        corners = []
        for a, b in ((0, 0), (1, 0), (1, 1), (0, 1)):
            corner = [0.0, 0.0, 0.0]
            corner[axis] = limits[axis][1 if sign > 0 else 0]
            corner[first], corner[second] = limits[first][a], limits[second][b]
            corners.append(corner)
        fill = (mix(colour, SLATE, SIDE_TINT), mix(colour, WHITE, TOP_TINT), colour)[axis]
        yield {
            "face": corners,
            "normal": normal,
            "fill": fill,
            "stroke": edge or mix(colour, INK, EDGE_TINT),
            "width": width,
        }


def _sorted(first: float, second: float) -> tuple[float, float]:
    return (first, second) if first < second else (second, first)


def _mat(table: Table) -> Iterator[Shape]:
    yield from _box(table.get("x", (-95, 80)), (-1.2, 0), table.get("z", (-32, 32)), "#A9CFC6", "#7FB0A5")


def _floor(table: Table) -> Iterator[Shape]:
    yield from _box(table.get("x", (-50, 60)), (-0.8, -0.01), table.get("z", (-28, 28)), "#DFE7E4", "#C9D6D2")


def _bed(table: Table) -> Iterator[Shape]:
    (x0, x1), (z0, z1), height = table["x"], table["z"], table.get("height", 45)
    yield from _box((x0 + 4, x1 - 4), (0, height - 16), (z0 + 3, z1 - 3), "#C9B79C")
    yield from _box((x0, x1), (height - 16, height), (z0, z1), "#E9EEF0", "#B9C6CB")


def _wall(table: Table) -> Iterator[Shape]:
    x, thick = table["x"], 5 if table.get("side", 1) > 0 else -5
    yield from _box(
        _sorted(x, x + thick), (0, table.get("height", 185)), table.get("z", (-46, 40)), "#D5DEDF", "#B4C3C5"
    )


def _chair(table: Table, _: Skeleton) -> Iterator[Thing]:
    (x0, x1), (z0, z1), height = table.get("x", (-20, 20)), table.get("z", CHAIR_WIDTH), table.get("height", 45)
    leg = 3.2
    legs = [
        _box((x, x + leg), (0, height - 4), (z, z + leg), WOOD)
        for x, z in product((x0 + 1, x1 - leg - 1), (z0 + 1, z1 - leg - 1))
    ]
    yield "behind", chain(*legs, _box((x0, x1), (height - 4, height), (z0, z1), "#D9C3A3", "#A88F6B"))
    if table.get("back", True):
        at, top = (x1 if table.get("flip") else x0), height + table.get("back_height", 42)
        yield "behind", _box((at - 1.5, at + 1.5), (height, top), (z0 + 1, z1 - 1), WOOD)


def _counter(table: Table) -> Iterator[Shape]:
    """A kitchen counter: heavy, it does not slide."""
    (x0, x1), (z0, z1), height = table["x"], table.get("z", (-46, 26)), table.get("height", 90)
    yield from _box((x0 + 2.5, x1), (0, 7), (z0, z1 - 2), "#9AA7A6")
    yield from _box((x0 + 1, x1), (7, height - 4), (z0, z1 - 1), "#D9DFDB", "#A9B7B2")
    doors = [[(x0 + 1, (z0 + z1) / 2)], [((x0 + x1) / 2, z1 - 1)] if table.get("front") else []]
    for x, z in (door for some in doors for door in some):
        yield {"line": [[x, 9, z], [x, height - 6, z]], "stroke": "#A9B7B2", "width": 1.0}
    yield from _box((x0 - 2, x1), (height - 4, height), (z0, z1), "#B79F7F", "#8F7A5C")


def _tube(points: Sequence[Any], width: float = 3.4, colour: str = "#5E7480") -> Shape:
    return {
        "line": [list(point) if isinstance(point, tuple) else point for point in points],
        "stroke": colour,
        "width": width,
        "edge": 1.6,
    }


def _bike(table: Table, skeleton: Skeleton) -> Iterator[Thing]:
    yield "behind", _bicycle(table, skeleton)


def _bicycle(table: Table, skeleton: Skeleton) -> Iterator[Shape]:
    """An exercise bicycle whose cranks follow the feet."""
    (cx, cy, cz), (sx, sy, sz), (bx, by, bz) = table["crank"], table["seat"], table["bar"]
    wheel, front, rear, head = (cx + 26, 27, 0), (cx + 32, 2, 0), (sx - 8, 2, 0), (bx - 4, by - 2, bz)
    for x, y, _ in (front, rear):
        yield _tube([(x, y, -20), (x, y, 20)])
    yield _tube([(rear[0] + 4, 3, 0), (cx, cy, cz), (sx, sy - 3, sz)])
    yield _tube([(cx, cy, cz), wheel, front])
    yield _tube([wheel, head])
    ring = [[_round(wheel[0] + 20 * math.cos(turn)), _round(27 + 20 * math.sin(turn)), 0] for turn in _round_angles(24)]
    yield {"face": ring, "fill": "#C9D3D3", "stroke": "#5E7480", "width": 3.4}
    yield _tube([(cx - 4, cy, cz), wheel], 2.4)
    yield _tube([head, (bx, by - 1, bz - 22)], 3)
    yield _tube([head, (bx, by - 1, bz + 22)], 3)
    yield {"ball": [[[sx + 1, sy - 3, sz], [12, 3, 9]]], "fill": "#3F5560", "stroke": INK, "width": 1}
    soles = [{"bone": skeleton.points[f"sole_{side}"].bone, "at": _pedal(skeleton, side)} for side in "LR"]
    hubs = [{**sole, "fixed": [cx, cy, None]} for sole in soles]
    yield _tube([soles[0], hubs[0], hubs[1], soles[1]], 2.6, "#8B9CA5")


def _pedal(skeleton: Skeleton, side: str) -> list[float]:
    x, y, z = skeleton.points[f"sole_{side}"].at
    return [float(x) + 4, float(y), float(z)]


def _round_angles(count: int) -> list[float]:
    return [2 * math.pi * step / count for step in range(count)]


def _pool(table: Table, _: Skeleton) -> Iterator[Thing]:
    """Water as a block around the body, of which one sees the far walls through the near ones, and a waved line on it."""
    top, (x0, x1), (z0, z1) = table["height"], table["x"], table.get("z", POOL_Z)
    yield "behind", chain(_basin(table), _surface(table, ((z0, 1), (z1, -1)), "#A9D0DE", 0.9))
    # Walls across look a little clearer than those along, so that the block has edges.
    near = [
        {**wall, "fill": WATER, "opacity": WATER_CLEAR - 0.14 * abs(wall["normal"][0])} for wall in _walls(table, 1)
    ]
    wave = _wave(x0, x1, top)
    lines = [
        {"line": wave, "stroke": "#ffffff", "width": 3.2, "opacity": 0.8},
        {"line": wave, "stroke": "#2F7F9E", "width": 1.5},
    ]
    yield "front", chain(_surface(table, ((z1, 1), (z0, -1)), WATER, WATER_CLEAR), near, lines)


def _basin(table: Table) -> Iterator[Shape]:
    (x0, x1), (z0, z1), low = table["x"], table.get("z", POOL_Z), table.get("bottom", 0)
    yield {"face": [[x0, low, z0], [x1, low, z0], [x1, low, z1], [x0, low, z1]], "fill": "#BFD9E2"}
    yield from _walls(table, -1)


def _walls(table: Table, sign: int) -> Iterator[Shape]:
    """The four walls of a pool, seen from outside (1) or inside (-1)."""
    box = _box(table["x"], (table.get("bottom", 0), table["height"]), table.get("z", POOL_Z), "#CFE5EC")
    for side in box:
        if not side["normal"][1]:
            normal = [value * sign for value in side["normal"]]
            yield {"face": side["face"], "normal": normal, "fill": side["fill"]}


def _surface(table: Table, halves: Iterable[tuple[float, int]], fill: str, opacity: float) -> Iterator[Shape]:
    """Halves of the water's surface, from the body to z, each seen from the side of its sign: behind the body or before it."""
    (x0, x1), top = table["x"], table["height"]
    for z, sign in halves:
        yield {
            "face": [*_wave(x0, x1, top), [x1, top, z], [x0, top, z]],
            "normal": [0, 0, sign],
            "fill": fill,
            "opacity": opacity,
        }


def _wave(x0: float, x1: float, top: float) -> list[list[float]]:
    steps = 48
    return [
        [_round(x0 + (x1 - x0) * step / steps), _round(top + 1.1 * math.sin(step / 4 * 2 * math.pi)), 0]
        for step in range(steps + 1)
    ]


def _pillow(table: Table, skeleton: Skeleton) -> Iterator[Thing]:
    """A pillow in its place, or one that goes with the body."""
    place: Any = list(table.get("at", ()))
    if "to" in table:
        point = skeleton.points[table["to"]]
        place = {"bone": point.bone, "at": [float(v) for v in point.at], "offset": list(table.get("offset", (0, 0, 0)))}
    ball = [[place, list(table.get("radii", (12, 4, 16)))]]
    layer = "limbs" if table.get("among_limbs") else "behind"
    yield layer, iter([{"ball": ball, "fill": "#FBF7EC", "stroke": "#8FA3A3", "width": 1.1}])


def _towel(table: Table, skeleton: Skeleton) -> Iterator[Thing]:
    """A taut strap is straight between the places that it goes through."""
    way = []
    for name, offset in table["through"]:
        point = skeleton.points[name]
        way.append({"bone": point.bone, "at": [float(a + b) for a, b in zip(point.at, offset, strict=True)]})
    layer = "behind" if table.get("behind") else "front"
    yield layer, iter([{"line": way, "stroke": "#8C6BB1", "width": 3.6, "edge": 1.8}])


def _simple(make: Callable[[Table], Iterator[Shape]]) -> Callable[[Table, Skeleton], Iterator[Thing]]:
    """One thing, behind the body."""
    return lambda table, _: iter([("behind", make(table))])


MAKERS: dict[str, Callable[[Table, Skeleton], Iterator[Thing]]] = {
    "mat": _simple(_mat),
    "floor": _simple(_floor),
    "bed": _simple(_bed),
    "wall": _simple(_wall),
    "counter": _simple(_counter),
    "chair": _chair,
    "bike": _bike,
    "pool": _pool,
    "pillow": _pillow,
    "towel": _towel,
}
UPRIGHT = frozenset(("bed", "wall", "chair", "counter", "bike"))
