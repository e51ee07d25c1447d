from backwise.library.checks import layout
from backwise.library.findings import Finding


def test_a_folder_without_one_of_its_files_is_found(knowledge):
    del knowledge["safety/red-flags/fever/cases.toml"]
    del knowledge["exercises/bridge/text.toml"]
    del knowledge["facts/can-kneel/fact.toml"]
    assert knowledge.found_by(layout) == [
        Finding("exercises/bridge/text.toml", "-", "is missing.", "Every exercise has this file: add it."),
        Finding("facts/can-kneel/fact.toml", "-", "is missing.", "Every fact has this file: add it."),
        Finding("safety/red-flags/fever/cases.toml", "-", "is missing.", "Every red flag has this file: add it."),
    ]


def test_a_file_that_nothing_reads_is_found(knowledge):
    knowledge["exercise/bridge/exercise.toml"] = {}
    knowledge["exercises/bridge/excercise.toml"] = {}
    knowledge["numbers.toml"] = {}
    mend = "Check folder and name against the format."
    assert knowledge.found_by(layout) == [
        Finding("exercise/bridge/exercise.toml", "-", "is a file that nothing reads.", mend),
        Finding("exercises/bridge/excercise.toml", "-", "is a file that nothing reads.", mend),
        Finding("numbers.toml", "-", "is a file that nothing reads.", mend),
    ]


def test_pictures_and_languages_may_stand_there(knowledge):
    for path in ("exercises/bridge/motion.toml", "poses/supine.toml", "skeleton.toml", "languages/th/language.toml"):
        knowledge[path] = {}
    assert knowledge.found_by(layout) == []
