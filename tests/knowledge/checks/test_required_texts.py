import pytest

from backwise.library.checks import required_texts
from backwise.library.findings import Finding

WORDS = "Write it in plain words."


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("facts/can-kneel/text.toml", "question"),
        ("facts/can-kneel/text.toml", "row"),
        ("facts/can-kneel/text.toml", "doctor"),
        ("pages/told/text.toml", "title"),
        ("safety/red-flags/fever/text.toml", "title"),
        ("safety/red-flags/fever/text.toml", "why"),
        ("safety/red-flags/fever/text.toml", "do"),
        ("safety/red-flags/fever/text.toml", "doctor"),
        ("safety/stop-rules/bladder-or-bowel/text.toml", "do"),
        ("movements/prone/text.toml", "meaning"),
        ("movements/prone/text.toml", "caution"),
        ("conditions/slipped-disc/text.toml", "why"),
        ("exercises/bridge/text.toml", "purpose"),
        ("exercises/bridge/text.toml", "breathing"),
        ("exercises/bridge/text.toml", "feel"),
        ("programmes/three-stage/text.toml", "about"),
        ("programmes/three-stage/text.toml", "stop_rule"),
        ("programmes/personal/text.toml", "name"),
        ("education/about-this-content/text.toml", "title"),
        ("advice/heat/text.toml", "lines"),
        ("regions/TW/text.toml", "name"),
    ],
)
@pytest.mark.parametrize("missing", [True, False])
def test_a_missing_or_empty_text_is_found(knowledge, path, key, missing):
    if missing:
        del knowledge[path][key]
    else:
        knowledge[path][key] = " "
    assert knowledge.found_by(required_texts) == [Finding(path, key, "is missing.", WORDS)]


def test_every_option_row_form_and_section_has_its_words(knowledge):
    knowledge["facts/sex/text.toml"]["options"].pop("male")
    knowledge["pages/told/text.toml"]["rows"].pop("bones")
    knowledge["conditions/slipped-disc/text.toml"]["forms"].pop("end-range-extension")
    knowledge["programmes/three-stage/text.toml"]["sections"].pop("beginning")
    knowledge["exercises/bridge/text.toml"]["safety"].pop("lines")
    assert knowledge.found_by(required_texts) == [
        Finding("conditions/slipped-disc/text.toml", "forms.end-range-extension", "is missing.", WORDS),
        Finding("exercises/bridge/text.toml", "safety.lines", "is missing.", WORDS),
        Finding("facts/sex/text.toml", "options.male", "is missing.", WORDS),
        Finding("pages/told/text.toml", "rows.bones", "is missing.", WORDS),
        Finding("programmes/three-stage/text.toml", "sections.beginning", "is missing.", WORDS),
    ]


def test_a_question_without_a_row_of_its_own_needs_no_row_text(knowledge):
    assert knowledge["facts/birth-year/fact.toml"]["asked"]["as"] == "question"
    knowledge["facts/birth-year/text.toml"].pop("row", None)
    assert knowledge.found_by(required_texts) == []


def test_a_misspelt_text_is_found_beside_the_missing_one(knowledge):
    text = knowledge["conditions/slipped-disc/text.toml"]
    text["advise"] = text.pop("advice")
    text["forms"]["end-range-extention"] = "Stay low."
    mend = "Check the spelling, or take it out."
    assert knowledge.found_by(required_texts) == [
        Finding("conditions/slipped-disc/text.toml", "advise", "is a text that nothing shows.", mend),
        Finding(
            "conditions/slipped-disc/text.toml", "forms.end-range-extention", "is a text that nothing shows.", mend
        ),
    ]
