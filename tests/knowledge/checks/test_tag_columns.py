from backwise.library.checks import tag_columns
from backwise.library.findings import Finding


def test_a_tag_has_a_column_or_a_reason_and_never_both(knowledge):
    del knowledge["movements/sitting/movement.toml"]["no_column_because"]
    knowledge["movements/standing/movement.toml"]["no_column_because"] = "  "
    knowledge["movements/impact/movement.toml"]["no_column_because"] = "Nobody jumps."
    mend = "Name its column of the matrix, or say in no_column_because why it has none."
    assert knowledge.found_by(tag_columns) == [
        Finding(
            "movements/impact/movement.toml", "no_column_because", "stands beside a column.", "Keep one of the two."
        ),
        Finding("movements/sitting/movement.toml", "column", "is missing.", mend),
        Finding("movements/standing/movement.toml", "column", "is missing.", mend),
    ]


def test_a_column_is_two_letters_of_the_matrix(knowledge):
    knowledge["movements/impact/movement.toml"]["column"] = "impact"
    (finding,) = knowledge.found_by(tag_columns)
    assert (finding.key, finding.what) == ("column", "is 'impact'.")


def test_a_tag_with_a_column_says_what_a_caution_means(knowledge):
    del knowledge["movements/prone/movement.toml"]["caution"]
    assert knowledge.found_by(tag_columns) == [
        Finding(
            "movements/prone/movement.toml",
            "caution",
            "is missing.",
            "Say what a caution at this tag means: add [caution].",
        )
    ]
