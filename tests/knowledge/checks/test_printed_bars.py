from backwise.library.checks import printed_bars
from backwise.library.findings import Finding

STRETCH = "exercises/double-knee-to-chest/exercise.toml"


def test_what_a_document_bars_must_be_barred_here_too(knowledge):
    """The hospital's page forbids the low back stretch with a slipped disc; without its tags nothing would."""
    knowledge[STRETCH]["movements"] = ["lying"]
    assert knowledge.found_by(printed_bars) == [
        Finding(
            STRETCH,
            "described_in[1].avoid",
            "bars double-knee-to-chest for slipped-disc, but our bars allow it.",
            "Give double-knee-to-chest the tag that slipped-disc bars, or bar it there by name.",
        )
    ]


def test_a_bar_printed_in_a_programme_counts_as_well(knowledge):
    entry = knowledge["programmes/three-stage/programme.toml"]["entries"][0]
    entry["avoid"] = "slipped-disc"
    assert [(item.file, item.key) for item in knowledge.found_by(printed_bars)] == [
        ("programmes/three-stage/programme.toml", "entries[0].avoid")
    ]
