"""The body of `knowledge/skeleton.toml`: bones, ranges, flesh, regions, clothes and looks, both sides written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from backwise.library.files import Files, kept_files

from .vectors import Vector, as_vector, unit

SIDES = {"R": 1.0, "L": -1.0}
FILE = "skeleton.toml"
OTHER = {"R": "L", "L": "R"}


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """Flesh on a bone: centre and half axes in the bone's frame, cm."""

    bone: str
    at: Vector
    radii: Vector


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a bone's frame, cm."""

    bone: str
    at: Vector


@dataclass(frozen=True, slots=True)
class Segment:
    """One bone of the spine; `group` of the pose bends it, `bend` is its own flexion in the neutral curve."""

    bone: str
    group: str
    length: float
    bend: float


@dataclass(frozen=True, slots=True)
class Layer:
    """One outline of a part in one colour of the look: the hulls of its chains of blobs."""

    colour: str
    chains: tuple[tuple[str, ...], ...]
    apart: bool
    thumb: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in the painter's order; `depth` are pairs of blobs that stand for it where parts are compared."""

    name: str
    depth: tuple[tuple[str, str], ...]
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Hides the outline where two parts meet."""

    name: str
    parts: tuple[str, ...]
    of: str
    colour: str
    hulls: tuple[tuple[Ellipsoid, ...], ...]
    after: bool
    same_as: str


@dataclass(frozen=True, slots=True)
class Muscle:
    """A coloured region: hulls, clipped to what they lie on."""

    name: str
    on: tuple[str, ...]
    hulls: tuple[tuple[Ellipsoid, ...], ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """Hair cut from an ellipsoid on the head by a plane."""

    at: Vector
    radii: Vector
    normal: Vector
    cut: float


@dataclass(frozen=True, slots=True)
class Hair:
    back: tuple[Ellipsoid, ...]
    tail: tuple[Ellipsoid, ...]
    cap: Cap


@dataclass(frozen=True, slots=True)
class Face:
    eye_from: Vector
    eye_to: Vector
    eye_normal: Vector
    ear: Ellipsoid
    lines: tuple[tuple[Vector, ...], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Who shows an exercise: colours, hair, and where it differs, build and posture."""

    id: str
    skin: str
    hair: str
    shirt: str
    sleeve: str
    trousers: str
    seat: str
    shoe: str
    style: str
    build: str | None = None
    posture: str | None = None
    water: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Skeleton:
    """Everything of skeleton.toml; `table` is the file as it stands, for the browser's data."""

    lengths: Mapping[str, float]
    joints: Mapping[str, Vector]
    segments: tuple[Segment, ...]
    line: tuple[Place, ...]
    ranges: Mapping[str, tuple[float, float]]
    sets: Mapping[str, tuple[str, ...]]
    blobs: Mapping[str, Ellipsoid]
    points: Mapping[str, Place]
    parts: Mapping[str, Part]
    joins: tuple[Join, ...]
    muscles: Mapping[str, Muscle]
    builds: Mapping[str, Mapping[str, tuple[Vector, Vector]]]
    face: Face
    hair: Mapping[str, Hair]
    always: tuple[tuple[str, str], ...]
    colours: Mapping[str, str]
    postures: Mapping[str, Mapping[str, float]]
    looks: Mapping[str, Look]
    table: Mapping[str, Any]


def sided(name: str, side: str) -> str:
    """`thigh_` of a side is `thigh_R`; `other thigh_` is the one across. Other names stay."""
    if name.startswith("other "):
        return sided(name.removeprefix("other "), OTHER[side])
    return name + side if name.endswith("_") else name


