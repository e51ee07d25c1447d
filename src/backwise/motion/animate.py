"""The data that moves in the browser, and files that move by themselves.

`figure.js` reads a body that all movements share and one movement. In both, a name that ends in "_" stands for `_R` and `_L`, and a
sided bone's third coordinate counts outward, so that both sides are written once. An ellipsoid is [bone, x, y, z, radii]; a chain of
blobs is their names with spaces between.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np

from .arrows import tracks, way_of
from .camera import Camera
from .clothes import blob, ellipsoid, join, look_data, outermost, outward, part, short
from .figure import BELLY_BONES, BELLY_FROM, BELLY_SHIFT, SEAT, owners
from .flesh import flesh_of
from .motion import Motion
from .picture import MARGIN, camera_of, view_of
from .pose import bones_of
from .props import places
from .rows import hinges, parents, rows_of
from .scene import SHADOW_CHAINS, SHADOW_LIMBS, props_of
from .skeleton import Ellipsoid, Muscle, Skeleton
from .vectors import Points, Vector, unit, vec

Json = dict[str, Any]
# What leans away from the viewer by more than this is hidden, unless the picture itself shows it so.
AWAY, SLACK = -0.5, 0.15
# The spinal line lies here.
BACK, BACKWARD = "thorax2", vec(-1, 0, 0)


def body_data(skeleton: Skeleton) -> Json:
    """What all movements share, as JSON-able data."""
    table = skeleton.table
    limbs = {f"{chain[1]}_": " ".join(f"{name}_" for name in chain) for chain in SHADOW_LIMBS}
    return {
        "bones": [_bone(name, parent, skeleton) for name, parent in parents(skeleton).items()],
        "blobs": {name: blob(item, sided=name.endswith("_")) for name, item in table["blobs"].items()},
        "parts": {name: part(name, item) for name, item in table["parts"].items()},
        "joins": {name: join(name, item) for name, item in table["joins"].items()},
        "dropped": {chain[1]: " ".join(chain) for chain in SHADOW_CHAINS} | limbs,
        "line": [[place.bone, *short(place.at)] for place in skeleton.line],
        "always": [list(pair) for pair in skeleton.always],
        "colours": dict(skeleton.colours),
    }


def _bone(name: str, parent: str, skeleton: Skeleton) -> list[Any]:
    """[name, parent, x, y, z], and for an upper arm how much raising it lifts the shoulder and brings it in."""
    at, lift = hinges(skeleton)[name]
    return [name, parent, *short(at), *(short((lift[1], -lift[2])) if lift.any() else ())]


def motion_data(motion: Motion) -> Json:
    """One movement as one look does it, as JSON-able data."""
    description, skeleton, rows = motion.description, motion.skeleton, rows_of(motion)
    return {
        "id": motion.id,
        "camera": [description.yaw, description.pitch],
        "view": short(round(value, 1) for value in view_of(motion)),
        "around": around(motion),
        "look": look_data(motion.look, skeleton),
        "spine": {"name": "spine", "kind": "spine", **_hidden(BACK, BACKWARD, motion)} if description.spine else None,
        "shadow": skeleton.colours["shadow"] if description.shadow else "",
        "ground": motion.ground,
        "muscles": [_muscle(skeleton.muscles[region], does, motion) for region, does in description.muscles],
        "muscles_at_start": description.muscles_at_start,
        "props": [_prop(place, prop) for place, prop in enumerate(props_of(motion))],
        "arrows": [_arrow(place, track, camera_of(motion)) for place, track in enumerate(tracks(motion))],
        "phases": phases(motion),
        "places": list(rows.places),
        "rows": [[*short(row[:3]), *(int(value) for value in row[3:])] for row in rows.rows],
    }


def _muscle(muscle: Muscle, does: str, motion: Motion) -> Json:
    low = SEAT["hipside" if muscle.name.startswith("hipside") else ""]
    clip: list[str] = []
    for on, owner in zip(muscle.on, owners(muscle), strict=True):
        clip += [" ".join(chain) for chain in low] if on == "pelvis" else outermost(owner, motion.look, motion.skeleton)
    hulls = [[_carried(item, motion) for item in hull] for hull in muscle.hulls]
    paint = {"name": f"muscle.{muscle.name}", "kind": "patch", "does": does}
    item = muscle.hulls[0][0]
    seen = _hidden(item.bone, _outside(item, motion.skeleton), motion)
    return {**paint, "parts": owners(muscle), **seen, "clip": clip, "polys": hulls}


def _outside(item: Ellipsoid, skeleton: Skeleton) -> Vector:
    """Which way flesh lies from the middle of its bone's flesh."""
    kind = item.bone.rstrip("1234")
    middles = [blob.at for blob in skeleton.blobs.values() if blob.bone.rstrip("1234") == kind]
    return unit((item.at - np.mean(middles, axis=0)) * (1, 0, 1))


