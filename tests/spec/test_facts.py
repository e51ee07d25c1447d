"""What is made of a person's answers on a day: age, weeks of pregnancy, defaults, what cannot apply; and which answers cannot stand."""

from datetime import date, timedelta

import pytest

from backwise.engine.answers import read_answers, read_value
from backwise.engine.bars import present_conditions
from backwise.engine.facts import facts_from
from backwise.engine.model import Level
from tests.spec.people import LIBRARY, PREGNANT, TODAY, facts_of

TRIMESTERS = {"pregnancy-first-trimester", "pregnancy-second-trimester", "pregnancy-third-trimester"}


def values(answers, on=TODAY):
    return facts_from(answers, LIBRARY.facts, on).values


def conditions(changes, missing=()):
    present = present_conditions(facts_of(changes, missing).values, Level.GO, LIBRARY)
    return {item.row.condition.id for item in present}


# --- Age


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 11, 21), date(2026, 12, 31)])
def test_age_is_this_year_less_the_year_of_birth(on):
    assert values({"birth-year": 2008}, on)["age"] == 18


def test_an_age_nobody_knows_is_unsure_and_one_nobody_gave_is_missing():
    assert values({"birth-year": "unsure"})["age"] == "unsure"
    assert "age" not in values({})


# --- Pregnancy


@pytest.mark.parametrize(
    ("weeks", "days", "trimester"),
    [
        (0, 0, "first"),
        (13, 6, "first"),
        (14, 0, "second"),
        (27, 6, "second"),
        (28, 0, "third"),
        (40, 0, "third"),
        (41, 6, "third"),
    ],
)
def test_the_trimester_is_that_of_the_day(weeks, days, trimester):
    due = TODAY + timedelta(weeks=40) - timedelta(weeks=weeks, days=days)
    found = conditions({**PREGNANT, "due-date": due.isoformat()})
    assert found & TRIMESTERS == {f"pregnancy-{trimester}-trimester"}


def test_the_same_due_date_is_another_trimester_a_week_later():
    due = TODAY + timedelta(weeks=40) - timedelta(weeks=13, days=6)
    answers = {**PREGNANT, "due-date": due.isoformat()}
    later = facts_of(answers, on=TODAY + timedelta(days=7))
    present = {item.row.condition.id for item in present_conditions(later.values, Level.GO, LIBRARY)}
    assert present & TRIMESTERS == {"pregnancy-second-trimester"}


@pytest.mark.parametrize("due", [None, "unsure"])
def test_pregnant_without_a_due_date_counts_as_the_third_trimester(due):
    answers = {**PREGNANT, **({"due-date": due} if due else {})}
    assert conditions(answers) & TRIMESTERS == {"pregnancy-third-trimester"}


def test_a_due_date_that_nobody_knows_is_unsure_and_not_open():
    found = values({**PREGNANT, "due-date": "unsure"})
    assert found["gestation-weeks"] == "unsure"
    when = LIBRARY.conditions["pregnancy-first-trimester"].when
    assert when.open_facts(found) == frozenset()


def test_a_pregnancy_that_nobody_is_sure_of_bars_as_all_that_it_may_be():
    assert "pregnancy-third-trimester" in conditions({"pregnant": "unsure"})


# --- Defaults and what cannot apply


def test_weight_is_never_asked_and_counts_as_no():
    assert values({})["higher-body-weight"] is False
    assert "higher-body-weight" not in conditions({})
    assert "higher-body-weight" in conditions({"higher-body-weight": True})


def test_equipment_that_nobody_named_is_a_chair_a_wall_and_a_bed():
    assert set(values({})["equipment"]) == {"chair", "wall", "bed"}


@pytest.mark.parametrize("fact", ["pregnant", "gave-birth-12-weeks", "unusual-vaginal-bleeding", "missed-period"])
def test_what_cannot_apply_to_a_man_counts_as_no_and_is_not_open(fact):
    assert values({"sex": "male", "birth-year": 1986})[fact] is False
    assert values({"sex": "male", "birth-year": 1986, fact: "unsure"})[fact] is False
    assert fact not in values({"sex": "female", "birth-year": 1986})
    assert fact not in values({"sex": "unsure", "birth-year": 1986})
    assert fact not in values({"birth-year": 1986})


@pytest.mark.parametrize(("age", "applies"), [(60, True), (61, False)])
def test_pregnancy_applies_to_60(age, applies):
    assert ("pregnant" not in values({"sex": "female", "birth-year": TODAY.year - age})) is applies


