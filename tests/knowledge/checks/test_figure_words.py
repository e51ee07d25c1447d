from backwise.library.checks import figure_words
from backwise.library.findings import Finding

FILE = "messages/figures.toml"


def test_a_region_and_a_look_without_words_are_found(knowledge):
    del knowledge[FILE]["messages"]["figure.region.abs"]
    del knowledge[FILE]["messages"]["figure.region.calf.one"]
    del knowledge[FILE]["messages"]["figure.look.older"]
    mend = "skeleton.toml has it: write its words."
    assert knowledge.found_by(figure_words) == [
        Finding("messages", "figure.look.older", "is missing.", mend),
        Finding("messages", "figure.region.abs", "is missing.", mend),
        Finding("messages", "figure.region.calf.one", "is missing.", mend),
    ]


def test_a_new_sided_region_needs_a_name_for_both_sides_and_one_for_one(knowledge):
    knowledge["skeleton.toml"]["muscles"]["biceps_"] = {"on": [], "hulls": []}
    assert [finding.key for finding in knowledge.found_by(figure_words)] == [
        "figure.region.biceps",
        "figure.region.biceps.one",
    ]


def test_words_for_a_region_or_a_look_that_does_not_exist_are_found(knowledge):
    knowledge[FILE]["messages"]["figure.region.calff"] = "the calf"
    knowledge[FILE]["messages"]["figure.look.magic"] = "Blue hair"
    findings = knowledge.found_by(figure_words)
    assert [finding.key for finding in findings] == ["figure.look.magic", "figure.region.calff"]
    assert findings[1].mend == "Did you mean figure.region.calf?"
