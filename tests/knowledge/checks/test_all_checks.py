"""All checks together: clean knowledge gives nothing, broken knowledge gives everything at once."""

from datetime import date
from pathlib import Path

import pytest

from backwise.library import checks
from backwise.library.files import Files
from backwise.library.findings import Finding
from backwise.library.load import build_library

HERE = Path(__file__).parent
EVERY_CHECK = dict(checks.checks())
CURL = "exercises/partial-curl/exercise.toml"
FEVER = "safety/red-flags/fever/rule.toml"


@pytest.mark.parametrize("name", EVERY_CHECK)
def test_the_built_in_knowledge_is_clean(built_in, name):
    assert sorted(EVERY_CHECK[name](build_library(built_in), built_in)) == []


@pytest.mark.parametrize("name", EVERY_CHECK)
def test_every_check_has_bad_data_that_it_rejects(name):
    assert (HERE / f"test_{name}.py").is_file(), (
        f"Write tests/knowledge/checks/test_{name}.py with data that it must find."
    )


def test_a_check_is_a_module_in_the_package_and_needs_no_register():
    modules = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(EVERY_CHECK) == modules


def test_nothing_is_found_without_an_overlay_and_without_a_calendar():
    assert checks.run_checks() == []


def test_two_broken_files_are_found_at_once_and_sorted(knowledge):
    knowledge[CURL]["sources"] = ["back-pain-web-pge"]
    knowledge["exercises/bridge/text.toml"]["cues"] = ["Lift"]
    assert checks.findings_in(knowledge.files) == [
        Finding("exercises/bridge/text.toml", "cues", "has 1 of 2 to 4 lines.", "Write 2 to 4."),
        Finding(
            CURL,
            "sources",
            "names the source 'back-pain-web-pge', which does not exist.",
            "Did you mean back-pain-web-page?",
        ),
    ]


def test_what_the_loader_finds_hides_nothing_else(knowledge):
    knowledge[FEVER]["levle"] = "same-day"
    knowledge[CURL]["level"] = "easy"
    knowledge["exercises/bridge/text.toml"]["cues"] = ["Lift"]
    assert [(item.file, item.key) for item in checks.findings_in(knowledge.files)] == [
        ("exercises/bridge/text.toml", "cues"),
        (CURL, "level"),
        (FEVER, "levle"),
    ]


def test_a_file_that_is_no_toml_hides_nothing_else(tmp_path):
    write(tmp_path / "exercises/arm-swing/exercise.toml", "level = beginner")
    write(tmp_path / "sources/a-page.toml", 'name = "A page"\ncitation = "A page."\nlink = "page"\nkind = "website"')
    found = checks.run_checks((tmp_path,))
    assert any("cannot be read as TOML" in item.what for item in found)
    assert ("sources/a-page.toml", "link") in {(item.file, item.key) for item in found}


def test_a_check_that_cannot_go_on_says_so_beside_the_findings_that_stopped_it(knowledge):
    """An unknown tag has no bit in the masks, so that the bars of this exercise cannot be worked out."""
    knowledge[CURL]["movements"] = ["lying", "abdominal-crul"]
    found = checks.findings_in(knowledge.files)
    assert (
        Finding(
            CURL,
            "movements",
            "names the movement tag 'abdominal-crul', which does not exist.",
            "Did you mean abdominal-curl?",
        )
        in found
    )
    stopped = [item for item in found if item.file == "-"]
    assert {item.key for item in stopped} == {"the check exercise_cases", "the check printed_bars"}
    assert all(item.mend == "Mend the other findings first, then check again." for item in stopped)


def test_a_mistake_of_our_own_is_raised_and_never_called_a_finding(knowledge, monkeypatch):
    def broken(library, files):
        raise ZeroDivisionError

    monkeypatch.setattr(checks, "checks", lambda: iter([("broken", broken)]))
    with pytest.raises(ZeroDivisionError):
        checks.findings_in(knowledge.files)


def test_knowledge_of_which_nothing_is_left_still_gives_findings():
    found = checks.findings_in(Files())
    assert {item.file for item in found} >= {"programmes/personal/rules.toml", "baseline.toml"}


def test_what_is_due_is_found_only_when_a_day_is_given(knowledge):
    knowledge[FEVER]["review"]["review_by"] = date(2026, 12, 1)
    assert checks.findings_in(knowledge.files) == []
    assert [(item.file, item.key) for item in checks.findings_in(knowledge.files, date(2026, 12, 2))] == [
        (FEVER, "review.review_by")
    ]


def test_a_folder_that_is_not_there_is_found(tmp_path):
    found = checks.run_checks((tmp_path / "nowhere",))
    assert [(item.key, item.what) for item in found] == [("--knowledge", "is not a folder.")]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
