from backwise.library.checks import units
from backwise.library.findings import Finding

MEND = "Put the unit in the key, such as hold_seconds."


def test_a_number_without_a_unit_is_found_wherever_it_stands(knowledge):
    dose = knowledge["exercises/bridge/exercise.toml"]["dose"]
    dose["start"]["hold"] = 5
    dose["tempo"] = 2.5
    knowledge["exercises/bridge/exercise.toml"]["described_in"][0]["rest"] = [10, 20]
    knowledge["movements/supine/movement.toml"]["caution"]["time"] = 3
    assert knowledge.found_by(units) == [
        Finding("exercises/bridge/exercise.toml", "described_in[0].rest", "is a number without a unit.", MEND),
        Finding("exercises/bridge/exercise.toml", "dose.start.hold", "is a number without a unit.", MEND),
        Finding("exercises/bridge/exercise.toml", "dose.tempo", "is a number without a unit.", MEND),
        Finding("movements/supine/movement.toml", "caution.time", "is a number without a unit.", MEND),
    ]


def test_a_number_of_the_progression_says_what_it_counts(knowledge):
    knowledge["progression/start.toml"]["numbers"]["start-sets"]["unit"] = " "
    assert knowledge.found_by(units) == [
        Finding("progression", "numbers.start-sets.unit", "is empty.", "Say what the number counts.")
    ]


def test_answers_expressions_and_pictures_have_units_of_their_own(knowledge):
    knowledge["safety/red-flags/fever/rule.toml"]["when"] = {"all": [{"fact": "age", "at_least": 70}]}
    knowledge["exercises/bridge/motion.toml"] = {"hip": 30, "knee": [90, 95]}
    assert knowledge.found_by(units) == []
