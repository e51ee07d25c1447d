import pytest

from backwise.library.checks import ids
from backwise.library.findings import Finding

WORDS = "Use lower-case words joined by hyphens."


@pytest.mark.parametrize("name", ["Bridge", "bridge_high", "bridge--high", "bridge high", "-bridge", "brücke"])
def test_a_folder_is_named_in_lower_case_words_with_hyphens(knowledge, name):
    knowledge[f"exercises/{name}/exercise.toml"] = knowledge["exercises/bridge/exercise.toml"]
    assert knowledge.found_by(ids) == [
        Finding(f"exercises/{name}", "the folder's name", f"{name!r} is not a good id.", WORDS)
    ]


@pytest.mark.parametrize("name", ["tw", "TWN", "T1"])
def test_a_region_is_named_by_its_iso_code(knowledge, name):
    knowledge[f"regions/{name}/region.toml"] = knowledge["regions/TW/region.toml"]
    (finding,) = knowledge.found_by(ids)
    assert finding.mend == "Use two capitals, as ISO 3166 has them."


def test_single_files_options_rows_and_numbers_are_ids_too(knowledge):
    knowledge["sources/WHO_2023.toml"] = knowledge["sources/who-2023.toml"]
    knowledge["facts/sex/fact.toml"]["options"] = ["female", "Male"]
    knowledge["pages/told/page.toml"]["rows"][0]["id"] = "Bones"
    numbers = knowledge["progression/start.toml"]["numbers"]
    numbers["start_sets"] = numbers.pop("start-sets")
    assert [(item.file, item.what) for item in knowledge.found_by(ids)] == [
        ("facts/sex/fact.toml", "'Male' is not a good id."),
        ("pages/told/page.toml", "'Bones' is not a good id."),
        ("progression", "'start_sets' is not a good id."),
        ("sources/WHO_2023.toml", "'WHO_2023' is not a good id."),
    ]


def test_a_rule_of_the_documents_is_r_and_two_digits(knowledge):
    knowledge["advice/heat/advice.toml"]["rules"] = ["R7", "R26"]
    assert knowledge.found_by(ids) == [
        Finding("advice/heat/advice.toml", "rules", "'R7' is not a good id.", "Use R and two digits, such as R07.")
    ]


def test_a_number_stands_in_one_file_only(knowledge):
    number = knowledge["progression/start.toml"]["numbers"]["start-sets"]
    knowledge["progression/walking.toml"]["numbers"]["start-sets"] = number
    assert knowledge.found_by(ids) == [
        Finding(
            "progression/walking.toml",
            "numbers.start-sets",
            "stands in progression/start.toml too.",
            "Keep one of the two.",
        )
    ]
