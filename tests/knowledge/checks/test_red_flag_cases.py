import copy

from backwise.library.checks import red_flag_cases
from backwise.library.findings import Finding

RULE = "safety/red-flags/height-loss/rule.toml"
CASES = "safety/red-flags/height-loss/cases.toml"


def case(**keys):
    return {"name": "Somebody", "answers": {}, "missing": [], "expect": "silent", **keys}


def test_a_rule_without_a_firing_or_a_silent_case_is_found(knowledge):
    knowledge[CASES]["case"] = [case()]
    knowledge["safety/red-flags/fever/cases.toml"]["case"] = [case(answers={"fever-or-very-ill": True}, expect="fires")]
    mend = "Add one: a rule without it does not exist."
    assert knowledge.found_by(red_flag_cases) == [
        Finding("safety/red-flags/fever/cases.toml", "case", "has none that expects 'silent'.", mend),
        Finding(CASES, "case", "has none that expects 'fires'.", mend),
    ]


def test_a_rule_that_no_longer_fires_breaks_its_cases(knowledge):
    knowledge[RULE]["when"] = {"fact": "weight-loss", "is": True}
    assert Finding(
        CASES,
        "case[0].expect",
        f"({knowledge[CASES]['case'][0]['name']}) is fires, but the screen says silent.",
        "Mend the rule, or expect silent if that is right.",
    ) in knowledge.found_by(red_flag_cases)


def test_every_outcome_is_told_apart(knowledge):
    """Fever is a same-day rule: missing asks, unsure fires unsurely."""
    path = "safety/red-flags/fever/cases.toml"
    wrong = {"fires": "silent", "fires-unsure": "fires", "silent": "asks", "asks": "silent"}
    good = [
        case(answers={"fever-or-very-ill": True}, expect="fires"),
        case(answers={"fever-or-very-ill": "unsure"}, expect="fires-unsure"),
        case(expect="silent"),
        case(missing=["fever-or-very-ill"], expect="asks"),
    ]
    knowledge[path]["case"] = good
    assert knowledge.found_by(red_flag_cases) == []
    for place, right in enumerate(good):
        knowledge[path]["case"] = [*good, {**copy.deepcopy(right), "expect": wrong[right["expect"]]}]
        (finding,) = knowledge.found_by(red_flag_cases)
        assert finding.key == "case[4].expect", place
        assert f"but the screen says {right['expect']}." in finding.what


def test_age_and_pregnancy_are_not_the_question_of_every_rule(knowledge):
    """Nobody is cleared without a year of birth, but a rule that does not read it does not ask."""
    path = "safety/red-flags/fever/cases.toml"
    knowledge[path]["case"].append(case(missing=["birth-year", "pregnant"], expect="silent"))
    assert knowledge.found_by(red_flag_cases) == []


def test_an_answer_that_cannot_be_is_found_with_its_mend(knowledge):
    knowledge[CASES]["case"] += [
        case(answers={"lost-hight": True}),
        case(answers={"pain-now": 11}),
        case(missing=["lost-hight"]),
        case(expect="maybe"),
        case(name=" "),
    ]
    count = len(knowledge.files.tables[CASES]["case"])
    first = count - 5
    assert knowledge.found_by(red_flag_cases) == [
        Finding(
            CASES,
            f"case[{first}].answers.lost-hight",
            "(Somebody) is not a question we know.",
            "Did you mean lost-height?",
        ),
        Finding(
            CASES,
            f"case[{first + 1}].answers.pain-now",
            "(Somebody) 11 is out of range.",
            "Use a number from 0 to 10.",
        ),
        Finding(
            CASES,
            f"case[{first + 2}].missing",
            "names the fact 'lost-hight', which does not exist.",
            "Did you mean lost-height?",
        ),
        Finding(
            CASES,
            f"case[{first + 3}].expect",
            "(Somebody) is 'maybe'.",
            "Use one of fires, fires-unsure, silent, asks.",
        ),
        Finding(CASES, f"case[{first + 4}].name", "( ) is missing.", "Say in a few words who this is."),
    ]


def test_the_day_of_a_case_counts(knowledge):
    """Eighteen this year or next year: the same birth year, another day."""
    path = "safety/red-flags/under-18/cases.toml"
    import datetime

    young = case(answers={"birth-year": 2009}, today=datetime.date(2026, 11, 21), expect="fires")
    grown = case(answers={"birth-year": 2009}, today=datetime.date(2028, 1, 2), expect="silent")
    knowledge[path]["case"] = [young, grown]
    assert knowledge.found_by(red_flag_cases) == []