def test_an_unknown_age_leaves_pregnancy_open():
    assert "pregnant" not in values({"sex": "female"})
    assert "pregnant" not in values({"sex": "female", "birth-year": "unsure"})


def test_a_yes_that_was_given_stands_even_where_it_cannot_apply():
    assert values({"sex": "male", "birth-year": 1986, "missed-period": True})["missed-period"] is True


def test_what_was_given_stays_as_it_was_given():
    given = {"birth-year": 1986, "pain-now": None}
    facts = facts_from(given, LIBRARY.facts, TODAY)
    assert facts.given == given
    assert "pain-now" not in facts.values
    assert facts.today == TODAY


# --- Unknown answers bar as if present


@pytest.mark.parametrize("silence", [None, "unsure"])
@pytest.mark.parametrize(
    ("fact", "condition"),
    [
        ("can-lie-on-back", "cannot-lie-on-back"),
        ("can-lie-on-front", "cannot-lie-on-front"),
        ("can-reach-floor", "cannot-reach-floor"),
        ("can-kneel", "cannot-kneel"),
        ("can-lean-on-hands", "shoulder-or-wrist-problem"),
        ("can-stand-and-walk", "cannot-stand-and-walk"),
        ("osteoporosis", "osteoporosis"),
        ("slipped-disc", "slipped-disc"),
        ("pain-duration", "acute-back-pain"),
    ],
)
def test_an_unknown_condition_or_ability_counts_as_if_present(silence, fact, condition):
    changes, missing = ({fact: silence}, ()) if silence else ({}, (fact,))
    present = present_conditions(facts_of(changes, missing).values, Level.GO, LIBRARY)
    found = {item.row.condition.id: item.answered for item in present}
    assert found[condition] is False


def test_an_unknown_duration_is_new_and_not_long_standing():
    found = conditions({}, missing=["pain-duration"])
    assert "acute-back-pain" in found
    assert "long-standing-back-pain" not in found


# --- Answers that cannot stand


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"pain": 3}, "is not a question we know"),
        ({"pain-nwo": 3}, "Did you mean pain-now?"),
        ({"pain-now": 11}, "Use a number from 0 to 10"),
        ({"pain-now": -1}, "Use a number from 0 to 10"),
        ({"pain-now": 3.5}, "is not a whole number"),
        ({"pain-now": True}, "is not a whole number"),
        ({"pain-now": "3"}, "is not a whole number"),
        ({"slipped-disc": "yes"}, "Use true, false"),
        ({"slipped-disc": 1}, "Use true, false"),
        ({"sex": "woman"}, "Use one of female, male"),
        ({"pain-places": "low-back"}, "is not a list"),
        ({"pain-places": ["low-back", "knee"]}, "Use a list of low-back"),
        ({"liked-exercises": ["jumping"]}, "is not one of the answers"),
        ({"due-date": "soon"}, "Write it as YYYY-MM-DD"),
        ({"due-date": "2026-13-01"}, "Write it as YYYY-MM-DD"),
        ({"due-date": "2028-01-01", "pregnant": True}, "cannot be a due date today"),
        ({"birth-year": 2027}, "cannot be a year of birth today"),
        ({"birth-year": TODAY.year - 116}, "cannot be a year of birth today"),
        ({"sex": "male", "birth-year": 1986, "pregnant": True}, "cannot be true together"),
        ({"sex": "female", "birth-year": 1960, "pregnant": True}, "cannot be true together"),
    ],
)
def test_an_answer_that_cannot_stand_is_named_with_its_mend(answers, problem):
    _, problems = read_answers(answers, LIBRARY.facts, TODAY)
    assert len(problems) == 1
    assert problems[0].key in answers
    assert problem in str(problems[0])


def test_every_problem_is_told_at_once():
    _, problems = read_answers({"pain-now": 11, "sex": "woman", "x": 1}, LIBRARY.facts, TODAY)
    assert [problem.key for problem in problems] == ["pain-now", "sex", "x"]


@pytest.mark.parametrize("fact", ["pain-now", "slipped-disc", "sex", "pain-places", "due-date"])
def test_every_kind_of_question_takes_unsure(fact):
    assert read_value(LIBRARY.facts[fact], "unsure") == "unsure"


def test_null_is_missing():
    answers, problems = read_answers({"pain-now": None}, LIBRARY.facts, TODAY)
    assert (answers, problems) == ({}, ())


def test_a_list_keeps_its_order_and_says_nothing_twice():
    answers, _ = read_answers({"pain-places": ["thigh", "low-back", "thigh"]}, LIBRARY.facts, TODAY)
    assert answers["pain-places"] == ("thigh", "low-back")
