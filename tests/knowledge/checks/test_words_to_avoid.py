import pytest

from backwise.library.checks import words_to_avoid
from backwise.library.findings import Finding


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Bad back? Rest.", "Bad back"),
        ("For a good back.", "good back"),
        ("Your disc is damaged.", "damaged"),
        ("It is wear and tear.", "wear and tear"),
        ("No pain, no gain!", "No pain, no gain"),
        ("You have a weak back.", "weak back"),
        ("This cures pain.", "cures"),
        ("Well done, champion!", "champion"),
        ("A worn-out joint.", "worn-out"),
    ],
)
def test_a_word_that_frightens_blames_or_promises_is_found(knowledge, words, said):
    knowledge["exercises/bridge/text.toml"]["feel"] = words
    (finding,) = knowledge.found_by(words_to_avoid)
    assert (finding.file, finding.key) == ("exercises/bridge/text.toml", "feel")
    assert finding.what == f"says {said!r}."
    assert finding.mend.startswith("Use other words: say ")


@pytest.mark.parametrize("words", ["Secure the chair.", "Keep your back long.", "Feedback helps.", "Lie on your back."])
def test_words_that_only_look_like_one_are_left_alone(knowledge, words):
    knowledge["exercises/bridge/text.toml"]["feel"] = words
    assert knowledge.found_by(words_to_avoid) == []


def test_messages_and_lines_deep_in_a_file_are_read_too(knowledge):
    knowledge["messages/reasons.toml"]["messages"]["why.liked"] = "A cure."
    knowledge["exercises/bridge/text.toml"]["safety"]["lines"][0] = "Stop, or it does damage."
    assert knowledge.found_by(words_to_avoid) == [
        Finding(
            "exercises/bridge/text.toml",
            "safety.lines[0]",
            "says 'damage'.",
            "Use other words: say hurt or harm, or leave it out.",
        ),
        Finding("messages/reasons.toml", "why.liked", "says 'cure'.", "Use other words: say eases or helps."),
    ]


def test_what_a_document_prints_may_be_quoted_as_its_own(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["described_in"][0]["name"] = "The Bad Back Cure"
    assert knowledge.found_by(words_to_avoid) == []
