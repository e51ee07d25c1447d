from backwise.library.checks import baseline
from backwise.library.findings import Finding

BASE = "baseline.toml"


def test_a_main_question_without_an_answer_is_found(knowledge):
    del knowledge[BASE]["answers"]["hernia"]
    assert knowledge.found_by(baseline) == [
        Finding(
            BASE, "answers", "leave the condition hernia-or-abdominal-surgery open.", "Add the answers that it reads."
        ),
        Finding(BASE, "answers.hernia", "is missing.", "Add the answer that means: not so (page told)."),
    ]


def test_an_open_danger_question_is_found(knowledge):
    del knowledge[BASE]["answers"]["fever-or-very-ill"]
    assert Finding(BASE, "answers.fever-or-very-ill", "is still open.", "Add the answer that means: not so.") in (
        knowledge.found_by(baseline)
    )


def test_nothing_fires_for_the_baseline(knowledge):
    knowledge[BASE]["answers"]["lost-height"] = True
    assert knowledge.found_by(baseline) == [
        Finding(
            BASE,
            "answers",
            "make the red flag height-loss fire.",
            "Mend lost-height: nothing applies to this person.",
        )
    ]


def test_answers_that_cannot_be_are_found(knowledge):
    answers = knowledge[BASE]["answers"]
    answers["pain-now"] = 11
    answers["hight"] = 3
    found = knowledge.found_by(baseline)
    assert [item.key for item in found] == ["answers.hight", "answers.pain-now"]
    assert found[1].mend == "Use a number from 0 to 10."


def test_the_baseline_has_a_day(knowledge):
    del knowledge[BASE]["today"]
    assert knowledge.found_by(baseline) == [
        Finding(BASE, "today", "is missing.", "Add the day on which the cases are read, as YYYY-MM-DD.")
    ]
