"""Movements that go round and round: walking, swimming, cycling, tapping. Each is said only where both sides take turns."""

from __future__ import annotations

from ..motion import Motion
from .body import Body, body_of
from .legs import Leg, leg
from .phrases import Phrase, phrase
from .start import Position, position

# A step, and one knee over the other when pedalling (cm).
STEP, OVER, KICK = 20.0, 10.0, 10.0
# An arm past the head, and one along the body (degrees from the trunk).
PAST_HEAD, ALONG = 140.0, 50.0


def rhythm(motion: Motion) -> tuple[Phrase | None, list[Phrase]]:
    """Where a cycle takes place, unless that is its start position, and what goes round; nothing where the sides take no turns."""
    bodies = [body_of(motion, key) for key in motion.keys]
    shown = [body_of(motion, key) for key in motion.description.show]
    match position(shown[0]):
        case Position.STANDING:
            return phrase("position.walking"), _walk(shown)
        case Position.WADING:
            return _depth(shown[0]), _walk(shown)
        case Position.CYCLING:
            return None, _pedal(shown)
        case Position.FLOATING:
            return None, _swim(bodies)
        case _:
            return None, _tap(bodies)


def _depth(body: Body) -> Phrase:
    water = next(prop["height"] for prop in body.motion.description.props if prop["type"] == "pool")
    return phrase("position.wading-chest" if water > body.at("belly")[1] + 5 else "position.wading-waist")


def _ahead(body: Body, point: str) -> float:
    """How far the right one of two points is ahead of the left one, cm."""
    return float((body.at(f"{point}_R") - body.at(f"{point}_L")) @ body.facing)


def _turns(first: float, second: float, least: float) -> bool:
    """Do two measures change sign, both at least so large?"""
    return first * second < 0 and min(abs(first), abs(second)) >= least


def _walk(shown: list[Body]) -> list[Phrase]:
    feet, hands = ([_ahead(body, point) for body in shown] for point in ("ankle", "palm"))
    if not _turns(feet[0], feet[1], STEP):
        return []
    opposite = all(foot * hand < 0 for foot, hand in zip(feet, hands, strict=True))
    return [phrase("rhythm.walk" if opposite else "rhythm.walk-legs")]


def _pedal(shown: list[Body]) -> list[Phrase]:
    knees = [float((body.at("knee_R") - body.at("knee_L"))[1]) for body in shown]
    return [phrase("rhythm.pedal")] if _turns(knees[0], knees[1], OVER) else []


def _swim(bodies: list[Body]) -> list[Phrase]:
    arms = {
        side
        for body in bodies
        for side, twin in ("RL", "LR")
        if body.shoulder(side) >= PAST_HEAD and body.shoulder(twin) <= ALONG
    }
    feet = [float((body.at("ankle_R") - body.at("ankle_L"))[1]) for body in bodies]
    kick = [phrase("rhythm.kick")] if max(feet) >= KICK and min(feet) <= -KICK else []
    return [phrase("rhythm.backstroke"), *kick] if arms == {"R", "L"} else kick


def _tap(bodies: list[Body]) -> list[Phrase]:
    out = {side for body in bodies for side in "RL" if leg(body, side) is Leg.HEEL_OUT}
    return [phrase("rhythm.heel-taps")] if out == {"R", "L"} else []
