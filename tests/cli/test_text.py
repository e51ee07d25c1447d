"""What people read: within the width, whole words, no colours or boxes in a pipe, the numbers to call."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.name for path in EXAMPLES.glob("*.json"))
BOXES = re.compile(r"[\x1b\u2500-\u257f\u2580-\u259f]")


def checked(text: str, columns: int) -> str:
    assert [line for line in text.splitlines() if len(line) > columns] == []
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert not BOXES.search(text)
    assert not re.search(r"[{}@]|\bNone\b(?! of)|\bfact\.|\blevel\.", text)
    return text


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("command", ["questions", "exercises"])
def test_lists_fit_the_width(run, command, columns):
    result = run(command, columns=columns)
    assert result.exit_code == 0
    checked(result.stdout, columns)


@pytest.mark.parametrize("command", ["screen", "plan"])
@pytest.mark.parametrize("name", NAMES)
def test_results_fit_60_columns(run, command, name):
    checked(run(command, str(EXAMPLES / name), columns=60).stdout, 60)


@pytest.mark.parametrize("columns", [0, 1, 20, 500])
def test_a_strange_width_is_no_mistake(run, columns):
    result = run("plan", str(EXAMPLES / "slipped-disc.json"), columns=columns)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_plan_says_stage_minutes_doses_reasons_and_danger_signs(run):
    text = " ".join(run("plan", str(EXAMPLES / "slipped-disc.json")).stdout.split())
    assert "You can start. (go)" in text
    assert "Your programme (personal), from " in text
    assert re.search(r"Once a day, about \d+ minutes each time\.", text)
    assert "1. Walking (walking) " in text
    assert "1 set of 5, hold 5 seconds, rest 10 seconds, every day." in text
    assert "Double knee to chest: Rounding the back fully: not now, because of pain below the knee" in text
    assert "New numbness between the legs or around the back passage." in text
    assert "Go to an emergency department now." in text


def test_an_emergency_names_the_region_s_number_and_no_exercise(run):
    result = run("plan", str(EXAMPLES / "danger-signs.json"))
    assert result.exit_code == 3
    text = " ".join(result.stdout.split())
    assert "Go to a hospital emergency department now. (emergency) Have someone take you, or call 119." in text
    assert text.endswith("So there is no programme yet.")
    assert "Walking" not in text


def test_without_a_region_the_local_number_is_meant(run, tmp_path):
    table = json.loads((EXAMPLES / "danger-signs.json").read_text())
    del table["region"]
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(table))
    assert "call your local emergency number." in " ".join(run("screen", str(path)).stdout.split())


def test_a_warning_sign_in_pregnancy_sends_to_the_maternity_unit_first(run, tmp_path):
    table = json.loads((EXAMPLES / "third-trimester.json").read_text())
    table["answers"]["pregnancy-bleeding"] = True
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(table))
    assert run("screen", str(path)).stdout.startswith("Call your maternity unit now. (emergency)\n")
    table["answers"]["ces-wiping-feels-different"] = "new"
    path.write_text(json.dumps(table))
    assert run("screen", str(path)).stdout.startswith("Go to a hospital emergency department now. (emergency)\n")


def test_open_questions_are_listed_in_the_order_of_the_pages(run):
    text = run("screen", str(EXAMPLES / "empty.json")).stdout
    assert "questions still open:" in text
    assert text.index("birth-year: ") < text.index("ces-wiping-feels-different: ") < text.index("pain-duration: ")


def test_a_printed_programme_quotes_its_own_stop_rule(run):
    text = run("plan", str(EXAMPLES / "first-episode.json"), "--programme", "three-stage").stdout
    assert "Three stages (three-stage), from " in text
    assert "What the printed programme says:" in text
