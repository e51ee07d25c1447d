"""The JSON shapes that other programs rely on (DESIGN 6, contracts 7): exact keys, exact kinds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from backwise.care.answer_files import file_facts
from backwise.engine.model import LEVELS, Verdict
from backwise.library import load_library

LIBRARY = load_library()
DOSE = ["sets", "repetitions", "hold_seconds", "rest_seconds", "per_side", "minutes", "days_per_week"]
PLAN = [
    "screen",
    "stage",
    "sessions_per_day",
    "minutes",
    "exercises",
    "left_out",
    "advice",
    "programme",
    "knowledge",
    "today",
]


def printed(run: Any, *arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code in (0, 3) and result.stderr == ""
    return json.loads(result.stdout)


def test_questions_have_exactly_these_keys(run):
    found = printed(run, "questions")
    for item in found:
        assert list(item) == ["id", "text", "kind", "options", "minimum", "maximum", "unit", "when_asked", "needed_by"]
        assert all(list(option) == ["id", "text"] and option["text"] for option in item["options"])
        assert list(item["needed_by"]) == ["red_flags", "conditions"]
        if item["when_asked"] is not None:
            assert list(item["when_asked"]) == ["page", "page_id", "follow_up", "applies_when"]


def test_questions_are_exactly_what_a_file_may_answer(run):
    assert {item["id"] for item in printed(run, "questions")} == set(file_facts(LIBRARY))


def test_questions_follow_the_pages(run):
    pages = [item["when_asked"]["page_id"] for item in printed(run, "questions") if item["when_asked"]]
    assert list(dict.fromkeys(pages)) == list(LIBRARY.pages)


def test_a_question_says_who_needs_it_and_whom_it_is_for(run):
    pregnant = next(item for item in printed(run, "questions") if item["id"] == "pregnant")
    assert pregnant["text"] == "Are you pregnant?"
    assert (pregnant["kind"], pregnant["options"], pregnant["unit"]) == ("boolean", [], None)
    assert pregnant["when_asked"] == {
        "page": 6,
        "page_id": "told",
        "follow_up": False,
        "applies_when": "sex is not male and age is at most 60",
    }
    assert {"pregnancy-danger", "pregnancy-not-allowed"} <= set(pregnant["needed_by"]["red_flags"])
    assert "pregnancy-third-trimester" in pregnant["needed_by"]["conditions"]


def test_every_danger_question_is_listed_with_its_red_flags(run):
    listed = {item["id"]: item["needed_by"]["red_flags"] for item in printed(run, "questions")}
    assert [fact for fact in LIBRARY.danger_facts if not listed[fact]] == []


def test_exercises_have_exactly_these_keys(run):
    keys = ["id", "name", "roles", "positions", "movements", "equipment", "level", "per_side", "dose", "described_in"]
    found = printed(run, "exercises")
    assert {item["id"] for item in found} == set(LIBRARY.exercises)
    for item in found:
        assert list(item) == [*keys, "avoid_when", "easier", "harder"]
        assert list(item["dose"]) == DOSE
        assert (item["dose"]["minutes"] is None) != (item["dose"]["repetitions"] is None)
        assert 1 <= item["dose"]["days_per_week"] <= 7


def test_a_description_has_the_keys_of_the_design_with_null_where_the_document_is_silent(run):
    keys = ["source", "document", "name", "name_local", "level", "hold_seconds", "repetitions", "sets"]
    found = [entry for item in printed(run, "exercises") for entry in item["described_in"]]
    assert all(list(entry) == [*keys, "per_side", "times_per_day", "avoid", "note"] for entry in found)
    bridge = next(entry for entry in found if entry["name"] == "Glute Bridge Exercise")
    assert (bridge["source"], bridge["document"]) == ("eda-hospital", "000_e6dab6c97a8bb009")
    assert (bridge["hold_seconds"], bridge["repetitions"], bridge["times_per_day"]) == ([5, 10], [10, 10], [4, 4])
    assert bridge["sets"] is None and bridge["per_side"] is None and bridge["avoid"] is None


def worst_cell(exercise: str, condition: str) -> Verdict:
    """The matrix read anew, tag by tag, without the engine's masks."""
    item, tags = LIBRARY.conditions[condition], LIBRARY.exercises[exercise].tags
    cells = [item.verdicts.get(tag, Verdict.OK) for tag in tags if not LIBRARY.movements[tag].never_counts_as_caution]
    cells.append(item.exercise_verdicts.get(exercise, Verdict.OK))
    return Verdict.NEVER if Verdict.NEVER in cells else Verdict.CAUTION if Verdict.CAUTION in cells else Verdict.OK