def both(table: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """(name, side, value) of every entry, sided ones twice."""
    for name, value in table.items():
        if name.endswith("_"):
            yield from ((name + side, side, value) for side in SIDES)
        else:
            yield name, "R", value


def _at(values: Sequence[float], side: str) -> Vector:
    return as_vector(values) * as_vector((1, 1, SIDES[side]))


def _ellipsoid(value: Mapping[str, Any], side: str) -> Ellipsoid:
    return Ellipsoid(sided(value["bone"], side), _at(value["at"], side), as_vector(value["radii"]))


def _hulls(values: Iterable[Any], side: str) -> tuple[tuple[Ellipsoid, ...], ...]:
    return tuple(tuple(_ellipsoid(item, side) for item in hull) for hull in values)


def _names(values: Iterable[str], side: str) -> tuple[str, ...]:
    return tuple(sided(name, side) for name in values)


def _layer(value: Mapping[str, Any], side: str) -> Layer:
    chains = tuple(_names(chain, side) for chain in value["chains"])
    return Layer(value["colour"], chains, value.get("apart", False), value.get("thumb", False))


def _part(name: str, side: str, value: Mapping[str, Any]) -> Part:
    pairs = tuple((sided(a, side), sided(b, side)) for a, b in value["depth"])
    return Part(name, pairs, tuple(_layer(item, side) for item in value["layers"]))


def _join(name: str, side: str, value: Mapping[str, Any]) -> Join:
    return Join(
        name,
        _names(value["parts"], side),
        sided(value["of"], side),
        value["colour"],
        _hulls(value["hulls"], side),
        value.get("after", False),
        value.get("same_as", ""),
    )


def _hair(value: Mapping[str, Any]) -> Hair:
    cap = value["cap"]
    back, tail = (tuple(_ellipsoid(item, "R") for item in value.get(key, ())) for key in ("back", "tail"))
    return Hair(
        back, tail, Cap(as_vector(cap["at"]), as_vector(cap["radii"]), unit(as_vector(cap["normal"])), cap["cut"])
    )


def _face(value: Mapping[str, Any]) -> Face:
    eye = value["eye"]
    marks = tuple(tuple(as_vector(point) for point in line) for line in value["lines"])
    ends = as_vector(eye["from"]), as_vector(eye["to"]), unit(as_vector(eye["normal"]))
    return Face(*ends, _ellipsoid(value["ear"], "R"), marks)


def _build(table: Mapping[str, Any]) -> dict[str, tuple[Vector, Vector]]:
    return {name: (as_vector(item["scale"]), _at(item["shift"], side)) for name, side, item in both(table)}


def build_skeleton(table: Mapping[str, Any]) -> Skeleton:
    """The body of a table like skeleton.toml. Raises KeyError, TypeError or ValueError where it is malformed."""
    return Skeleton(
        lengths=table["lengths"],
        joints={name: as_vector(at) for name, at in table["joints"].items()},
        segments=tuple(Segment(*item) for item in table["spine"]["segments"]),
        line=tuple(Place(bone, as_vector(at)) for bone, at in table["spine"]["line"]),
        ranges={name: (low, high) for name, (low, high) in table["ranges"].items()},
        sets={name: tuple(blobs) for name, blobs in table["sets"].items()},
        blobs={name: _ellipsoid(item, side) for name, side, item in both(table["blobs"])},
        points={
            name: Place(sided(item["bone"], side), _at(item["at"], side)) for name, side, item in both(table["points"])
        },
        parts={name: _part(name, side, item) for name, side, item in both(table["parts"])},
        joins=tuple(_join(name, side, item) for name, side, item in both(table["joins"])),
        muscles={
            name: Muscle(name, _names(item["on"], side), _hulls(item["hulls"], side))
            for name, side, item in both(table["muscles"])
        },
        builds={name: _build(item) for name, item in table["builds"].items()},
        face=_face(table["face"]),
        hair={name: _hair(item) for name, item in table["hair"].items()},
        always=tuple((first, later) for first, later in table["order"]["always"]),
        colours=table["colours"],
        postures=table["postures"],
        looks={name: Look(name, **item) for name, item in table["looks"].items()},
        table=table,
    )


@lru_cache(maxsize=4)
def read_body(overlays: tuple[Path, ...] = ()) -> tuple[Files, Skeleton]:
    """The knowledge files and the body in them, read once a process."""
    files = kept_files(overlays)
    return files, build_skeleton(files.tables[FILE])


def load_skeleton(overlays: tuple[Path, ...] = ()) -> Skeleton:
    """The body, read once a process. An overlay cannot change it."""
    return read_body(overlays)[1]
