from backwise.library.checks import doses
from backwise.library.findings import Finding

BRIDGE = "exercises/bridge/exercise.toml"
WALKING = "exercises/walking/exercise.toml"


def test_a_start_above_its_ceiling_is_found(knowledge):
    dose = knowledge[BRIDGE]["dose"]
    dose["start"]["repetitions"] = 12
    dose["start"]["sets"] = 0
    del dose["ceiling"]["hold_seconds"]
    assert knowledge.found_by(doses) == [
        Finding(BRIDGE, "dose.ceiling.hold_seconds", "is missing.", "Say how far it may rise."),
        Finding(
            BRIDGE,
            "dose.start.repetitions",
            "is 12, above the ceiling of 10.",
            "Start lower, or raise the ceiling with a source.",
        ),
        Finding(BRIDGE, "dose.start.sets", "is 0.", "Start at 1 or more."),
    ]


def test_a_ceiling_that_the_ladder_never_reaches_is_found(knowledge):
    dose = knowledge[BRIDGE]["dose"]
    dose["ceiling"]["hold_seconds"] = 15
    assert knowledge.found_by(doses) == [
        Finding(
            BRIDGE,
            "dose.ceiling.hold_seconds",
            "is 15, but the ladder strength ends at 10.",
            "Lower the ceiling, or let the ladder go on with a source.",
        )
    ]
    dose["ceiling"]["hold_seconds"] = 10
    dose["ceiling"]["minutes"] = 3
    assert [item.what for item in knowledge.found_by(doses)] == ["is 3, but the ladder strength never begins it."]


def test_every_kind_of_dose_has_a_ladder(knowledge):
    del knowledge["progression/ladders.toml"]["ladders"]["balance"]
    assert knowledge.found_by(doses) == [
        Finding("progression/ladders.toml", "ladders.balance", "is missing.", "Say how a dose of this kind rises.")
    ]


def test_minutes_are_for_what_is_done_for_minutes(knowledge):
    knowledge[BRIDGE]["dose"]["start"] = {"minutes": 3}
    knowledge[WALKING]["dose"]["start"] = {"sets": 1, "repetitions": 5}
    keys = [(item.file, item.key, item.what) for item in knowledge.found_by(doses)]
    assert (BRIDGE, "dose.start.minutes", "stands in a dose of the kind strength.") in keys
    assert (BRIDGE, "dose.start", "has no sets or no repetitions.") in keys
    assert (WALKING, "dose.start", "is not in minutes, as aerobic is.") in keys


def test_a_repetition_takes_time(knowledge):
    dose = knowledge[BRIDGE]["dose"]
    dose["out_seconds"] = dose["back_seconds"] = 0
    assert knowledge.found_by(doses) == [
        Finding(BRIDGE, "dose.out_seconds", "is missing.", "Say how long the movement out and back takes.")
    ]
