from backwise.library.checks import known_exercises
from backwise.library.findings import Finding

WHAT = "names the exercise 'brigde', which does not exist."
MEND = "Did you mean bridge?"


def test_a_misspelt_exercise_is_found_wherever_it_is_pointed_at(knowledge):
    for key in ("easier", "harder", "substitutes"):
        knowledge["exercises/clam/exercise.toml"][key] = ["brigde"]
    knowledge["movements/impact/movement.toml"]["caution"]["exercises"] = ["brigde"]
    condition = knowledge["conditions/slipped-disc/condition.toml"]
    condition["exercises"] = {"brigde": "never"}
    condition["forms"]["end-range-extension"]["exercises"] = ["brigde"]
    knowledge["programmes/three-stage/programme.toml"]["entries"][2]["exercise"] = "brigde"
    assert knowledge.found_by(known_exercises) == [
        Finding("conditions/slipped-disc/condition.toml", "exercises", WHAT, MEND),
        Finding("conditions/slipped-disc/condition.toml", "forms.end-range-extension.exercises", WHAT, MEND),
        Finding("exercises/clam/exercise.toml", "easier", WHAT, MEND),
        Finding("exercises/clam/exercise.toml", "harder", WHAT, MEND),
        Finding("exercises/clam/exercise.toml", "substitutes", WHAT, MEND),
        Finding("movements/impact/movement.toml", "caution.exercises", WHAT, MEND),
        Finding("programmes/three-stage/programme.toml", "entries[2].exercise", WHAT, MEND),
    ]
