"""A folder laid over the knowledge may add and tighten, never loosen or change what is built in (contracts 6)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backwise.care.listings import exercises as listing
from backwise.engine.bars import bars_of, present_conditions
from backwise.engine.model import Level, Verdict
from backwise.library import KnowledgeError, load_library
from backwise.library.checks import run_checks
from backwise.library.files import BUILT_IN

DISC = "conditions/slipped-disc/condition.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def with_exercise(tmp_path: Path) -> Path:
    """An overlay that brings one exercise, as a copy of the pelvic tilt under a new name, and nothing else."""
    folder = tmp_path / "exercises" / "evening-tilt"
    shutil.copytree(BUILT_IN / "exercises" / "pelvic-tilt", folder)
    text = (folder / "text.toml").read_text(encoding="utf-8")
    write(folder / "text.toml", text.replace('name = "Pelvic tilt"', 'name = "Evening tilt"'))
    return tmp_path


def test_one_new_folder_makes_one_new_exercise_everywhere(with_exercise: Path) -> None:
    library = load_library((with_exercise,))
    assert library.exercises.keys() - load_library().exercises.keys() == {"evening-tilt"}
    assert library.texts["exercise.evening-tilt.name"] == "Evening tilt"
    assert "evening-tilt" in library.roles["mobility"]
    assert "evening-tilt" in library.facts["liked-exercises"].options
    assert "evening-tilt" in {item["id"] for item in listing(library)}
    assert run_checks((with_exercise,)) == []


def test_a_new_exercise_is_barred_by_its_tags_like_any_other(with_exercise: Path) -> None:
    library = load_library((with_exercise,))
    answers = {"can-lie-on-back": False}
    bars = bars_of(present_conditions(answers, Level.GO, library), library)
    assert bars.standings["evening-tilt"].verdict is Verdict.NEVER


def test_a_new_exercise_changes_the_version_of_the_knowledge(with_exercise: Path) -> None:
    assert load_library((with_exercise,)).version != load_library().version


def test_a_broken_new_exercise_is_refused_with_every_reason(with_exercise: Path) -> None:
    path = with_exercise / "exercises/evening-tilt/exercise.toml"
    text = path.read_text(encoding="utf-8")
    write(path, text.replace('level = "beginner"', 'levle = "beginner"', 1))
    with pytest.raises(KnowledgeError) as raised:
        load_library((with_exercise,))
    assert [(item.file, item.key) for item in raised.value.findings] == [
        ("exercises/evening-tilt/exercise.toml", "level"),
        ("exercises/evening-tilt/exercise.toml", "levle"),
    ]


def test_a_verdict_may_be_tightened(tmp_path: Path) -> None:
    write(tmp_path / DISC, '[verdicts]\nnerve-tension = "never"\n')
    library = load_library((tmp_path,))
    assert library.conditions["slipped-disc"].verdicts["nerve-tension"] is Verdict.NEVER
    assert load_library().conditions["slipped-disc"].verdicts["nerve-tension"] is Verdict.CAUTION
    before, after = (bars_of(present_conditions({}, Level.GO, one), one).allowed for one in (load_library(), library))
    assert after <= before


@pytest.mark.parametrize(("verdict", "before"), [("caution", "never"), ("ok", "never")])
def test_a_verdict_is_never_loosened(tmp_path: Path, verdict: str, before: str) -> None:
    write(tmp_path / DISC, f'[verdicts]\nend-range-flexion = "{verdict}"\n')
    with pytest.raises(KnowledgeError) as raised:
        load_library((tmp_path,))
    (finding,) = raised.value.findings
    assert (finding.file, finding.key) == (DISC, "verdicts.end-range-flexion")
    assert finding.what == f"would loosen {before} to {verdict}."
    assert finding.mend == "An overlay may only tighten: leave it or make it stricter."
    assert finding in run_checks((tmp_path,))


def test_a_later_overlay_does_not_loosen_an_earlier_one(tmp_path: Path) -> None:
    write(tmp_path / "first" / DISC, '[verdicts]\nnerve-tension = "never"\n')
    write(tmp_path / "second" / DISC, '[verdicts]\nnerve-tension = "caution"\n')
    with pytest.raises(KnowledgeError, match="would loosen never to caution"):
        load_library((tmp_path / "first", tmp_path / "second"))


def test_a_word_that_is_no_verdict_is_refused(tmp_path: Path) -> None:
    write(tmp_path / DISC, '[verdicts]\nnerve-tension = "maybe"\n')
    with pytest.raises(KnowledgeError, match=r"verdicts\.nerve-tension"):
        load_library((tmp_path,))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("safety/red-flags/fever/rule.toml", 'level = "go"\n'),
        ("exercises/bridge/exercise.toml", 'level = "advanced"\n'),
        ("regions/TW/region.toml", 'emergency = { number = "000", name = "Nobody" }\n'),
        (DISC, 'when = { any = [] }\n[verdicts]\nnerve-tension = "never"\n'),
        (DISC, '[exercises]\nbridge = "ok"\n'),
    ],
)
def test_a_built_in_file_is_never_changed(tmp_path: Path, path: str, text: str) -> None:
    write(tmp_path / path, text)
    with pytest.raises(KnowledgeError) as raised:
        load_library((tmp_path,))
    (finding,) = raised.value.findings
    assert (finding.file, finding.what) == (path, "stands in the built-in knowledge already.")
    assert finding.mend == "An overlay adds new ids, or tightens [verdicts] of a condition."


@pytest.mark.parametrize(
    ("path", "text", "key"),
    [
        (
            "progression/longer.toml",
            '[numbers.screening-valid-days]\nvalue = 365\nunit = "day"\n',
            "numbers.screening-valid-days",
        ),
        ("messages/softer.toml", '[messages]\n"level.emergency.title" = "Rest."\n', "messages.level.emergency.title"),
    ],
)
def test_a_new_file_never_takes_the_place_of_a_number_or_a_sentence(
    tmp_path: Path, path: str, text: str, key: str
) -> None:
    write(tmp_path / path, text)
    with pytest.raises(KnowledgeError) as raised:
        load_library((tmp_path,))
    assert (path, key, "stands in the built-in knowledge already.") in {
        (item.file, item.key, item.what) for item in raised.value.findings
    }
