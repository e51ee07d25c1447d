import pytest

from backwise.library.checks import regions
from backwise.library.findings import Finding

TW = "regions/TW/region.toml"


@pytest.mark.parametrize("number", ["", "call 119", "119 or 110", "112!", "1-1-9", "1"])
def test_an_emergency_number_is_what_people_dial(knowledge, number):
    knowledge[TW]["emergency"]["number"] = number
    assert knowledge.found_by(regions) == [
        Finding(TW, "emergency.number", f"is {number!r}.", "Use the digits that people dial there, nothing else.")
    ]


def test_a_region_without_an_emergency_number_is_found(knowledge):
    del knowledge[TW]["emergency"]
    assert [item.key for item in knowledge.found_by(regions)] == ["emergency.number"]


def test_other_lines_can_be_dialled_and_say_whom_they_reach(knowledge):
    knowledge[TW]["crisis"] = {"number": "text HOME to 1925", "name": ""}
    assert knowledge.found_by(regions) == [
        Finding(TW, "crisis.name", "is empty.", "Say whom this number reaches."),
        Finding(
            TW,
            "crisis.number",
            "is 'text HOME to 1925'.",
            "Use digits, with spaces or hyphens between them.",
        ),
    ]


def test_a_time_zone_exists_and_suggests_one_region(knowledge):
    knowledge[TW]["time_zones"] = ["Asia/Taipeh", "Asia/Bangkok"]
    assert knowledge.found_by(regions) == [
        Finding(
            TW,
            "time_zones",
            "names 'Asia/Bangkok', as TH does.",
            "A zone suggests one region: take it out of one of them.",
        ),
        Finding(TW, "time_zones", "names 'Asia/Taipeh', which is no time zone.", "Use an IANA name."),
    ]
