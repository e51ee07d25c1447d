"""The ready answer files in examples/: complete, true to their names, and each with the programme that its name promises."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backwise.care.answer_files import read_answer_file
from backwise.care.steps import next_step
from backwise.engine.safety import NO_CLEARANCES, screen
from backwise.library import load_library

EXAMPLES = Path(__file__).parents[2] / "examples"
LIBRARY = load_library()
EXPECTED = {
    "first-episode": ("go", "calm"),
    "desk-worker-15-minutes": ("go", "restore"),
    "slipped-disc": ("go", "restore"),
    "stenosis-older-adult": ("go", "restore"),
    "osteoporosis": ("go", "restore"),
    "third-trimester": ("go", "restore"),
    "cannot-reach-floor": ("go", "restore"),
    "wrist-and-knee": ("go", "restore"),
    "danger-signs": ("emergency", None),
    "empty": ("ask", None),
}
CLEARED = sorted(name for name, (level, _) in EXPECTED.items() if level in ("go", "restricted"))
FULL = {
    "calm": [{"relief"}, {"mobility"}, {"deep-control"}, {"aerobic"}],
    "restore": [{"mobility"}, {"deep-control"}, {"hip-and-leg"}, {"abdominal", "back-extensor"}, {"aerobic"}],
}


def plan_of(run: Any, name: str) -> Any:
    result = run("plan", str(EXAMPLES / f"{name}.json"), "--json")
    assert result.exit_code == (0 if name in CLEARED else 3), result.output
    return json.loads(result.stdout)


def tags_of(plan: Any) -> set[str]:
    return {tag for item in plan["exercises"] for tag in LIBRARY.exercises[item["id"]].tags}


def test_the_examples_are_exactly_those_of_the_design():
    assert {path.stem for path in EXAMPLES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_has_the_level_and_stage_of_its_story(run, name):
    plan = plan_of(run, name)
    assert (plan["screen"]["level"], plan["stage"]) == EXPECTED[name]
    assert bool(plan["exercises"]) == (name in CLEARED)


@pytest.mark.parametrize("name", [name for name in EXPECTED if name != "empty"])
def test_an_example_leaves_no_question_open(name):
    file = read_answer_file(
        name=str(EXAMPLES / f"{name}.json"), standard_input=None, library=LIBRARY, today=date(2026, 11, 21)
    )
    assert next_step(file.facts, LIBRARY, screen(file.facts, NO_CLEARANCES, LIBRARY, file.facts.today)) is None


@pytest.mark.parametrize("name", CLEARED)
def test_a_cleared_example_gets_a_full_programme_within_its_minutes(run, name):
    plan = plan_of(run, name)
    roles = {item["role"] for item in plan["exercises"]}
    assert [slot for slot in FULL[plan["stage"]] if not slot & roles] == []
    assert 3 <= len(plan["exercises"]) <= 6
    wished = json.loads((EXAMPLES / f"{name}.json").read_text())["answers"]["minutes-a-day"]
    assert 0 < plan["minutes"] <= wished
    assert all(item["why"] for item in (*plan["exercises"], *plan["left_out"]))


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_with_a_date_names_its_day(name):
    table = json.loads((EXAMPLES / f"{name}.json").read_text())
    dated = any(LIBRARY.facts[fact].kind == "date" for fact in table["answers"])
    assert not dated or "today" in table


def test_a_slipped_disc_gets_no_knee_to_chest_and_no_arching(run):
    plan = plan_of(run, "slipped-disc")
    assert not tags_of(plan) & {"end-range-flexion", "end-range-extension", "loaded-flexion", "abdominal-curl"}
    out = {item["id"]: item["why"] for item in plan["left_out"]}
    assert {"single-knee-to-chest", "double-knee-to-chest", "press-up", "press-up-on-elbows"} <= set(out)
    assert "a slipped disc" in out["double-knee-to-chest"]


def test_late_pregnancy_gets_nothing_on_back_or_front(run):
    plan = plan_of(run, "third-trimester")
    assert plan["today"] == "2026-11-21"
    assert not tags_of(plan) & {"supine", "prone", "impact", "deep-hip-flexion"}


def test_an_example_stays_in_the_third_trimester_only_on_its_own_day(run, tmp_path):
    table = json.loads((EXAMPLES / "third-trimester.json").read_text())
    path = tmp_path / "earlier.json"
    path.write_text(json.dumps({**table, "today": "2026-09-01"}))
    out = json.loads(run("plan", str(path), "--json").stdout)["left_out"]
    reasons = " ".join(item["why"] for item in out)
    assert "pregnancy (14 to 28 weeks)" in reasons and "late pregnancy" not in reasons


def test_who_cannot_reach_the_floor_gets_nothing_on_the_floor_and_supported_balance(run):
    plan = plan_of(run, "cannot-reach-floor")
    assert not tags_of(plan) & {"floor-only", "quadruped", "kneeling"}
    assert "balance" in {item["role"] for item in plan["exercises"]}


def test_wrist_and_knee_get_no_weight_on_hands_and_no_kneeling(run):
    assert not tags_of(plan_of(run, "wrist-and-knee")) & {"quadruped", "weight-through-hands", "kneeling"}


def test_stenosis_gets_no_arching(run):
    assert "end-range-extension" not in tags_of(plan_of(run, "stenosis-older-adult"))


def test_osteoporosis_gets_no_curls_and_no_loaded_bends(run):
    assert not tags_of(plan_of(run, "osteoporosis")) & {"abdominal-curl", "loaded-flexion", "double-leg-lift"}


def test_danger_signs_name_their_flags_and_give_no_exercise(run):
    plan = plan_of(run, "danger-signs")
    assert [flag["id"] for flag in plan["screen"]["flags"]] == ["cauda-equina-new", "weakness-new"]
    assert plan["exercises"] == []


def test_nothing_answered_asks_every_danger_question(run):
    plan = plan_of(run, "empty")
    assert {"birth-year", "pregnant", "ces-wiping-feels-different", "fever-or-very-ill"} <= set(
        plan["screen"]["unanswered"]
    )
    assert plan["exercises"] == []


@pytest.mark.parametrize("programme", sorted(LIBRARY.programmes))
@pytest.mark.parametrize("name", CLEARED)
def test_every_printed_programme_can_be_made_for_every_example(run, name, programme):
    result = run("plan", str(EXAMPLES / f"{name}.json"), "--json", "--programme", programme)
    plan = json.loads(result.stdout)
    assert result.exit_code == 0 and plan["exercises"]
    assert all(item["why"] for item in plan["left_out"])
