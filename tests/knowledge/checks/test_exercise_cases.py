from backwise.library.checks import exercise_cases
from backwise.library.findings import Finding

CASES = "exercises/partial-curl/cases.toml"


def test_an_exercise_needs_somebody_who_may_and_somebody_who_never_may(knowledge):
    knowledge[CASES]["case"] = []
    assert knowledge.found_by(exercise_cases) == [
        Finding(CASES, "case", "has nobody who may do it.", "Add one that expects allowed or caution."),
        Finding(CASES, "case", "has nobody who never may do it.", "Add one, such as after-birth."),
    ]


def test_what_no_condition_bars_needs_no_such_case(knowledge):
    path = "exercises/seated-supported-rest/cases.toml"
    knowledge[path]["case"] = [{"name": "Anybody", "answers": {}, "expect": "allowed"}]
    assert knowledge.found_by(exercise_cases) == []


def test_a_tag_that_was_lost_breaks_the_cases_that_it_barred(knowledge):
    knowledge["exercises/partial-curl/exercise.toml"]["movements"] = ["lying"]
    found = knowledge.found_by(exercise_cases)
    assert {item.file for item in found} == {CASES}
    assert all(item.mend == "Mend the tags of the exercise, the condition, or the case." for item in found)
    assert any(item.what.endswith("is never, but the bars say allowed.") for item in found)


def test_a_condition_that_was_loosened_breaks_the_cases_of_the_exercises(knowledge):
    knowledge["conditions/osteoporosis/condition.toml"]["verdicts"]["abdominal-curl"] = "ok"
    assert CASES in {item.file for item in knowledge.found_by(exercise_cases)}


def test_a_pregnancy_without_a_due_date_counts_as_the_last_third(knowledge):
    cases = knowledge["exercises/bridge/cases.toml"]["case"]
    cases.append({"name": "Due date not given", "answers": {"pregnant": True}, "expect": "allowed"})
    assert [item.what for item in knowledge.found_by(exercise_cases)] == [
        "(Due date not given) is allowed, but the bars say never."
    ]
