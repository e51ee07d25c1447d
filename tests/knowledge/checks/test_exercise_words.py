from backwise.library.checks import exercise_words
from backwise.library.findings import Finding

PATH = "exercises/bridge/text.toml"


def test_too_many_and_too_few_lines_are_found(knowledge):
    text = knowledge[PATH]
    text["steps"] = ["Lift."] * 5
    text["cues"] = ["Breathe"]
    text["mistakes"] = []
    assert knowledge.found_by(exercise_words) == [
        Finding(PATH, "cues", "has 1 of 2 to 4 lines.", "Write 2 to 4."),
        Finding(PATH, "mistakes", "has 0 of 2 to 3 lines.", "Write 2 to 3."),
        Finding(PATH, "steps", "has 5 of 1 to 4 lines.", "Write 1 to 4."),
    ]


def test_a_cue_is_short_enough_to_be_spoken(knowledge):
    knowledge[PATH]["cues"][1] = "Keep on breathing while you hold it"
    assert knowledge.found_by(exercise_words) == [
        Finding(
            PATH,
            "cues[1]",
            "has 7 words: 'Keep on breathing while you hold it'.",
            "Use 6 at most: it is spoken during a hold.",
        )
    ]


def test_every_exercise_says_when_to_stop(knowledge):
    knowledge[PATH]["safety"]["lines"] = ["Take care."]
    assert knowledge.found_by(exercise_words) == [
        Finding(PATH, "safety.lines", "never says when to stop.", "Add a line that begins: Stop if …")
    ]
    del knowledge[PATH]["safety"]
    assert [item.what for item in knowledge.found_by(exercise_words)] == [
        "has 0 of 1 to 3 lines.",
        "never says when to stop.",
    ]
