from backwise.library.checks import programmes
from backwise.library.findings import Finding

PATH = "programmes/three-stage/programme.toml"


def test_a_line_that_quotes_another_name_than_its_exercise_is_found(knowledge):
    knowledge[PATH]["entries"][0]["as_printed"] = "Ankle Circles"
    assert knowledge.found_by(programmes) == [
        Finding(
            PATH,
            "entries[0].as_printed",
            "is 'Ankle Circles', but ankle-pump keeps Ankle Pumps from this document.",
            "Quote the name that stands in described_in.",
        )
    ]


def test_a_line_whose_exercise_the_document_never_names_is_found(knowledge):
    knowledge[PATH]["entries"][0]["exercise"] = "walking"
    (finding,) = knowledge.found_by(programmes)
    assert finding.what == "is 'Ankle Pumps', but walking keeps nothing from this document."


def test_a_dose_that_differs_from_the_description_is_found(knowledge):
    knowledge[PATH]["entries"][6]["hold_seconds"] = [20, 30]
    assert knowledge.found_by(programmes) == [
        Finding(
            PATH,
            "entries[6].hold_seconds",
            "is (20, 30), but described_in of single-knee-to-chest says (20, 20).",
            "Read the document again and make both the same.",
        )
    ]


def test_a_programme_without_a_line_is_found(knowledge):
    knowledge[PATH]["entries"] = []
    assert knowledge.found_by(programmes) == [
        Finding(PATH, "entries", "is empty.", "Add the exercises in printed order.")
    ]
