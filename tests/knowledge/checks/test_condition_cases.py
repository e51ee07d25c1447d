from backwise.library.checks import condition_cases
from backwise.library.findings import Finding


def test_each_of_the_three_kinds_of_case_is_needed(knowledge):
    path = "conditions/slipped-disc/cases.toml"
    knowledge[path]["case"] = []
    assert knowledge.found_by(condition_cases) == [
        Finding(path, "case", "has none that expects 'absent'.", "Add one."),
        Finding(path, "case", "has none that expects 'present'.", "Add one."),
        Finding(path, "case", "has none that expects 'unanswered'.", "Add one."),
    ]


def test_what_cannot_be_by_nature_needs_no_case(knowledge):
    """Everyone is never absent, the restricted set never present by answers; what counts as absent is never open."""
    for condition in ("everyone", "restricted-set", "higher-body-weight"):
        knowledge[f"conditions/{condition}/cases.toml"]["case"] = []
    assert [(item.file, item.what) for item in knowledge.found_by(condition_cases)] == [
        ("conditions/everyone/cases.toml", "has none that expects 'present'."),
        ("conditions/higher-body-weight/cases.toml", "has none that expects 'absent'."),
        ("conditions/higher-body-weight/cases.toml", "has none that expects 'present'."),
        ("conditions/restricted-set/cases.toml", "has none that expects 'absent'."),
    ]


def test_a_condition_that_changed_breaks_its_cases(knowledge):
    knowledge["conditions/slipped-disc/condition.toml"]["when"] = {"fact": "hernia", "is": True}
    found = knowledge.found_by(condition_cases)
    assert {item.file for item in found} == {"conditions/slipped-disc/cases.toml"}
    assert any(item.what.endswith("is present, but the condition is absent.") for item in found)
    assert any(item.what.endswith("is unanswered, but the condition is absent.") for item in found)


def test_not_sure_about_a_condition_counts_as_unanswered(knowledge):
    cases = knowledge["conditions/slipped-disc/cases.toml"]["case"]
    cases.append({"name": "Not sure", "answers": {"slipped-disc": "unsure"}, "expect": "absent"})
    assert [item.what for item in knowledge.found_by(condition_cases)] == [
        "(Not sure) is absent, but the condition is unanswered."
    ]
