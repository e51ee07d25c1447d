"""What a look changes in the browser's data: colours, build, face and hair, and clothes of one colour that become one outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .colours import mix
from .face import (
    BACK_SEEN,
    EAR_SEEN,
    EAR_SHARE,
    EAR_TINT,
    EYE_SEEN,
    EYE_WIDTH,
    FRONT_SEEN,
    HAIR_WIDTH,
    LINE_SHARE,
    LINE_TINT,
    LINE_WIDTH,
)
from .figure import HEAD_SHADE, THUMB_WIDTH
from .skeleton import SIDES, Ellipsoid, Hair, Look, Skeleton
from .vectors import Vector

Json = dict[str, Any]
HAND, THUMB_IN_FRONT = "hand_", ("thumb-tip_", "palm_")
COLOURS = ("skin", "hair", "shirt", "sleeve", "trousers", "seat", "shoe")


def short(values: Iterable[float]) -> list[float]:
    """Numbers as short as JSON can have them."""
    rounded = [round(float(value), 3) for value in values]
    return [int(value) if value == int(value) else value for value in rounded]


def ellipsoid(item: Ellipsoid) -> list[Any]:
    """[bone, x, y, z, radii]; on a bone of one side z counts outward."""
    return [item.bone, *outward(item.bone, item.at), *short(item.radii)]


def outward(bone: str, at: Iterable[float]) -> list[float]:
    """A place on a bone; on one of a side the third coordinate counts outward."""
    x, y, z = short(at)
    return [x, y, -z if bone.endswith("_L") else z]


def blob(table: Mapping[str, Any], sided: bool = False) -> list[Any]:
    """An ellipsoid as skeleton.toml has it. With `sided`, a bone without sides is named as if it had them."""
    bone = table["bone"] + ("_" if sided and not table["bone"].endswith("_") else "")
    return [bone, *short(table["at"]), *short(table["radii"])]


def part(name: str, table: Mapping[str, Any], look: Look | None = None) -> Json:
    """A part: its pairs and the chains of its layers are names with spaces between. With a look, neighbouring layers of one colour are one."""
    layers: list[Json] = []
    for place, written in enumerate(table["layers"]):
        chains = [" ".join(chain) for chain in written["chains"]]
        if look and layers and not written.get("apart") and _same(look, layers[-1]["colour"], written["colour"]):
            layers[-1]["polys"] += chains
            continue
        own = {} if place == len(layers) else {"name": f"{name}.{place}"}
        layers.append({"colour": written["colour"], "polys": chains, **own})
    found = {
        "depth": [" ".join(pair) for pair in table["depth"]],
        "layers": _with_thumb(layers) if name == HAND else layers,
    }
    return {**found, "far": far(name)} if name.endswith("_") else found


def _same(look: Look, first: str, second: str) -> bool:
    return bool(getattr(look, first) == getattr(look, second))


def far(name: str) -> str:
    """The bone that says whether a limb is on the far side."""
    return "pelvis_" if name in ("thigh_", "shank_") else "thorax4_"


def _with_thumb(layers: Sequence[Json]) -> list[Json]:
    """A hand's layers: the thumb before or after the palm, whichever is nearer."""
    palm, thumb = layers
    thumb = {**thumb, "name": f"{HAND}.1", "width": THUMB_WIDTH}
    return [
        {**thumb, "front": " ".join(reversed(THUMB_IN_FRONT))},
        {**palm, "name": f"{HAND}.0"},
        {**thumb, "front": " ".join(THUMB_IN_FRONT)},
    ]


def outermost(name: str, look: Look, skeleton: Skeleton) -> list[str]:
    """The chains of a part's outermost cloth: what a muscle is clipped to."""
    base, side = (name[:-1], name[-1]) if name[-2:] in ("_R", "_L") else (name, "")
    chains = part(base, skeleton.table["parts"][base], look)["layers"][-1]["polys"]
    return [" ".join(word + side if word.endswith("_") else word for word in chain.split()) for chain in chains]


def join(name: str, table: Mapping[str, Any]) -> Json:
    """What hides the outline between parts; a hand's own only where the thumb lies in front."""
    polys = [[blob(item, sided=name.endswith("_")) for item in hull] for hull in table["hulls"]]
    found = {"name": f"join.{name}", "kind": "flat", "parts": table["parts"], "colour": table["colour"], "polys": polys}
    found |= {"far": far(table["of"])} if table["of"].endswith("_") else {}
    found |= {"after": True} if table.get("after") else {}
    return found | {"front": " ".join(THUMB_IN_FRONT)} if len(table["parts"]) == 1 else found


