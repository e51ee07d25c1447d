"""How the trunk moves of someone who lies, or is on hands and knees: hips, chest and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from .body import GROUNDS, Body, in_line
from .changes import Change, Step, by, follows, stays
from .legs import STRAIGHT, side_by_side
from .phrases import Phrase, phrase
from .start import Position, position

# Rises and falls that are told (cm), and what still counts as staying.
RISES, CURLS, SINKS, STILL = 4.0, 12.0, 10.0, 2.5
# Turns of the pelvis against the trunk (degrees), while the trunk itself turns by less than the second.
ROLLS, TRUNK_STILL = 10.0, 8.0
# A back this much rounder, or more hollow (degrees).
ROUNDS, SAGS = 35.0, 25.0
# Hips nearer to the heels by this much go back to them; below the second they rest on them (cm).
BACK, ON_HEELS = 15.0, 12.0
# An elbow no farther than this from under its shoulder, along the body (cm).
UNDER = 8.0
# Bent knees tipped to a side: from, half way up to, and upright below (degrees from upright).
TIPPED, HALF_WAY, NOT_TIPPED = 25.0, 65.0, 15.0
# The hollow of the low back over the ground: gone below, and smaller by at least (cm).
FLAT_BACK, FLATTER = 2.0, 0.7


def hips_rise(step: Step) -> Iterator[Change]:
    """Bridges, and planks on the side."""
    rise = step.rise("hip_")
    if rise >= RISES:
        yield Change(phrase("move.hips-rise"), rise, _line(step.after, step.position) or by(rise))
        if step.position is Position.BACK and _one_leg_up(step.after):
            yield stays("stays.thighs-side-by-side")


def _one_leg_up(body: Body) -> bool:
    return body.foot_down("R") is not body.foot_down("L") and side_by_side(body)


def _line(body: Body, where: Position) -> Phrase | None:
    """The straight line that a raised body makes; None where it makes none."""
    if where is Position.BACK:
        standing = next((side for side in "RL" if body.foot_flat(side)), "R")
        return phrase("end.line-to-knees") if in_line(body, ("shoulder_", "hip_", f"knee_{standing}")) else None
    if min(body.knee("R"), body.knee("L")) >= STRAIGHT:
        return phrase("end.line-to-feet") if in_line(body, ("shoulder_", "hip_", "knee_", "ankle_")) else None
    return phrase("end.line-to-knees") if in_line(body, ("shoulder_", "hip_", "knee_")) else None


def knees_roll(step: Step) -> Iterator[Change]:
    before, after = tip(step.before), tip(step.after)
    if before < NOT_TIPPED and after >= TIPPED:
        end = phrase("end.half-way-down") if after < HALF_WAY else phrase("end.to-the-floor")
        yield Change(phrase("move.knees-roll"), step.travel("knee_"), end)
        if all(abs(step.rise(f"shoulder_{side}")) < STILL for side in "RL"):
            yield stays("stays.shoulders-down")


def tip(body: Body) -> float:
    """How far bent knees are tipped to a side, degrees from upright; 0 unless both are bent."""
    if min(body.knee("R"), body.knee("L")) >= STRAIGHT:
        return 0.0
    way = body.at("knee_") - body.at("hip_")
    return math.degrees(math.atan2(abs(float(way[2])), max(float(way[1]), 0.0)))


def curl(step: Step) -> Iterator[Change]:
    if step.rise("crown") >= CURLS and step.rise("shoulder_") >= RISES and abs(step.rise("hip_")) < STILL:
        yield Change(phrase("move.curl"), step.rise("crown"))
        if _low_back_gap(step.after) <= _low_back_gap(step.before) + FLATTER:
            yield stays("stays.low-back-down")


def pelvis_rolls(step: Step) -> Iterator[Change]:
    """The pelvis tilts by itself: lying, sitting, standing."""
    rolled = step.after.pelvis_roll - step.before.pelvis_roll
    trunk = math.degrees(math.acos(float(np.clip(step.before.trunk @ step.after.trunk, -1, 1))))
    if abs(rolled) >= ROLLS and trunk < TRUNK_STILL and abs(step.rise("hip_")) < STILL:
        move = phrase("move.pelvis-rolls-back" if rolled > 0 else "move.pelvis-rolls-forward")
        yield Change(move, abs(rolled), _flat_back(step) if rolled > 0 else None)


def _flat_back(step: Step) -> Phrase | None:
    if step.position is Position.SITTING:
        return phrase("end.low-back-rounds" if step.after.rounded else "end.low-back-flat")
    before, after = _low_back_gap(step.before), _low_back_gap(step.after)
    if not before - after >= FLATTER:
        return None
    if step.position is Position.STANDING:
        return phrase("end.gap-smaller")
    return phrase("end.low-back-down" if after < FLAT_BACK else "end.hollow-smaller")


def _low_back_gap(body: Body) -> float:
    """How far the low back is from the wall behind it, else from what the body lies on, cm; infinite where there is neither."""
    surfaces = ("the wall",) if position(body) is Position.STANDING else GROUNDS
    return min((body.gaps[name]["waist"] for name in surfaces if name in body.gaps), default=math.inf)


def chest_rises(step: Step) -> Iterator[Change]:
    """Of someone lying on the front."""
    rise = step.rise("chest")
    if rise < RISES:
        return
    if all(step.after.forearm_props(side) for side in "RL"):
        yield Change(phrase("move.chest-lifts"), rise, _on_elbows(step.after))
    elif all(step.after.elbow(side) - step.before.elbow(side) >= 15 and step.hand_stays(side) for side in "RL"):
        yield Change(phrase("move.arms-push-chest"), rise)
    else:
        yield Change(phrase("move.chest-lifts"), rise, by(rise))
    if step.before.bend - step.after.bend >= SAGS:
        yield follows("move.low-back-sags", 0.0)
    if abs(step.rise("hip_")) < STILL:
        yield stays("stays.hips-down")


def _on_elbows(body: Body) -> Phrase:
    offs = [abs(float((body.at(f"shoulder_{side}") - body.at(f"elbow_{side}"))[0])) for side in "RL"]
    return phrase("end.elbows-under-shoulders" if max(offs) < UNDER else "end.on-forearms")


def hips_back(step: Step) -> Iterator[Change]:
    """Of someone on hands and knees."""
    gaps = [float(np.linalg.norm(body.at("hip_") - body.at("ankle_"))) for body in (step.before, step.after)]
    if gaps[0] - gaps[1] >= BACK:
        end = phrase("end.on-heels" if gaps[1] < ON_HEELS else "end.towards-heels")
        yield Change(phrase("move.hips-back"), step.travel("hip_"), end)
        if step.rise("shoulder_") <= -SINKS:
            yield follows("move.chest-sinks", -step.rise("shoulder_"))
        if step.after.shoulder("R") - step.before.shoulder("R") >= 25:
            yield follows("move.arms-stretch-forward", 0.0)


def back_rounds(step: Step) -> Iterator[Change]:
    change = step.after.bend - step.before.bend
    if abs(change) >= ROUNDS:
        yield Change(phrase("move.back-rounds-up" if change > 0 else "move.back-sinks"), abs(change))
        if step.rise("crown") <= -SINKS:
            yield follows("move.head-drops", -step.rise("crown"))


BY_POSITION: Mapping[Position, tuple[Callable[[Step], Iterator[Change]], ...]] = {
    Position.BACK: (hips_rise, knees_roll, curl, pelvis_rolls),
    Position.FRONT: (chest_rises,),
    Position.SIDE_ON_FOREARM: (hips_rise,),
    Position.HANDS_AND_KNEES: (hips_back, back_rounds),
    Position.FOREARMS_AND_KNEES: (hips_back, back_rounds),
}
