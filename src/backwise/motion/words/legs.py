"""What each leg does in a pose, for sentences about where a movement starts."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from ..vectors import angle_between
from .body import SOFT, Body, other
from .holds import held

# Inner angles at the knee (degrees): from here on a leg is straight, and up to here it is clearly bent.
STRAIGHT, BENT = 150, 140
# From here on a knee is said to be straight, and not nearly straight.
QUITE_STRAIGHT = 165
# Inner angle at the hip of someone lying: below, the knee is drawn in; up to the second, the thigh points up.
DRAWN_IN, UPRIGHT = 80, 108
# A leg that lies has its ankle no higher than this over the ground (cm).
LIES = 16
# An ankle on the other thigh is no farther from it than this (cm).
CROSSED = 16
# Two thighs side by side differ by no more (degrees).
SIDE_BY_SIDE = 14


class Leg(StrEnum):
    """What a leg does. The values are parts of message ids."""

    FLAT = "flat"
    STRAIGHT = "straight"
    HEEL_OUT = "heel-out"
    ON_SEAT = "on-seat"
    CROSSED = "crossed"
    UPRIGHT = "upright"
    DRAWN_IN = "drawn-in"
    STRETCHED = "stretched"
    HANGING = "hanging"
    BENT = "bent"


def leg(body: Body, side: str) -> Leg:
    """What the leg of this side does, of someone lying or sitting."""
    knee = body.knee(side)
    if _crossed(body, side):
        return Leg.CROSSED
    if f"calf_{side}" in body.touching("the chair's seat", near=SOFT):
        return Leg.ON_SEAT
    if knee < BENT and body.foot_flat(side):
        return Leg.FLAT
    if "seat" in body.touching("the chair's seat") and body.foot_down(side):
        return Leg.HEEL_OUT
    return _lying(body, side, knee)


def _lying(body: Body, side: str, knee: float) -> Leg:
    hip = body.hip(side)
    over = float(body.at(f"ankle_{side}")[1]) - body.motion.ground
    if over < 0:
        return Leg.HANGING
    if knee >= STRAIGHT:
        return Leg.STRAIGHT if over < LIES and body.foot_low(side) else Leg.STRETCHED
    if abs(float(body.bones["pelvis"][1][1, 2])) > 0.6:
        return Leg.BENT
    return Leg.DRAWN_IN if hip < DRAWN_IN else Leg.UPRIGHT if hip < UPRIGHT else Leg.BENT


def _crossed(body: Body, side: str) -> bool:
    if "ankle_to" not in body.described.get(f"leg{side}", {}):
        return False
    hip, knee, ankle = body.at(f"hip_{other(side)}"), body.at(f"knee_{other(side)}"), body.at(f"ankle_{side}")
    share = float(np.clip((ankle - hip) @ (knee - hip) / ((knee - hip) @ (knee - hip)), 0, 1))
    return float(np.linalg.norm(ankle - hip - (knee - hip) * share)) < CROSSED


def side_by_side(body: Body) -> bool:
    """Do both thighs point the same way?"""
    thighs = [body.at(f"knee_{side}") - body.at(f"hip_{side}") for side in "RL"]
    return angle_between(*thighs) < SIDE_BY_SIDE


def order(body: Body) -> tuple[str, str]:
    """Both sides: first the leg that does the more common thing, last the one that stands out or that both hands hold."""
    ranked = sorted("RL", key=lambda side: (side == held(body), list(Leg).index(leg(body, side)), side == "R"))
    return ranked[0], ranked[1]
