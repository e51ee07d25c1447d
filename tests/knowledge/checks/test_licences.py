import pytest

from backwise.library.checks import licences
from backwise.library.findings import Finding

MEND = "Take it out: its licence does not allow it here. Our own words may ask for the same thing."


@pytest.mark.parametrize(
    ("words", "instrument"),
    [
        ("From the Oswestry Disability Index", "Oswestry Disability Index"),
        ("Your EQ-5D today", "EQ-5D"),
        ("STarT MSK tool", "STarT MSK"),
        ("PROMIS pain", "PROMIS"),
        ("the Quebec back pain scale", "Quebec Back Pain Disability Scale"),
    ],
)
def test_words_of_a_questionnaire_whose_licence_forbids_it_are_found(knowledge, words, instrument):
    knowledge["facts/can-kneel/text.toml"]["question"] = words
    assert knowledge.found_by(licences) == [
        Finding("facts/can-kneel/text.toml", "question", f"shows words of {instrument}, or its name.", MEND)
    ]


def test_a_file_named_after_one_is_found(knowledge):
    knowledge["facts/oswestry-1/fact.toml"] = knowledge["facts/can-kneel/fact.toml"]
    assert knowledge.found_by(licences) == [
        Finding("facts/oswestry-1/fact.toml", "-", "is named after Oswestry Disability Index.", MEND)
    ]


def test_a_promise_is_no_questionnaire(knowledge):
    knowledge["facts/can-kneel/text.toml"]["question"] = "We promise nothing. Two promises."
    assert knowledge.found_by(licences) == []
