from backwise.library.checks import known_sources
from backwise.library.findings import Finding


def test_a_source_that_does_not_exist_is_found_wherever_it_is_named(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["sources"] = ["eda-hospitl"]
    knowledge["regions/TW/region.toml"]["sources"] = ["nobody-knows"]
    knowledge["exercises/bridge/exercise.toml"]["doses_elsewhere"][0]["source"] = "webmd-bak"
    assert knowledge.found_by(known_sources) == [
        Finding(
            "exercises/bridge/exercise.toml",
            "doses_elsewhere[0].source",
            "names the source 'webmd-bak', which does not exist.",
            "Did you mean webmd-back?",
        ),
        Finding(
            "exercises/bridge/exercise.toml",
            "sources",
            "names the source 'eda-hospitl', which does not exist.",
            "Did you mean eda-hospital?",
        ),
        Finding(
            "regions/TW/region.toml",
            "sources",
            "names the source 'nobody-knows', which does not exist.",
            "Use one that exists, or add it.",
        ),
    ]


def test_a_number_of_the_progression_needs_a_source_that_exists(knowledge):
    knowledge["progression/start.toml"]["numbers"]["start-sets"]["sources"] = ["ngs-inform"]
    (finding,) = knowledge.found_by(known_sources)
    assert (finding.file, finding.key) == ("progression/start.toml", "numbers.start-sets.sources")


def test_a_description_names_one_of_the_five_documents(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["described_in"][0]["document"] = "000_e6dab6c97a8bb008"
    assert knowledge.found_by(known_sources) == [
        Finding(
            "exercises/bridge/exercise.toml",
            "described_in[0].document",
            "names the document '000_e6dab6c97a8bb008', which does not exist.",
            "Did you mean 000_e6dab6c97a8bb009?",
        )
    ]


def test_a_programme_names_the_document_of_its_own_source(knowledge):
    knowledge["programmes/three-stage/programme.toml"]["document"] = "002_1759c179a209e665"
    assert knowledge.found_by(known_sources) == [
        Finding(
            "programmes/three-stage/programme.toml",
            "document",
            "is not the document of the source 'aaos-article'.",
            "Name the document's own source.",
        )
    ]
