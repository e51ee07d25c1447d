"""What skeleton.toml must hold: the shape of its tables, then the names that they use. Every mistake names its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from backwise.library.findings import Finding, unknown

from .pose import GROUPS
from .skeleton import FILE, SIDES, both, sided

Table = Mapping[str, Any]
# A shape looks at a value under a key and yields what is wrong with it.
Shape = Callable[[str, Any], Iterator[Finding]]
LIMB_BONES = (
    *("thigh_", "shank_", "foot_", "toes_"),
    *("upper_arm_", "forearm_", "hand_", "fingers_", "fingertips_", "thumb_"),
)
# What a muscle lies on that is no part by itself.
CLOTH = ("torso", "pelvis")


def check_skeleton(table: Table) -> Iterator[Finding]:
    """Everything that keeps a body from being built from this table, and every name in it that points at nothing."""
    findings = [finding for key, shape in SKELETON.items() for finding in shape(key, table.get(key))]
    yield from findings or _names(table)


def _wrong(key: str, value: Any, wanted: str) -> Iterator[Finding]:
    what = "is missing." if value is None else f"is {value!r}."
    yield Finding(FILE, key, what, f"Make it {wanted}.")


def _leaf(kinds: type | tuple[type, ...], wanted: str) -> Shape:
    def shape(key: str, value: Any) -> Iterator[Finding]:
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            yield from _wrong(key, value, wanted)

    return shape


def _colour(key: str, value: Any) -> Iterator[Finding]:
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        yield from _wrong(key, value, "a colour such as #22404A")


def _list(of: Shape) -> Shape:
    """A list of any length."""

    def shape(key: str, value: Any) -> Iterator[Finding]:
        if not isinstance(value, list):
            yield from _wrong(key, value, "a list")
        else:
            for place, item in enumerate(value):
                yield from of(f"{key}[{place}]", item)

    return shape


def _row(*shapes: Shape) -> Shape:
    """A list with one value of each shape."""

    def shape(key: str, value: Any) -> Iterator[Finding]:
        if not isinstance(value, list) or len(value) != len(shapes):
            yield from _wrong(key, value, f"a list of {len(shapes)}")
        else:
            for place, (of, item) in enumerate(zip(shapes, value, strict=True)):
                yield from of(f"{key}[{place}]", item)

    return shape


def _each(of: Shape) -> Shape:
    """A table whose keys are free."""

    def shape(key: str, value: Any) -> Iterator[Finding]:
        if not isinstance(value, dict):
            yield from _wrong(key, value, "a table")
        else:
            for name, item in value.items():
                yield from of(f"{key}.{name}", item)

    return shape


def _table(optional: Mapping[str, Shape] | None = None, /, **fields: Shape) -> Shape:
    """A table with these fields, and perhaps the optional ones."""
    known = {**fields, **(optional or {})}

    def shape(key: str, value: Any) -> Iterator[Finding]:
        if not isinstance(value, dict):
            yield from _wrong(key, value, "a table")
            return
        for name in value.keys() - known.keys():
            yield Finding(FILE, f"{key}.{name}", "is no field here.", f"Use one of {', '.join(known)}.")
        for name, of in known.items():
            if name in fields or name in value:
                yield from of(f"{key}.{name}", value.get(name))

    return shape


def _all(names: Iterable[str], of: Shape) -> dict[str, Shape]:
    return dict.fromkeys(names, of)


NUMBER, FLAG, TEXT = _leaf((int, float), "a number"), _leaf(bool, "true or false"), _leaf(str, "a name")
PLACE, SPAN, NAMES = _row(NUMBER, NUMBER, NUMBER), _row(NUMBER, NUMBER), _list(TEXT)
ELLIPSOID = _table(bone=TEXT, at=PLACE, radii=PLACE)
HULLS = _list(_list(ELLIPSOID))
LENGTHS = (
    *("thigh", "shank", "upper_arm", "forearm", "hand", "fingers", "half_hip_width", "half_shoulder_width"),
    *("shoulder_rise", "shoulder_narrow", "sole", "foot_ball", "foot_heel", "foot_toe_hinge"),
)
CLOTHES = ("skin", "hair", "shirt", "sleeve", "trousers", "seat", "shoe")
LAYER = _table(_all(("apart", "thumb"), FLAG), colour=TEXT, chains=_list(NAMES))
LOOK = _table({"build": TEXT, "posture": TEXT, "water": FLAG}, style=TEXT, **_all(CLOTHES, _colour))
CAP = _table(at=PLACE, radii=PLACE, normal=PLACE, cut=NUMBER)
EYE = _table(**{"from": PLACE, "to": PLACE, "normal": PLACE})
SKELETON: dict[str, Shape] = {
    "lengths": _table(**_all(LENGTHS, NUMBER)),
    "joints": _table(**_all(("lumbar", "shoulder", "thumb"), PLACE)),
    "spine": _table(segments=_list(_row(TEXT, TEXT, NUMBER, NUMBER)), line=_list(_row(TEXT, PLACE))),
    "ranges": _table(**_all(("hip", "knee", "ankle", "elbow", "lumbar", "thorax"), SPAN)),
    "sets": _each(NAMES),
    "blobs": _each(ELLIPSOID),
    "points": _each(_table(bone=TEXT, at=PLACE)),
    "parts": _each(_table(depth=_list(_row(TEXT, TEXT)), layers=_list(LAYER))),
    "joins": _each(_table({"after": FLAG, "same_as": TEXT}, parts=NAMES, of=TEXT, colour=TEXT, hulls=HULLS)),
    "muscles": _each(_table(on=NAMES, hulls=HULLS)),
    "builds": _each(_each(_table(scale=PLACE, shift=PLACE))),
    "face": _table(eye=EYE, ear=ELLIPSOID, lines=_list(_list(PLACE))),
    "hair": _each(_table({"back": _list(ELLIPSOID), "tail": _list(ELLIPSOID)}, cap=CAP)),
    "order": _table(always=_list(_row(TEXT, TEXT))),
    "colours": _table(**_all(("ink", "work", "stretch", "arrow", "far", "shade", "shadow"), _colour)),
    "postures": _each(_table(**_all(("lumbar", "thorax", "head", "straight"), NUMBER))),
    "looks": _each(LOOK),
}


def _names(table: Table) -> Iterator[Finding]:
    """Names that point at nothing, in a table of the right shape."""
    bones = {"pelvis", *(sided(bone, side) for side in SIDES for bone in LIMB_BONES)}
    bones |= {bone for bone, *_ in table["spine"]["segments"]}
    blobs = {name for name, _, _ in both(table["blobs"])}
    parts = {name for name, _, _ in both(table["parts"])}
    for key, kind, name, known in (
        *((key, "bone", name, bones) for key, name in _bones(table)),
        *((key, "blob", name, blobs) for key, name in _blobs(table)),
        *((key, "part", name, {*parts, *CLOTH}) for key, name in _parts(table)),
        *_people(table),
    ):
        if name not in known:
            yield unknown(FILE, key, name, kind, known)


def _bones(table: Table) -> Iterator[tuple[str, str]]:
    yield from ((f"spine.line[{place}]", bone) for place, (bone, _) in enumerate(table["spine"]["line"]))
    for section in ("blobs", "points"):
        yield from ((f"{section}.{name}.bone", sided(item["bone"], side)) for name, side, item in both(table[section]))
    for section in ("muscles", "joins"):
        for name, side, item in both(table[section]):
            for place, hull in enumerate(item["hulls"]):
                yield from ((f"{section}.{name}.hulls[{place}]", sided(each["bone"], side)) for each in hull)
    yield "face.ear.bone", table["face"]["ear"]["bone"]
    for name, item in table["hair"].items():
        for field in ("back", "tail"):
            yield from ((f"hair.{name}.{field}", each["bone"]) for each in item.get(field, ()))


def _blobs(table: Table) -> Iterator[tuple[str, str]]:
    for name, members in table["sets"].items():
        yield from ((f"sets.{name}", blob) for blob in members)
    for build, changes in table["builds"].items():
        yield from ((f"builds.{build}.{name}", sided(name, "R")) for name in changes)
    for name, side, item in both(table["parts"]):
        yield from ((f"parts.{name}.depth", sided(blob, side)) for pair in item["depth"] for blob in pair)
        chains = [chain for layer in item["layers"] for chain in layer["chains"]]
        yield from ((f"parts.{name}.layers", sided(blob, side)) for chain in chains for blob in chain)


def _parts(table: Table) -> Iterator[tuple[str, str]]:
    for section, fields in (("joins", ("parts", "of")), ("muscles", ("on",))):
        for name, side, item in both(table[section]):
            for field in fields:
                named = [item[field]] if isinstance(item[field], str) else item[field]
                yield from ((f"{section}.{name}.{field}", sided(part, side)) for part in named)
    yield from (("order.always", part) for pair in table["order"]["always"] for part in pair)


def _people(table: Table) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    """(key, kind, name, known names) of what looks, layers and the spine choose from."""
    for name, look in table["looks"].items():
        for field, kind in (("style", "hair"), ("build", "builds"), ("posture", "postures")):
            if field in look:
                yield f"looks.{name}.{field}", field, look[field], table[kind]
    for name, part in table["parts"].items():
        yield from ((f"parts.{name}.layers", "colour", layer["colour"], CLOTHES) for layer in part["layers"])
    for name, join in table["joins"].items():
        yield f"joins.{name}.colour", "colour", join["colour"], CLOTHES
        if "same_as" in join:
            yield f"joins.{name}.same_as", "colour", join["same_as"], CLOTHES
    for place, (_, group, *_) in enumerate(table["spine"]["segments"]):
        yield f"spine.segments[{place}]", "part of the spine", group, GROUPS
