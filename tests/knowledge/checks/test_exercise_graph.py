from backwise.library.checks import exercise_graph
from backwise.library.findings import Finding


def test_an_exercise_is_never_easier_than_itself(knowledge):
    exercise = knowledge["exercises/bridge/exercise.toml"]
    exercise["easier"] = ["bridge", "pelvic-tilt"]
    exercise["substitutes"] = ["bridge"]
    path = "exercises/bridge/exercise.toml"
    assert knowledge.found_by(exercise_graph) == [
        Finding(path, "easier", "names the exercise itself.", "Take it out."),
        Finding(path, "substitutes", "names the exercise itself.", "Take it out."),
    ]


def test_two_exercises_that_both_call_the_other_harder_contradict_each_other(knowledge):
    knowledge["exercises/clam/exercise.toml"]["harder"] = ["heel-raise"]
    knowledge["exercises/heel-raise/exercise.toml"]["harder"] = ["clam"]
    assert Finding(
        "exercises/clam/exercise.toml",
        "harder",
        "goes in a circle: clam → heel-raise → clam.",
        "Mend easier and harder of one of them.",
    ) in knowledge.found_by(exercise_graph)


def test_a_circle_through_easier_of_others_is_found_once(knowledge):
    """a is easier than b, b easier than c, c easier than a: each says it of another, in either word."""
    for exercise in ("clam", "heel-raise", "ankle-pump"):
        table = knowledge[f"exercises/{exercise}/exercise.toml"]
        table["easier"], table["harder"] = [], []
    for path in list(knowledge.files.tables):
        if path.endswith("/exercise.toml"):
            table = knowledge[path]
            for key in ("easier", "harder"):
                table[key] = [other for other in table[key] if other not in ("clam", "heel-raise", "ankle-pump")]
    knowledge["exercises/ankle-pump/exercise.toml"]["harder"] = ["clam"]
    knowledge["exercises/heel-raise/exercise.toml"]["easier"] = ["clam"]
    knowledge["exercises/heel-raise/exercise.toml"]["harder"] = ["ankle-pump"]
    circles = [item.what for item in knowledge.found_by(exercise_graph)]
    assert circles == ["goes in a circle: ankle-pump → clam → heel-raise → ankle-pump."]


def test_one_side_is_enough_and_both_sides_may_say_the_same(knowledge):
    knowledge["exercises/clam/exercise.toml"]["harder"] = ["side-plank"]
    assert knowledge.found_by(exercise_graph) == []
    knowledge["exercises/side-plank/exercise.toml"]["easier"] = ["clam", "side-plank-from-knees"]
    assert knowledge.found_by(exercise_graph) == []


def test_harder_never_means_a_lower_level(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["level"] = "advanced"
    knowledge["exercises/single-leg-bridge/exercise.toml"]["level"] = "beginner"
    assert Finding(
        "exercises/bridge/exercise.toml",
        "harder",
        "puts single-leg-bridge (beginner) above bridge (advanced).",
        "Mend the levels, or easier and harder.",
    ) in knowledge.found_by(exercise_graph)
