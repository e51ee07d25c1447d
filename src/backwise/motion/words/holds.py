"""Where each hand is: on a part of the body or a thing, or in the air."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ..pose import point_of
from ..skeleton import SIDES
from ..vectors import unit, vec
from .body import GROUNDS, SOFT, Body, other

# A hand that is pinned to the body but ends farther away than this does not hold it (cm).
REACHED = 5.0
# Out to the side, and beside the head (cm from the middle of the body, and up from the shoulders).
OUT, ASIDE, UP_BY = 62.0, 40.0, 5.0
# On the ground this near to the shoulders, along the body (cm).
BY_SHOULDERS = 25.0
# An arm this steep points up (share of its length).
STEEP = 0.75


class Where(StrEnum):
    """What a hand is on, or what the arm does. The values are parts of message ids."""

    BESIDE = "beside"
    OUT = "out"
    BY_HEAD = "by-head"
    BY_SHOULDERS = "by-shoulders"
    FLOOR = "floor"
    FOREARM = "forearm"
    FOREARM_WALL = "forearm-wall"
    WALL = "wall"
    COUNTER = "counter"
    SEAT = "seat"
    CHAIR_BACK = "chair-back"
    BAR = "bar"
    TOWEL = "towel"
    BELLY = "belly"
    CHEST = "chest"
    WAIST = "waist"
    HIP = "hip"
    BACK_OF_HIP = "back-of-hip"
    THIGH = "thigh"
    OPPOSITE_THIGH = "opposite-thigh"
    BEHIND_THIGH = "behind-thigh"
    CROSSED_LEG = "crossed-leg"
    SHIN = "shin"
    ANKLE = "ankle"
    UP = "up"
    FREE = "free"


ON_BODY = {
    "belly": Where.BELLY,
    "chest": Where.CHEST,
    "asis_": Where.HIP,
    "waist_": Where.WAIST,
    "sacrum": Where.BACK_OF_HIP,
    "mid_thigh_": Where.THIGH,
    "behind_knee_": Where.BEHIND_THIGH,
    "shin_": Where.SHIN,
    "ankle_": Where.ANKLE,
}
ON_THINGS = {
    "the wall": Where.WALL,
    "the counter's top": Where.COUNTER,
    "the chair's seat": Where.SEAT,
    "the chair's back": Where.CHAIR_BACK,
}


@dataclass(frozen=True, slots=True)
class Hold:
    """`leg`: the side of the leg that the hand is on, else "". `along`: how far down the thigh or shin, cm."""

    where: Where
    leg: str = ""
    along: float = 0.0


def hold(body: Body, side: str) -> Hold:
    """Where the hand of this side is."""
    arm = body.described.get(f"arm{side}", {})
    if "prop" in arm:
        return Hold(_forearm(body, side))
    if "to" in arm.get("hand", {}):
        return _on_body(body, side, arm["hand"]["to"])
    if "hand" not in arm:
        way = unit(body.at(f"palm_{side}") - body.at(f"shoulder_{side}"))
        return Hold(Where.UP if way[1] > STEEP else Where.FREE)
    return Hold(_on_thing(body, side))


def _on_thing(body: Body, side: str) -> Where:
    if _in_towel(body, side):
        return Where.TOWEL
    hand = {f"palm_{side}", f"knuckles_{side}", f"fingers_{side}", f"fingertips_{side}"}
    for surface, where in ON_THINGS.items():
        if hand & body.touching(surface, near=SOFT):
            return where
    if body.has("bike"):
        return Where.BAR
    return _on_ground(body, side) if hand & body.touching(*GROUNDS, near=SOFT) else Where.FREE


def _forearm(body: Body, side: str) -> Where:
    if body.forearm_down(side):
        return Where.FOREARM
    return Where.FOREARM_WALL if f"elbow_{side}" in body.touching("the wall", near=SOFT) else Where.FREE


def _on_body(body: Body, side: str, point: str) -> Hold:
    by = body.described[f"arm{side}"]["hand"].get("by", (0, 0, 0))
    goal = point_of(body.bones, body.motion.skeleton.points[point], by)
    if float(np.linalg.norm(body.at(f"palm_{side}") - goal)) > REACHED:
        return Hold(Where.FREE)
    name, leg = (point[:-1], point[-1]) if point[-2:] in ("_R", "_L") else (point, "")
    where = ON_BODY.get(name, Where.FREE)
    if where in (Where.THIGH, Where.SHIN) and "ankle_to" in body.described.get(f"leg{leg}", {}):
        where = Where.CROSSED_LEG
    elif where is Where.THIGH and leg == other(side):
        where = Where.OPPOSITE_THIGH
    return Hold(where, leg, _along(body, side, leg) if leg else 0.0)


def _along(body: Body, side: str, leg: str) -> float:
    """How far the hand is down the leg, from the hip along the thigh and on along the shin."""
    hip, knee, ankle = (body.at(f"{name}_{leg}") for name in ("hip", "knee", "ankle"))
    palm = body.at(f"palm_{side}")
    down_thigh, down_shin = float((palm - hip) @ unit(knee - hip)), float((palm - knee) @ unit(ankle - knee))
    below = down_shin > 0 and body.described[f"arm{side}"]["hand"]["to"].startswith(("shin", "ankle"))
    return float(np.linalg.norm(knee - hip)) + down_shin if below else down_thigh


def _in_towel(body: Body, side: str) -> bool:
    towels = [prop for prop in body.motion.description.props if prop["type"] == "towel"]
    return any(point == f"palm_{side}" for towel in towels for point, _ in towel["through"])


def _on_ground(body: Body, side: str) -> Where:
    way = body.at(f"palm_{side}") - body.at("shoulder_")
    up = float(way @ (body.trunk * vec(1, 0, 1)))
    out = float(np.linalg.norm((way - body.trunk * (way @ body.trunk)) * vec(1, 0, 1)))
    if out > OUT and abs(up) < BY_SHOULDERS:
        return Where.OUT
    if out > ASIDE:
        return Where.BY_HEAD if up > UP_BY else Where.FLOOR
    return Where.BY_SHOULDERS if abs(up) < BY_SHOULDERS else Where.BESIDE


def held(body: Body) -> str:
    """The leg that both hands hold by the thigh, else ""."""
    thighs = (Where.THIGH, Where.OPPOSITE_THIGH, Where.BEHIND_THIGH)
    both = [hold(body, side) for side in SIDES]
    legs = {item.leg for item in both}
    return legs.pop() if len(legs) == 1 and all(item.where in thighs for item in both) else ""
