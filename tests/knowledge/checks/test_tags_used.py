from backwise.library.checks import tags_used
from backwise.library.findings import Finding


def test_a_tag_that_nothing_carries_and_nothing_judges_is_found(knowledge):
    knowledge["movements/hanging/movement.toml"] = knowledge["movements/mid-range-rotation/movement.toml"]
    knowledge["conditions/sciatica/condition.toml"]["verdicts"]["hanging"] = "ok"
    assert knowledge.found_by(tags_used) == [
        Finding(
            "movements/hanging/movement.toml",
            "-",
            "is carried by no exercise and judged by no condition.",
            "Give it to the exercises that do it, or take the tag out.",
        )
    ]


def test_a_tag_that_only_conditions_judge_is_used(knowledge):
    assert not any(
        "impact" in item["movements"]
        for path, item in knowledge.files.tables.items()
        if path.endswith("/exercise.toml")
    )
    assert knowledge.found_by(tags_used) == []
