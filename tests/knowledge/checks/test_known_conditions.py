from backwise.library.checks import known_conditions
from backwise.library.findings import Finding


def test_a_description_avoids_only_conditions_that_exist(knowledge):
    for item in knowledge["exercises/double-knee-to-chest/exercise.toml"]["described_in"]:
        if "avoid" in item:
            item["avoid"] = "slipped-disk"
    assert knowledge.found_by(known_conditions) == [
        Finding(
            "exercises/double-knee-to-chest/exercise.toml",
            "described_in[1].avoid",
            "names the condition 'slipped-disk', which does not exist.",
            "Did you mean slipped-disc?",
        )
    ]


def test_a_programme_avoids_only_conditions_that_exist(knowledge):
    knowledge["programmes/three-stage/programme.toml"]["entries"][0]["avoid"] = "gout"
    assert knowledge.found_by(known_conditions) == [
        Finding(
            "programmes/three-stage/programme.toml",
            "entries[0].avoid",
            "names the condition 'gout', which does not exist.",
            "Use one that exists, or add it.",
        )
    ]


def test_only_the_restricted_level_switches_a_condition_on(knowledge):
    knowledge["conditions/restricted-set/condition.toml"]["switched_on_by"] = "soon"
    assert knowledge.found_by(known_conditions) == [
        Finding(
            "conditions/restricted-set/condition.toml",
            "switched_on_by",
            "is 'soon', which switches nothing on.",
            "Use restricted, or take it out.",
        )
    ]
