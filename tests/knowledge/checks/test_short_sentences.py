from backwise.library.checks import short_sentences
from backwise.library.findings import Finding

TWENTY = "one two three four five six seven eight nine ten one two three four five six seven eight nine ten"


def test_a_sentence_of_more_than_twenty_words_is_found(knowledge):
    knowledge["exercises/bridge/text.toml"]["feel"] = f"Short first. {TWENTY} more."
    assert knowledge.found_by(short_sentences) == [
        Finding(
            "exercises/bridge/text.toml",
            "feel",
            f"has a sentence of 21 words: '{TWENTY} more.'.",
            "Make two of it, 20 words at most each.",
        )
    ]


def test_two_sentences_of_twenty_words_are_fine(knowledge):
    knowledge["exercises/bridge/text.toml"]["feel"] = f"{TWENTY}. {TWENTY}?"
    assert knowledge.found_by(short_sentences) == []


def test_a_colon_does_not_end_a_sentence(knowledge):
    knowledge["messages/reasons.toml"]["messages"]["why.liked"] = f"Why: {TWENTY}."
    assert [item.key for item in knowledge.found_by(short_sentences)] == ["why.liked"]
