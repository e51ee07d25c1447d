import pytest

from backwise.library.checks import known_facts
from backwise.library.findings import Finding

RULE = "safety/red-flags/height-loss/rule.toml"


def test_a_misspelt_fact_is_found_deep_inside_an_expression(knowledge):
    expression = {"any": [{"not": {"fact": "lost-hight", "is": True}}, {"fact": "lost-height", "is": True}]}
    knowledge[RULE]["when"] = {"all": [expression]}
    assert knowledge.found_by(known_facts) == [
        Finding(RULE, "when", "names the fact 'lost-hight', which does not exist.", "Did you mean lost-height?")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "conditions/slipped-disc/condition.toml",
        "education/about-this-content/education.toml",
        "advice/heat/advice.toml",
        "safety/stop-rules/bladder-or-bowel/rule.toml",
    ],
)
def test_every_kind_of_file_with_an_expression_is_read(knowledge, path):
    knowledge[path]["when"] = {"known": "nobody-asks-this"}
    assert [(item.file, item.key) for item in knowledge.found_by(known_facts)] == [(path, "when")]


def test_applies_when_is_read_too(knowledge):
    knowledge["facts/belly-pain/fact.toml"]["applies_when"] = {"fact": "sexx", "is": "male"}
    (finding,) = knowledge.found_by(known_facts)
    assert (finding.file, finding.key) == ("facts/belly-pain/fact.toml", "applies_when")


def test_gestation_and_age_are_made_by_the_engine_and_count_as_facts(knowledge):
    knowledge[RULE]["when"] = {"all": [{"fact": "age", "at_least": 50}, {"fact": "gestation-weeks", "below": 14}]}
    assert knowledge.found_by(known_facts) == []


@pytest.mark.parametrize(
    ("comparison", "what", "mend"),
    [
        (
            {"fact": "lost-height", "is": "yes"},
            "compares lost-height with 'yes', which it never is.",
            "Use true or false.",
        ),
        ({"fact": "lost-height", "at_least": 1}, "compares lost-height (boolean) with at_least.", "Use is."),
        (
            {"fact": "sex", "is": "men"},
            "compares sex with 'men', which it never is.",
            "Use one of female, male.",
        ),
        (
            {"fact": "pain-duration", "one_of": ["under-2-weeks", "ages"]},
            "compares pain-duration with 'ages', which it never is.",
            "Use one of under-2-weeks, 2-to-6-weeks, 6-to-12-weeks, 3-to-12-months, over-a-year.",
        ),
        ({"fact": "pain-places", "is": "calf"}, "compares pain-places (choices) with is.", "Use one_of."),
        ({"fact": "age", "above": "70"}, "compares age with '70', which it never is.", "Use a number."),
        ({"fact": "pain-now", "at_least": True}, "compares pain-now with True, which it never is.", "Use a number."),
        ({"fact": "due-date", "below": 3}, "compares due-date (date) with below.", "Use known."),
        (
            {"fact": "sex", "one_of": "male"},
            "compares sex with 'male'.",
            "Use a list with one_of, and only there.",
        ),
    ],
)
def test_a_value_that_the_fact_never_has_is_found(knowledge, comparison, what, mend):
    knowledge[RULE]["when"] = {"any": [comparison]}
    assert knowledge.found_by(known_facts) == [Finding(RULE, "when", what, mend)]
