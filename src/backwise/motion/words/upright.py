"""How the whole body or the trunk moves of someone who sits, stands or kneels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .body import in_line
from .changes import Change, Step, by, follows, stays
from .holds import Where, hold
from .legs import QUITE_STRAIGHT
from .lying import pelvis_rolls
from .phrases import Phrase, phrase
from .start import Position, position

# Leans of the trunk that are told (degrees), and a trunk that is tall.
LEANS, TALL = 10.0, 12.0
# A lean with this much more bending rounds the back; with this much less it hollows it (degrees).
ROUNDS, HOLLOWS = 20.0, -20.0
TURNS = 20.0
# A hand this far behind the hips is behind the back (cm).
BEHIND = 5.0
# Ways that are told (cm).
FORWARD, SLIDES, STEPS, HEELS = 5.0, 4.0, 15.0, 4.0
# Bent knees (degrees of flexion): half way to a right angle, and nearly a right angle.
HALF, NEARLY = (35.0, 57.0), (75.0, 97.0)
# A knee that clearly bends, and a stand with knees and hips straight (degrees).
BENDS, STANDS = 15.0, 158.0
# Feet in one line: sideways no farther apart than the first, and front to back at least the second; heel to toe up to the third (cm).
ONE_LINE, IN_FRONT, HEEL_TO_TOE = 6.0, 15.0, 6.0


def stands_up(step: Step) -> Iterator[Change]:
    if position(step.after) is Position.STANDING:
        straight = min(step.after.angles("knee", "hip")) >= STANDS
        yield Change(phrase("move.stand-up"), step.rise("shoulder_"), phrase("end.tall") if straight else None)


def leans(step: Step) -> Iterator[Change]:
    """Forward or back, unless the whole body leans because the feet or hips go away from under it."""
    change, bend = step.after.lean - step.before.lean, step.after.bend - step.before.bend
    if abs(change) < LEANS or abs(step.ahead("hip_")) > FORWARD or position(step.after) is not step.position:
        return
    travel = step.travel("shoulder_")
    if change > 0:
        rounded = bend >= ROUNDS
        yield Change(phrase("move.bend-forward"), travel, None if rounded else phrase("end.back-long"))
        if rounded:
            yield follows("move.back-rounds", travel)
    elif step.position is Position.SITTING:
        held = any("waist" in touched for touched in step.after.pillows)
        yield Change(phrase("move.lean-back"), travel, phrase("end.on-pillow") if held else None)
    else:
        yield Change(phrase("move.bend-back" if bend <= HOLLOWS else "move.lean-back"), travel)


def leans_aside(step: Step) -> Iterator[Change]:
    change = step.after.side_lean - step.before.side_lean
    if abs(change) >= LEANS:
        raised = [side for side in "RL" if hold(step.before, side).where is Where.UP]
        away = raised == ["R" if change < 0 else "L"]
        yield Change(
            phrase("move.bend-aside"), step.travel("shoulder_"), phrase("end.from-raised-arm") if away else None
        )


def turns(step: Step) -> Iterator[Change]:
    if step.after.turned - step.before.turned >= TURNS:
        back = min("RL", key=lambda side: step.ahead(f"shoulder_{side}"))
        behind = float((step.after.at("hip_") - step.after.at(f"palm_{back}")) @ step.after.facing)
        end = phrase("end.to-hand-behind" if behind >= BEHIND else "end.to-one-side")
        yield Change(phrase("move.turn"), step.travel(f"shoulder_{back}"), end)


def slides_down_wall(step: Step) -> Iterator[Change]:
    sinks = -step.rise("hip_")
    if sinks >= SLIDES and step.before.has("wall") and step.before.back_on_wall():
        yield Change(phrase("move.slide-down-wall"), sinks, _bent_knees(step) or by(sinks))


def _bent_knees(step: Step) -> Phrase | None:
    flexion = 180 - min(step.after.angles("knee"))
    if HALF[0] <= flexion <= HALF[1]:
        return phrase("end.knees-half-bent")
    return phrase("end.knees-nearly-square") if NEARLY[0] <= flexion <= NEARLY[1] else None


def steps_back(step: Step) -> Iterator[Change]:
    if all(step.ahead(f"ankle_{side}") <= -STEPS for side in "RL"):
        line = in_line(step.after, ("shoulder_", "hip_", "knee_", "ankle_"))
        yield Change(phrase("move.feet-step-back"), step.travel("ankle_"), phrase("end.one-line") if line else None)


def feet_in_line(step: Step) -> Iterator[Change]:
    after = step.after
    front, back = sorted("RL", key=lambda side: -float(after.at(f"ankle_{side}") @ after.facing))
    way = after.at(f"ankle_{front}") - after.at(f"ankle_{back}")
    ahead, apart = float(way @ after.facing), abs(float(way[2]))
    if apart < ONE_LINE and ahead >= IN_FRONT and step.travel(f"ankle_{front}") > FORWARD:
        gap = float((after.at(f"heel_{front}") - after.at(f"toe_{back}")) @ after.facing)
        end = phrase("end.heel-to-toe") if abs(gap) < HEEL_TO_TOE else None
        yield Change(phrase("move.foot-in-front"), step.travel(f"ankle_{front}"), end)


def hips_forward(step: Step) -> Iterator[Change]:
    """Over a front foot, standing in a step or kneeling on one knee."""
    if step.ahead("hip_") < FORWARD or any(step.travel(f"ankle_{side}") > FORWARD for side in "RL"):
        return
    after = step.after
    front, back = sorted("RL", key=lambda side: -float(after.at(f"ankle_{side}") @ after.facing))
    if step.position is Position.HALF_KNEELING:
        yield Change(phrase("move.hips-forward"), step.ahead("hip_"), by(step.ahead("hip_")))
        if abs(after.lean) <= TALL:
            yield stays("stays.trunk-tall")
    elif step.before.knee(front) - after.knee(front) >= BENDS:
        yield Change(phrase("move.hips-forward-knee-bends"), step.ahead("hip_"))
        if after.knee(back) >= QUITE_STRAIGHT and after.foot_flat(back):
            yield stays("stays.back-leg-straight")


def heels_rise(step: Step) -> Iterator[Change]:
    rises = [step.rise(f"heel_{side}") for side in "RL"]
    if min(rises) >= HEELS and step.after.on_ground("ball_R", "ball_L"):
        yield Change(phrase("move.heels-lift"), max(rises), phrase("end.on-balls-of-feet"))


BY_POSITION: Mapping[Position, tuple[Callable[[Step], Iterator[Change]], ...]] = {
    Position.SITTING: (stands_up, leans, leans_aside, turns, pelvis_rolls),
    Position.STANDING: (
        leans,
        leans_aside,
        turns,
        pelvis_rolls,
        slides_down_wall,
        steps_back,
        feet_in_line,
        hips_forward,
        heels_rise,
    ),
    Position.HALF_KNEELING: (leans, hips_forward),
}