def test_whatever_the_matrix_bars_stands_in_avoid_when(run):
    """A caution whose form finds no substitute bars too, so `never` may say more than the cells, and never less."""
    for item in printed(run, "exercises"):
        avoided = {entry["condition"]: entry for entry in item["avoid_when"]}
        for condition in LIBRARY.conditions:
            cell = worst_cell(item["id"], condition)
            if cell is Verdict.NEVER:
                assert avoided[condition]["verdict"] == "never", (item["id"], condition)
            elif cell is Verdict.CAUTION:
                assert avoided[condition]["verdict"] in ("never", "caution"), (item["id"], condition)


def test_avoid_when_gives_a_reason_in_words(run):
    for item in printed(run, "exercises"):
        for entry in item["avoid_when"]:
            assert list(entry) == ["condition", "verdict", "why"]
            assert entry["why"].endswith(".") and "{" not in entry["why"] and "@" not in entry["why"]


def test_a_screen_has_exactly_these_keys(run, write_answers):
    found = printed(run, "screen", write_answers(lost_height=True, fever_or_very_ill=True, pregnant=None))
    assert list(found) == ["level", "flags", "unanswered"]
    assert [list(flag) for flag in found["flags"]] == [["id", "level", "why", "sources"]] * 2
    assert [(flag["id"], flag["level"]) for flag in found["flags"]] == [
        ("fever", "same-day"),
        ("height-loss", "restricted"),
    ]
    assert all(flag["sources"] and set(flag["sources"]) <= set(LIBRARY.sources) for flag in found["flags"])
    assert {"pregnant", "confusion-or-stiff-neck"} <= set(found["unanswered"])


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({"ces_wiping_feels_different": "new"}, "emergency"),
        ({"fever_or_very_ill": True}, "same-day"),
        ({"burning_urine": True}, "soon"),
        ({"birth_year": None}, "ask"),
        ({"lost_height": True}, "restricted"),
        ({}, "go"),
    ],
)
def test_a_screen_exits_0_at_every_level_and_a_plan_3_where_nothing_is_cleared(run, write_answers, changes, level):
    file = write_answers(**changes)
    screened, planned = run("screen", file, "--json"), run("plan", file, "--json")
    assert screened.exit_code == 0
    assert json.loads(screened.stdout)["level"] == level
    assert planned.exit_code == (0 if level in ("restricted", "go") else 3)
    assert json.loads(planned.stdout)["screen"] == json.loads(screened.stdout)


def test_all_levels_are_in_the_test_above():
    assert len(LEVELS) == 6


def test_a_flag_says_when_nobody_answered_and_when_somebody_is_not_sure(run, write_answers):
    unsure = printed(run, "screen", write_answers(fever_or_very_ill="unsure"))["flags"]
    assert unsure[0]["why"].startswith("You are not sure about it. ")
    missing = printed(run, "screen", write_answers(lost_height=None))["flags"]
    assert missing[0]["why"].startswith("It is not answered, so it counts. ")


def test_a_plan_has_exactly_these_keys(run, write_answers):
    found = printed(run, "plan", write_answers(slipped_disc=True))
    assert list(found) == PLAN
    assert (found["stage"], found["programme"], found["today"]) == ("restore", "personal", "2026-11-21")
    assert found["knowledge"] == LIBRARY.version and len(LIBRARY.version) == 12
    for item in found["exercises"]:
        assert list(item) == ["id", "name", "role", "dose", "instructions", "why"]
        assert list(item["dose"]) == DOSE
        assert item["why"] and all(isinstance(line, str) for line in item["why"])
    for item in found["left_out"]:
        assert list(item) == ["id", "why"] and item["why"].endswith(".")
    assert found["advice"] and all(isinstance(line, str) for line in found["advice"])


