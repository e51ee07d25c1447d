"""Random people, rules and logs for the laws, made from the real knowledge."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from backwise.care.verify.people import baseline, possible_values, today
from backwise.care.verify.screens import items
from backwise.engine.conditions import All, AnyOf, Compare, CountAtLeast, Known, Not
from backwise.engine.events import Actor, Event, EventType, day_of
from backwise.engine.facts import facts_from
from backwise.engine.ids import uuid7
from backwise.engine.model import Level
from backwise.engine.safety import NO_CLEARANCES, screen
from backwise.library import load_library

LIBRARY = load_library()
TODAY = today()
BASELINE = baseline(LIBRARY)
UNSURE = "unsure"

# Every question that a rule can read, with every answer that a rule can tell apart; None: not answered.
ITEMS = items(LIBRARY)
WISHES = {
    "minutes-a-day": (5, 8, 10, 15, 30, 60),
    "worse-with": ("sitting-or-bending", "standing-or-walking", "neither", UNSURE),
    "equipment": ((), ("towel",), ("pool", "bicycle"), ("bicycle", "pool", "towel")),
    "liked-exercises": ((), ("walking", "cat"), ("side-plank", "seated-rotation")),
    "disliked-exercises": ((), ("bridge",), ("walking", "pelvic-tilt", "abdominal-brace")),
}
WISH_ITEMS = [(fact, value) for fact, values in WISHES.items() for value in values]


def laid_over(changes):
    """The baseline with these answers changed or taken away."""
    answers = {**BASELINE, **dict(changes)}
    return {fact: value for fact, value in answers.items() if value is not None}


def screened(answers, clearances=NO_CLEARANCES, library=LIBRARY):
    """What the screen says of these answers today."""
    return screen(facts_from(answers, library.facts, TODAY), clearances, library, TODAY)


def people(at_most=8):
    """The answers of somebody: the baseline with some answers changed, unsure or missing."""
    changes = st.lists(st.sampled_from(ITEMS) | st.sampled_from(WISH_ITEMS), max_size=at_most)
    return changes.map(laid_over)


def strangers():
    """Answers out of nothing: any question answered anyhow, most not at all."""
    return st.lists(st.sampled_from(ITEMS), max_size=40).map(
        lambda some: {fact: value for fact, value in some if value is not None}
    )


def answers_in(order, answers):
    """The same answers, given in another order."""
    return dict(sorted(answers.items(), key=lambda item: hash((order, item[0]))))


NAMES = ("a", "b", "c", "d", "e")
comparisons = st.builds(
    Compare, st.sampled_from(NAMES), st.sampled_from(("is", "at_least", "at_most", "above", "below")), st.integers(0, 2)
) | st.builds(Compare, st.sampled_from(NAMES), st.just("one_of"), st.lists(st.integers(0, 2), max_size=2).map(tuple))
little_answers = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2) | st.just(UNSURE))


def _grown(parts):
    some = st.lists(parts, max_size=3).map(tuple)
    return (
        st.builds(Not, parts)
        | st.builds(All, some)
        | st.builds(AnyOf, some)
        | st.builds(CountAtLeast, st.integers(0, 3), some)
    )


# Rules without `known`, which asks about the answer itself and so may turn with it.
rules = st.recursive(comparisons, _grown, max_leaves=8)
rules_with_known = st.recursive(comparisons | st.builds(Known, st.sampled_from(NAMES)), _grown, max_leaves=8)

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FLAGS = ("fever", "cauda-equina-new", "height-loss")


def event(number, kind, minute, late, data):
    """One event of our person, `minute` minutes after the start, recorded `late` minutes after that."""
    happened = START + timedelta(minutes=minute)
    recorded = happened + timedelta(minutes=late)
    return Event(
        id=str(uuid7(1_795_000_000_000 + number, number.to_bytes(10, "big"))),
        type=kind,
        person="person-1",
        device="phone-1",
        actor=Actor("person", "person-1"),
        happened_at=happened.isoformat(timespec="milliseconds"),
        zone="UTC",
        day=day_of(happened),
        recorded_at=recorded.isoformat(timespec="milliseconds"),
        knowledge="000000000000",
        data=data,
    )


@st.composite
def _data(draw, kind, earlier):
    raised = [item.id for item in earlier if item.type == EventType.FLAG_RAISED]
    if kind == EventType.ANSWER_GIVEN:
        fact = draw(st.sampled_from(("pain-now", "fever-or-very-ill", "new-or-worse-since-seen-fever")))
        return {
            "fact": fact,
            "value": draw(st.sampled_from((True, False, 3))),
            "screening": draw(st.sampled_from("st")),
        }
    if kind == EventType.FLAG_RAISED:
        return {
            "flag": draw(st.sampled_from(FLAGS)),
            "level": str(draw(st.sampled_from((Level.EMERGENCY, Level.SAME_DAY)))),
        }
    if kind == EventType.FLAG_CLEARED:
        clears = draw(st.lists(st.sampled_from(raised), unique=True)) if raised else []
        seen = {"seen_on": "2026-11-22", "by": "doctor"}
        return {"clears": clears, "basis": draw(st.sampled_from(("seen", "wrong-tap"))), **seen}
    if kind == EventType.SCREENING_COMPLETED:
        return {"level": "go", "flags": [], "screening": draw(st.sampled_from("st"))}
    if kind == EventType.PROGRAMME_CHANGED:
        return {"programme": {"id": draw(st.sampled_from(("personal", "three-stage")))}, "reasons": []}
    if kind == EventType.SETTING_CHANGED:
        return {"key": "region", "value": draw(st.sampled_from(("TW", "TH")))}
    return {}


@st.composite
def logs(draw, at_most=12):
    """A log as it was recorded: events of every type, one of a type to come, some recorded late."""
    log = []
    kinds = st.sampled_from((*EventType, "SessionLogged"))
    for number, kind in enumerate(draw(st.lists(kinds, max_size=at_most)), start=1):
        minute, late = draw(st.integers(0, 3000)), draw(st.integers(-30, 3000))
        log.append(event(number, kind, minute, late, draw(_data(kind, log))))
    return log


def every_value(fact):
    """Every answer to a question that a rule can tell apart."""
    return possible_values(LIBRARY)[fact]
