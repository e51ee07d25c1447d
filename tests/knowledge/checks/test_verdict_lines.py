from backwise.library.checks import verdict_lines
from backwise.library.findings import Finding


def test_a_condition_that_says_nothing_about_a_tag_is_found(knowledge):
    del knowledge["conditions/osteoporosis/condition.toml"]["verdicts"]["abdominal-curl"]
    assert knowledge.found_by(verdict_lines) == [
        Finding(
            "conditions/osteoporosis/condition.toml",
            "verdicts.abdominal-curl",
            "is missing.",
            "Add the line abdominal-curl = with never, caution or ok.",
        )
    ]


def test_a_new_tag_with_a_column_asks_for_a_line_in_every_condition(knowledge, built_in):
    knowledge["movements/hanging/movement.toml"] = knowledge["movements/impact/movement.toml"]
    conditions = sum(path.endswith("/condition.toml") for path in built_in.tables)
    found = knowledge.found_by(verdict_lines)
    assert len(found) == conditions
    assert {item.key for item in found} == {"verdicts.hanging"}


def test_a_tag_without_a_column_needs_no_line(knowledge):
    movement = knowledge["movements/hanging/movement.toml"] = dict(knowledge["movements/impact/movement.toml"])
    del movement["column"]
    movement["no_column_because"] = "Nobody hangs."
    assert knowledge.found_by(verdict_lines) == []
