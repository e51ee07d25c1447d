from backwise.library.checks import engine_needs
from backwise.library.findings import Finding


def test_a_number_that_the_engine_reads_is_there(knowledge):
    numbers = knowledge["progression/screening.toml"]["numbers"]
    numbers["screening-valid-day"] = numbers.pop("screening-valid-days")
    knowledge["progression/start.toml"]["numbers"]["restricted-stretch-seconds"]["value"] = "ten"
    assert knowledge.found_by(engine_needs) == [
        Finding(
            "progression",
            "numbers.restricted-stretch-seconds.value",
            "is no whole number.",
            "The engine counts with it.",
        ),
        Finding("progression", "numbers.screening-valid-days", "is missing.", "The engine reads it: add the number."),
    ]


def test_a_fact_or_condition_that_the_engine_reads_is_there(knowledge):
    del knowledge["facts/minutes-a-day/fact.toml"]
    del knowledge["conditions/fall-risk/condition.toml"]
    assert knowledge.found_by(engine_needs) == [
        Finding("conditions/fall-risk/condition.toml", "-", "is missing.", "The engine reads it: add the condition."),
        Finding("facts/minutes-a-day/fact.toml", "-", "is missing.", "The engine reads it: add the question."),
    ]


def test_every_answer_about_the_pattern_has_one(knowledge):
    patterns = knowledge["programmes/personal/rules.toml"]["patterns"]
    patterns["sitting-and-bending"] = patterns.pop("neither")
    path = "programmes/personal/rules.toml"
    assert knowledge.found_by(engine_needs) == [
        Finding(path, "patterns.neither", "is missing.", "Say what this answer suggests, even if it is nothing."),
        Finding(
            path,
            "patterns.sitting-and-bending",
            "names the answer of the fact worse-with 'sitting-and-bending', which does not exist.",
            "Did you mean sitting-or-bending?",
        ),
    ]