def test_a_plan_that_is_not_cleared_has_the_same_keys_and_no_exercises(run, write_answers):
    found = printed(run, "plan", write_answers(fever_or_very_ill=True))
    assert list(found) == PLAN
    assert (found["exercises"], found["left_out"]) == ([], [])
    assert found["stage"] is found["sessions_per_day"] is found["minutes"] is None
    assert found["advice"] == [LIBRARY.texts["red-flag.fever.do"]]


@pytest.mark.parametrize("stage", ["calm", "restore", "build", "maintain"])
def test_a_stage_in_the_file_is_used(run, write_answers, stage):
    found = printed(run, "plan", write_answers(top={"stage": stage}))
    assert found["stage"] == stage
    assert found["sessions_per_day"] == LIBRARY.personal.recipes[stage].sessions_per_day


def test_without_a_stage_new_strong_pain_is_calm_and_other_pain_restore(run, write_answers):
    new = write_answers(pain_duration="under-2-weeks", pain_now=7)
    assert printed(run, "plan", new)["stage"] == "calm"
    assert printed(run, "plan", write_answers(pain_duration="under-2-weeks", pain_now=4))["stage"] == "restore"


@pytest.mark.parametrize("programme", sorted(LIBRARY.programmes))
def test_a_printed_programme_is_the_document_s_minus_what_is_barred(run, write_answers, programme):
    found = printed(run, "plan", write_answers(slipped_disc=True), "--programme", programme)
    entries = {entry.exercise for entry in LIBRARY.programmes[programme].entries}
    planned, out = {item["id"] for item in found["exercises"]}, {item["id"] for item in found["left_out"]}
    assert found["programme"] == programme
    assert entries <= planned | out and not planned & out
    assert "partial-curl" not in planned


def test_a_reason_names_the_question_that_is_not_answered(run, write_answers):
    found = printed(run, "plan", write_answers(slipped_disc=None))
    why = {item["id"]: item["why"] for item in found["left_out"]}
    assert "is not answered" in why["double-knee-to-chest"]


def test_walking_counts_its_minutes_and_others_have_none(run, write_answers):
    found = {item["id"]: item["dose"] for item in printed(run, "plan", write_answers())["exercises"]}
    assert found["walking"]["minutes"] and found["walking"]["repetitions"] is None
    assert all(dose["minutes"] is None for key, dose in found.items() if key != "walking")


def test_the_same_file_gives_the_same_bytes(run, write_answers):
    file = write_answers(slipped_disc=True)
    assert run("plan", file, "--json").stdout == run("plan", file, "--json").stdout


def test_an_overlay_shows_its_exercise_and_its_tightening(run, tmp_path, write_answers):
    built_in = LIBRARY.exercises["bridge"]
    folder = tmp_path / "knowledge" / "exercises" / "bridge-with-band"
    folder.mkdir(parents=True)
    from backwise.library.files import BUILT_IN

    for name in ("exercise.toml", "text.toml", "cases.toml"):
        (folder / name).write_text((BUILT_IN / "exercises/bridge" / name).read_text("utf-8"), "utf-8")
    row = tmp_path / "knowledge" / "conditions" / "curved-spine"
    row.mkdir(parents=True)
    (row / "condition.toml").write_text('[verdicts]\nsupine = "never"\n')
    overlay = ("--knowledge", str(tmp_path / "knowledge"))
    found = {item["id"]: item for item in printed(run, *overlay, "exercises")}
    assert found["bridge-with-band"]["positions"] == list(built_in.positions)
    avoided = {entry["condition"]: entry["verdict"] for entry in found["bridge"]["avoid_when"]}
    assert avoided["curved-spine"] == "never"
    assert printed(run, *overlay, "plan", write_answers())["knowledge"] != LIBRARY.version


def test_an_overlay_that_does_not_pass_the_checks_is_refused_by_every_command(run, tmp_path, write_answers):
    from backwise.library.files import BUILT_IN

    folder = tmp_path / "knowledge" / "exercises" / "bridge-with-band"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text((BUILT_IN / "exercises/bridge/exercise.toml").read_text("utf-8"), "utf-8")
    overlay = ("--knowledge", str(tmp_path / "knowledge"))
    for command in (("exercises",), ("questions",), ("plan", write_answers())):
        refused = run(*overlay, *command)
        assert refused.exit_code == 2 and "exercises/bridge-with-band/text.toml" in refused.stderr
