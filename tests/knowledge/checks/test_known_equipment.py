from backwise.library.checks import known_equipment
from backwise.library.findings import Finding


def test_equipment_that_nobody_can_say_they_have_is_found(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["equipment"] = ["gym-ball", "towels"]
    path = "exercises/bridge/exercise.toml"
    assert knowledge.found_by(known_equipment) == [
        Finding(
            path,
            "equipment",
            "names the option of the fact equipment 'gym-ball', which does not exist.",
            "Use one that exists, or add it.",
        ),
        Finding(
            path,
            "equipment",
            "names the option of the fact equipment 'towels', which does not exist.",
            "Did you mean towel?",
        ),
    ]


def test_without_the_question_the_finding_says_so(knowledge):
    del knowledge["facts/equipment/fact.toml"]
    assert knowledge.found_by(known_equipment) == [
        Finding("facts/equipment/fact.toml", "-", "is missing.", "Add the question which equipment there is.")
    ]
