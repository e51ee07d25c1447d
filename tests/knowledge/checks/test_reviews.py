from datetime import date

from backwise.library.checks import reviews
from backwise.library.findings import Finding

FEVER = "safety/red-flags/fever/rule.toml"
START = "progression/start.toml"


def test_a_rule_without_a_source_is_found(knowledge):
    knowledge[FEVER]["sources"] = []
    knowledge["facts/can-kneel/fact.toml"].pop("sources")
    knowledge[START]["numbers"]["start-sets"]["sources"] = []
    knowledge["progression/ladders.toml"]["ladders"]["relief"]["sources"] = []
    mend = "Name at least one id of knowledge/sources."
    assert knowledge.found_by(reviews) == [
        Finding("facts/can-kneel/fact.toml", "sources", "names none.", mend),
        Finding("progression/ladders.toml", "ladders.relief.sources", "names none.", mend),
        Finding(START, "numbers.start-sets.sources", "names none.", mend),
        Finding(FEVER, "sources", "names none.", mend),
    ]


def test_a_rule_without_dates_or_evidence_is_found(knowledge):
    del knowledge[FEVER]["review"]
    assert [item.key for item in knowledge.found_by(reviews)] == [
        "review.evidence",
        "review.in_force",
        "review.review_by",
        "review.reviewed_on",
    ]


def test_a_number_without_a_day_of_review_is_found(knowledge):
    number = knowledge[START]["numbers"]["start-sets"]
    number["review_by"], number["evidence"] = "soon", "sure"
    assert knowledge.found_by(reviews) == [
        Finding(
            START,
            "numbers.start-sets.evidence",
            "is 'sure'.",
            "Use one of stated, checked, unchecked, engineering.",
        ),
        Finding(START, "numbers.start-sets.review_by", "is not a date.", "Write it as YYYY-MM-DD."),
    ]


def test_the_next_review_comes_after_the_last(knowledge):
    review = knowledge[FEVER]["review"]
    review["review_by"] = review["reviewed_on"]
    assert knowledge.found_by(reviews) == [
        Finding(
            FEVER,
            "review.review_by",
            f"is {review['reviewed_on']}, not after the day when it was last read.",
            "Set a later day.",
        )
    ]


def test_checked_means_that_a_page_can_be_opened(knowledge):
    rule = knowledge[FEVER]
    rule["review"]["evidence"], rule["sources"] = "checked", ["backwise-agreement", "eda-hospital"]
    dose = knowledge["exercises/cat/exercise.toml"]["doses_elsewhere"][0]
    dose["source"], dose["evidence"] = "eda-hospital", "checked"
    knowledge["exercises/bridge/exercise.toml"]["doses_elsewhere"][0]["evidence"] = "heard"
    mend = "Name a source with a link, or say unchecked."
    assert knowledge.found_by(reviews) == [
        Finding(
            "exercises/bridge/exercise.toml",
            "doses_elsewhere[0].evidence",
            "is 'heard'.",
            "Use one of stated, checked, unchecked, engineering.",
        ),
        Finding(
            "exercises/cat/exercise.toml", "doses_elsewhere[0].source", "is called checked, but has no link.", mend
        ),
        Finding(FEVER, "sources", "are called checked, but none has a link.", mend),
    ]


def test_what_is_due_for_review_is_found_only_on_the_day_after(knowledge):
    knowledge[FEVER]["review"]["review_by"] = date(2026, 12, 1)
    knowledge[START]["numbers"]["start-sets"]["review_by"] = date(2026, 12, 1)
    assert list(reviews.due(knowledge.files, date(2026, 12, 1))) == []
    mend = "Read it again against its sources, then set reviewed_on and review_by anew."
    assert sorted(reviews.due(knowledge.files, date(2026, 12, 2))) == [
        Finding(START, "numbers.start-sets.review_by", "is due for review (since 2026-12-01).", mend),
        Finding(FEVER, "review.review_by", "is due for review (since 2026-12-01).", mend),
    ]


def test_the_check_itself_never_looks_at_the_calendar(knowledge):
    review = knowledge[FEVER]["review"]
    review["in_force"] = review["reviewed_on"] = date(1990, 1, 1)
    review["review_by"] = date(1991, 1, 1)
    assert knowledge.found_by(reviews) == []