def _hidden(bone: str, way: Vector, motion: Motion) -> Json:
    """How what lies this way on a bone leans when it is hidden: never as the picture shows it."""
    poses = [*motion.poses.values(), *(motion.between(*pair, 0.5) for pair in motion.pairs)]
    toward = camera_of(motion).axes[2]
    leans = [float((bones_of(pose, motion.skeleton)[bone][1] @ way) @ toward) for pose in poses]
    return {"normal": [bone, *outward(bone, way)], "over": round(min(AWAY, *leans) - SLACK, 2)}


def _carried(item: Ellipsoid, motion: Motion) -> list[Any]:
    forward = motion.look.build == "large" and item.bone.startswith(BELLY_BONES) and item.at[0] > BELLY_FROM
    return ellipsoid(Ellipsoid(item.bone, item.at + BELLY_SHIFT, item.radii) if forward else item)


def _prop(number: int, prop: Json) -> Json:
    name = f"prop.{number}"
    shapes = [{"name": f"{name}.{place}", **_prop_shape(shape)} for place, shape in enumerate(prop["shapes"])]
    depth = [[shape["polys"][0][0]] * 2 for shape in shapes] if prop["layer"] == "limbs" else []
    kept = {key: prop[key] for key in ("layer", "upright", "at")}
    return {"name": name, **kept, "depth": depth, "shapes": shapes}


def _prop_shape(shape: Json) -> Json:
    paint = {key: value for key, value in shape.items() if key not in ("face", "line", "ball", "normal")}
    if "ball" in shape:
        return {"kind": "outline", "polys": [[[*_place(at), *short(radii)] for at, radii in shape["ball"]]], **paint}
    kind = "face" if "face" in shape else "line"
    seen = {"normal": ["world", *shape["normal"]]} if "normal" in shape else {}
    return {"kind": kind, "points": [_place(place) for place in shape[kind]], **seen, **paint}


def _place(place: Any) -> list[Any]:
    """[bone, x, y, z]; what keeps some world coordinates of its own stands in the place of the bone."""
    if isinstance(place, list):
        return ["world", *short(place)]
    if "offset" in place or "fixed" in place:
        return [place, 0, 0, 0]
    return [place["bone"], *outward(place["bone"], place["at"])]


def _arrow(number: int, track: Json, camera: Camera) -> Json:
    points = [["world", *short(round(float(value), 2) for value in point)] for point in way_of(track, camera)]
    return {"name": f"arrow.{number}", "points": points, "by": list(track["by"]), "both": track["both"]}


def phases(motion: Motion) -> list[list[Any]]:
    """[name, seconds, from, to] of each part of the movement's time; from and to are progress over all key poses."""
    timing, last = motion.description.timing, len(motion.pairs)
    if motion.description.cycle:
        return [["round", timing.round, 0, 1]]
    passed = motion.description.passed
    stops = [place for place, key in enumerate(motion.keys) if key not in passed or place in (0, last)]
    out = [["out", round(timing.out * (b - a) / last, 3), a / last, b / last] for a, b in pairwise(stops)]
    return [["rest", timing.rest, 0, 0], *out, ["hold", timing.hold, 1, 1], ["back", timing.back, 1, 0]]


def around(motion: Motion) -> list[float]:
    """[x, y, z, width, height]: the middle of a box that holds the figure and its props from whatever side it is seen; cm."""
    reached = [_reached(motion, first, share) for first in motion.pairs for share in (0, 0.25, 0.5, 0.75, 1)]
    shapes = [shape for prop in props_of(motion) for shape in prop["shapes"]]
    fixed = [np.array([place], float) for shape in shapes for place in places(shape) if isinstance(place, list)]
    centres = np.concatenate([*(at for at, _ in reached), *fixed])
    radii = np.concatenate([*(reach for _, reach in reached), np.zeros(len(fixed))])
    low, high = (centres - radii[:, None]).min(0), (centres + radii[:, None]).max(0)
    middle = (low + high) / 2
    wide = float((np.hypot(*(centres - middle)[:, [0, 2]].T) + radii).max())
    pitch = math.radians(motion.description.pitch)
    tall = float(high[1] - low[1]) / 2 * math.cos(pitch) + wide * abs(math.sin(pitch))
    return short(round(value, 1) for value in (*middle, 2 * (wide + MARGIN), 2 * (tall + MARGIN)))


def _reached(motion: Motion, pair: tuple[str, str], share: float) -> tuple[Points, Points]:
    """Centres and greatest radii of the flesh at a moment."""
    flesh = flesh_of(bones_of(motion.between(*pair, share), motion.skeleton), motion.skeleton, motion.look)
    radii: Points = np.linalg.norm(flesh.axes, axis=1).max(axis=1)
    return flesh.centres, radii
