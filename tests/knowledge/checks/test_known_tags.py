from backwise.library.checks import known_tags
from backwise.library.findings import Finding

UNKNOWN = "names the movement tag 'lyin', which does not exist."


def test_a_misspelt_tag_is_found_in_exercises_conditions_and_patterns(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["movements"] = ["lyin", "held-muscle-work"]
    knowledge["conditions/sciatica/condition.toml"]["verdicts"]["lyin"] = "never"
    knowledge["programmes/personal/rules.toml"]["patterns"]["neither"]["lean"] = ["lyin"]
    assert knowledge.found_by(known_tags) == [
        Finding("conditions/sciatica/condition.toml", "verdicts", UNKNOWN, "Did you mean lying?"),
        Finding("exercises/bridge/exercise.toml", "movements", UNKNOWN, "Did you mean lying?"),
        Finding("programmes/personal/rules.toml", "patterns.neither", UNKNOWN, "Did you mean lying?"),
    ]


def test_a_form_for_an_unknown_tag_is_found(knowledge):
    knowledge["conditions/sciatica/condition.toml"]["forms"]["nerve-tensoin"] = {"kind": "limit"}
    (finding,) = knowledge.found_by(known_tags)
    assert (finding.key, finding.mend) == ("forms", "Did you mean nerve-tension?")


def test_positions_and_movements_are_not_mixed_up(knowledge):
    exercise = knowledge["exercises/bridge/exercise.toml"]
    exercise["positions"], exercise["movements"] = ["lying"], ["supine"]
    path, mend = "exercises/bridge/exercise.toml", "Move it to the other list."
    assert knowledge.found_by(known_tags) == [
        Finding(path, "movements", "names 'supine', which is not a movement.", mend),
        Finding(path, "positions", "names 'lying', which is not a position.", mend),
    ]


def test_an_exercise_without_a_position_is_found(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["positions"] = []
    assert knowledge.found_by(known_tags) == [
        Finding(
            "exercises/bridge/exercise.toml",
            "positions",
            "is empty.",
            "Name the position in which the exercise is done.",
        )
    ]


def test_every_position_has_one_place_in_a_session(knowledge):
    order = knowledge["programmes/personal/rules.toml"]["position_order"]
    order.remove("prone")
    order.append("supine")
    mend = "Name each position once, in the order of a session."
    assert knowledge.found_by(known_tags) == [
        Finding("programmes/personal/rules.toml", "position_order", "names 'prone' 0 times.", mend),
        Finding("programmes/personal/rules.toml", "position_order", "names 'supine' 2 times.", mend),
    ]
