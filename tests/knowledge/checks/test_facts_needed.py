from backwise.library.checks import facts_needed
from backwise.library.findings import Finding

MEND = "Take the question out, or say what reads it in needed_because."


def test_a_question_that_nothing_reads_is_found(knowledge):
    knowledge["facts/shoe-size/fact.toml"] = knowledge["facts/can-kneel/fact.toml"]
    assert knowledge.found_by(facts_needed) == [
        Finding("facts/shoe-size/fact.toml", "-", "is read by no rule, condition or card.", MEND)
    ]


def test_a_written_reason_is_enough_and_an_empty_one_is_not(knowledge):
    knowledge["facts/equipment/fact.toml"]["needed_because"] = " "
    assert [item.file for item in knowledge.found_by(facts_needed)] == ["facts/equipment/fact.toml"]


def test_a_rule_that_no_longer_reads_its_question_leaves_it_behind(knowledge):
    knowledge["safety/red-flags/height-loss/rule.toml"]["when"] = {"fact": "weight-loss", "is": True}
    assert "facts/lost-height/fact.toml" in {item.file for item in knowledge.found_by(facts_needed)}
