from backwise.library.checks import stop_rule_cases
from backwise.library.findings import Finding

CASES = "safety/stop-rules/bladder-or-bowel/cases.toml"


def test_a_stop_rule_needs_a_firing_and_a_silent_case(knowledge):
    del knowledge[CASES]["case"]
    mend = "Add one: a rule without it does not exist."
    assert knowledge.found_by(stop_rule_cases) == [
        Finding(CASES, "case", "has none that expects 'fires'.", mend),
        Finding(CASES, "case", "has none that expects 'silent'.", mend),
    ]


def test_a_case_that_does_not_hold_is_found(knowledge):
    fires, silent = knowledge[CASES]["case"]
    fires["expect"], silent["expect"] = "silent", "fires"
    mend = "Mend the rule, or the answers of the case."
    knowledge[CASES]["case"] = [fires, silent]
    assert knowledge.found_by(stop_rule_cases) == [
        Finding(CASES, "case[0].expect", f"({fires['name']}) is silent, but the rule says fires.", mend),
        Finding(CASES, "case[1].expect", f"({silent['name']}) is fires, but the rule says silent.", mend),
    ]


def test_silence_rests_on_an_answer_never_on_a_missing_one(knowledge):
    knowledge[CASES]["case"][1]["answers"] = {}
    silent = knowledge.files.tables[CASES]["case"][1]["name"]
    assert [item.what for item in knowledge.found_by(stop_rule_cases)] == [
        f"({silent}) is silent, but the rule says not answered."
    ]
