from backwise.library.checks import danger_questions
from backwise.library.findings import Finding


def test_a_danger_question_without_a_page_is_found(knowledge):
    del knowledge["facts/ces-leaking-urine/fact.toml"]["asked"]
    assert knowledge.found_by(danger_questions) == [
        Finding(
            "facts/ces-leaking-urine/fact.toml",
            "asked",
            "is a danger question that no page asks.",
            "Add [asked] with a page, or nobody can ever be cleared.",
        )
    ]


def test_an_age_is_asked_through_the_year_of_birth(knowledge):
    del knowledge["facts/birth-year/fact.toml"]["asked"]
    assert [item.file for item in knowledge.found_by(danger_questions)] == ["facts/birth-year/fact.toml"]


def test_a_danger_question_is_never_answered_by_default(knowledge):
    knowledge["facts/cancer-history/fact.toml"]["default"] = False
    assert knowledge.found_by(danger_questions) == [
        Finding(
            "facts/cancer-history/fact.toml",
            "default",
            "gives a danger question an answer that nobody gave.",
            "Take it out: unknown is never no.",
        )
    ]