def look_data(look: Look, skeleton: Skeleton) -> Json:
    """A look with everything resolved. `blobs`, `parts` and `joins` take the place of the body's own of the same name."""
    table, hair = skeleton.table, skeleton.hair[look.style]
    worn = {name: part(name, item, look) for name, item in table["parts"].items()}
    changed = {name: item for name, item in worn.items() if item != part(name, table["parts"][name])}
    apart: Json = {
        name: {"parts": []}
        for name, item in table["joins"].items()
        if item.get("same_as") and not _same(look, item["same_as"], item["colour"])
    }
    behind = {
        shell["name"]: {"depth": shell["polys"], "layers": [shell], "z": shell["polys"][0][:1]}
        for shell in _hair("back", hair.back, HAIR_WIDTH, look, skeleton)
    }
    return {
        **{colour: getattr(look, colour) for colour in COLOURS},
        "blobs": dict(_built(table["blobs"], table["builds"].get(look.build or "", {}))),
        "parts": {
            **changed,
            "head": {**worn["head"], "layers": list(_head(worn["head"], hair, look, skeleton))},
            **behind,
        },
        "joins": apart,
        # What is painted first of these depends on which is nearer, not on what overlaps.
        "loose": [[name, "head"] for name in behind],
    }


def _head(worn: Json, hair: Hair, look: Look, skeleton: Skeleton) -> Iterator[Json]:
    """The head from back to front; what hangs from it is painted first or last."""
    tail = list(_hair("tail", hair.tail, 1.0, look, skeleton))
    yield from ({**shell, "normal": ["head", 1, 0, 0], "over": BACK_SEEN} for shell in tail)
    yield from ({**layer, "name": f"head.{place}", "shade": HEAD_SHADE} for place, layer in enumerate(worn["layers"]))
    yield from _marks(look, skeleton)
    cap = hair.cap
    numbers = {"at": _on_head(cap.at), "radii": short(cap.radii), "normal": _fine(cap.normal), "cut": cap.cut}
    yield {**_ink("hair.cap", HAIR_WIDTH, look, skeleton), "cap": numbers}
    yield from _ears(look, skeleton)
    yield from ({**shell, "normal": ["head", -1, 0, 0], "over": -BACK_SEEN} for shell in tail)


def _fine(values: Iterable[float]) -> list[float]:
    return [round(float(value), 6) for value in values]


def _ink(name: str, width: float, look: Look, skeleton: Skeleton) -> Json:
    return {"name": name, "kind": "outline", "fill": look.hair, "stroke": skeleton.colours["ink"], "width": 2 * width}


def _hair(kind: str, shells: Sequence[Ellipsoid], width: float, look: Look, skeleton: Skeleton) -> Iterator[Json]:
    if shells:
        yield {**_ink(f"hair.{kind}", width, look, skeleton), "polys": [[ellipsoid(item) for item in shells]]}


def _built(blobs: Mapping[str, Any], build: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    for name, change in build.items():
        bone, x, y, z, *radii = blob(blobs[name], sided=name.endswith("_"))
        at = (value + by for value, by in zip((x, y, z), change["shift"], strict=True))
        yield name, [bone, *short(at), *short(radius * by for radius, by in zip(radii, change["scale"], strict=True))]


def _on_head(point: Sequence[float] | Vector, sign: float = 1.0) -> list[Any]:
    x, y, z = point
    return ["head", *_fine((x, y, z * sign))]


def _marks(look: Look, skeleton: Skeleton) -> Iterator[Json]:
    """Eyes, and the lines of a face seen from the front; each with the way it faces, and from which lean it is seen."""
    face = skeleton.face
    for side, sign in SIDES.items():
        ends = [_on_head(end, sign) for end in (face.eye_from, face.eye_to)]
        mark = {"kind": "line", "points": ends, "stroke": skeleton.colours["ink"], "width": EYE_WIDTH}
        yield {"name": f"head.eye.{side}", "normal": _on_head(face.eye_normal, sign), "over": EYE_SEEN, **mark}
    stroke = mix(look.skin, LINE_TINT, LINE_SHARE)
    for place, line in enumerate(face.lines):
        mark = {
            "kind": "line",
            "smooth": True,
            "points": [_on_head(point) for point in line],
            "stroke": stroke,
            "width": LINE_WIDTH,
        }
        yield {"name": f"head.line.{place}", "normal": _on_head((1, 0, 0)), "over": FRONT_SEEN, **mark}


def _ears(look: Look, skeleton: Skeleton) -> Iterator[Json]:
    ear, fill = skeleton.face.ear, mix(look.skin, EAR_TINT, EAR_SHARE)
    for side, sign in SIDES.items():
        solid = [*_on_head(ear.at, sign), *short(ear.radii)]
        seen = {"normal": _on_head((0, 0, 1), sign), "over": EAR_SEEN}
        yield {"name": f"head.ear.{side}", "kind": "flat", **seen, "polys": [[solid]], "fill": fill}
