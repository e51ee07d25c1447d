"""Bad input: one clear line for each problem, naming file, key and mend; exit 2; never a traceback, never half a result."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from backwise.library.files import BUILT_IN

DAY = "2026-11-21"


def with_answers(**answers: Any) -> str:
    return json.dumps({"today": DAY, "answers": {key.replace("_", "-"): value for key, value in answers.items()}})


# What stands in the file, and what its one line must say.
ONE_PROBLEM = {
    "unknown question": (with_answers(pain_nw=3), ["pain-nw", "not a question", "Did you mean pain-now?"]),
    "question like no other": (with_answers(zzzz=3), ["zzzz", "backwise questions"]),
    "text for yes or no": (with_answers(pregnant="yes"), ["pregnant", '"yes"', 'Use true, false or "unsure"']),
    "number for yes or no": (with_answers(osteoporosis=1), ["osteoporosis", "Use true, false"]),
    "yes for a choice": (with_answers(sex=True), ["sex", "female, male"]),
    "choice that is not there": (with_answers(sex="other"), ["sex", '"other"', "female, male"]),
    "text for a list": (with_answers(equipment="chair"), ["equipment", "not a list", "chair, wall"]),
    "list with a stranger": (with_answers(equipment=["chair", "trapeze"]), ["equipment", '"trapeze"', "chair, wall"]),
    "list in a list": (with_answers(equipment=[["chair"]]), ["equipment", "chair, wall"]),
    "exercise that is not there": (with_answers(liked_exercises=["bridges"]), ["liked-exercises", '"bridges"']),
    "text for a number": (with_answers(pain_now="7"), ["pain-now", '"7"', "from 0 to 10"]),
    "half a number": (with_answers(pain_now=7.5), ["pain-now", "7.5", "from 0 to 10"]),
    "number too large": (with_answers(pain_now=11), ["pain-now", "11", "from 0 to 10"]),
    "number below zero": (with_answers(minutes_a_day=-5), ["minutes-a-day", "-5", "from"]),
    "yes for a number": (with_answers(pain_now=True), ["pain-now", "not a whole number"]),
    "number too large for floats": ('{"answers": {"pain-now": 1e400}}', ["pain-now", "from 0 to 10"]),
    "number of thousands of digits": ('{"answers": {"pain-now": 1' + "0" * 5000 + "}}", ["thousands of digits"]),
    "day that does not exist": (with_answers(due_date="2026-02-30"), ["due-date", "YYYY-MM-DD"]),
    "number for a day": (with_answers(due_date=5), ["due-date", "YYYY-MM-DD"]),
    "object for an answer": (with_answers(pain_now={"value": 3}), ["pain-now", "not a whole number"]),
    "pregnant at eighty": (
        with_answers(pregnant=True, birth_year=1946, sex="female"),
        ["pregnant", "together", "birth-year"],
    ),
    "pregnant man": (with_answers(pregnant=True, birth_year=1990, sex="male"), ["pregnant", "together", "sex"]),
    "due last year": (with_answers(pregnant=True, birth_year=1990, due_date="2025-11-21"), ["due-date", "2025-11-21"]),
    "due in two years": (with_answers(due_date="2028-11-21"), ["due-date", "2028-11-21", "43 weeks"]),
    "born tomorrow": (with_answers(birth_year=2027), ["birth-year", "2027", "to 2026"]),
    "born long ago": (with_answers(birth_year=1905), ["birth-year", "1905", "from 1911"]),
    "question of a session": (with_answers(session_fever=True), ["session-fever", "session", "Leave it out"]),
    "question after a visit": (with_answers(new_or_worse_since_seen_fever=False), ["new-or-worse-since-seen-fever"]),
    "answers beside the answers": ('{"answers": {}, "pain-now": 3}', ["pain-now", 'Move it into "answers"']),
    "top-level typo": ('{"answers": {}, "tody": "2026-11-21"}', ["tody", "Did you mean today?"]),
    "top-level stranger": ('{"answers": {}, "x": 1}', ["x", "answers, today, stage, region"]),
    "no answers": ("{}", ["answers", "is missing"]),
    "answers in a list": ('{"answers": []}', ["answers", "[]"]),
    "answers are null": ('{"answers": null}', ["answers", "null"]),
    "today is a word": ('{"answers": {}, "today": "tomorrow"}', ["today", '"tomorrow"', "YYYY-MM-DD"]),
    "today turned round": ('{"answers": {}, "today": "21-11-2026"}', ["today", "YYYY-MM-DD"]),
    "today with a time": ('{"answers": {}, "today": "2026-11-21T10:00"}', ["today", "YYYY-MM-DD"]),
    "today is a number": ('{"answers": {}, "today": 20261121}', ["today", "20261121", "YYYY-MM-DD"]),
    "today is no day": ('{"answers": {}, "today": "2026-13-01"}', ["today", "YYYY-MM-DD"]),
    "today at the end of time": ('{"answers": {}, "today": "9999-12-31"}', ["today", "9999-12-31"]),
    "today in Rome": ('{"answers": {}, "today": "0001-01-01"}', ["today", "0001-01-01"]),
    "stage typo": ('{"answers": {}, "stage": "biuld"}', ["stage", '"biuld"', "Did you mean build?"]),
    "stage is a number": ('{"answers": {}, "stage": 3}', ["stage", "calm, restore, build, maintain"]),
    "region in small letters": ('{"answers": {}, "region": "tw"}', ["region", '"tw"', "Did you mean TW?"]),
    "region is a list": ('{"answers": {}, "region": ["TW"]}', ["region", "TW"]),
    "key twice": ('{"answers": {"sex": "male", "sex": "female"}}', ["sex", "twice", "Keep one"]),
    "top-level key twice": ('{"answers": {}, "answers": {}}', ["answers", "twice"]),
    "NaN": ('{"answers": {"pain-now": NaN}}', ["pain-now", "NaN", "not a number in JSON"]),
    "Infinity": ('{"answers": {"pain-now": Infinity}}', ["pain-now", "Infinity"]),
    "minus Infinity in a list": ('{"answers": {"equipment": [-Infinity]}}', ["equipment", "-Infinity"]),
    "NaN today": ('{"answers": {}, "today": NaN}', ["today", "NaN"]),
    "nothing": ("", ["is empty", '{"answers": {}}']),
    "blanks": (" \n\n\t", ["is empty"]),
    "comma missing": ('{"answers": {\n  "sex": "male"\n  "pregnant": false}}', ["line 3, column 3", "not JSON"]),
    "cut off": ('{"answers": {"sex": "ma', ["line 1, column 21", "not JSON"]),
    "single quotes": ("{'answers': {}}", ["line 1, column 2", "not JSON"]),
    "two objects": ('{"answers": {}}\n{"answers": {}}', ["line 2, column 1", "not JSON"]),
    "TOML": ("[answers]\npain-now = 3\n", ["line 1", "not JSON"]),
    "a list": ("[]", ["no JSON object"]),
    "a text": ('"answers"', ["no JSON object"]),
    "null": ("null", ["no JSON object"]),
    "nested too deep": ('{"answers": {"pain-now": ' + "[" * 50 + "]" * 50 + "}}", ["nested too deep"]),
    "nested far too deep": ("[" * 100_000, ["nested too deep"]),
    "deep objects": ('{"answers": ' * 500 + "{}" + "}" * 500, ["nested too deep"]),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", ["UTF-8"]),
    "UTF-16": ('{"answers": {}}'.encode("utf-16"), ["UTF-8"]),
    "zeros": (b"\0" * 100, ["UTF-8"]),
    "more than a megabyte": (b" " * 1_000_001, ["larger than 1 MB"]),
    "ten megabytes": (b'{"answers": {}}' + b" " * 10_000_000, ["larger than 1 MB"]),
    "more keys than there are questions": (
        json.dumps({"answers": {f"question-{number}": True for number in range(2000)}}),
        ["answers", "2000 keys", "backwise questions"],
    ),
    "a key with a line break": (json.dumps({"answers": {"pain\nnow": 3}}), [r"pain\nnow"]),
    "a key that clears the screen": (json.dumps({"answers": {"\x1b[2J": 3}}), [r"\x1b[2J"]),
    "a key that is half a sign": ('{"answers": {"\\ud800": 3}}', [r"\ud800"]),
    "an empty key": ('{"answers": {"": 3}}', ["''", "not a question"]),
    "a key without end": (json.dumps({"answers": {"x" * 100_000: 3}}), ["xxx…", "not a question"]),
    "a value without end": (json.dumps({"answers": {"sex": "x" * 100_000}}), ["sex", "…", "female, male"]),
}


@pytest.mark.parametrize("command", ["screen", "plan"])
@pytest.mark.parametrize(("content", "said"), ONE_PROBLEM.values(), ids=ONE_PROBLEM)
def test_each_mistake_gets_one_line_that_names_file_key_and_mend(run, tmp_path, command, content, said):
    path = tmp_path / "mine.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    result = run(command, str(path), "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith(f"{path}: ") and len(lines[0]) < 600
    assert [part for part in said if part not in lines[0]] == []
    assert lines[0].endswith((".", "?"))


def test_several_mistakes_are_all_said_one_a_line(run, tmp_path):
    path = tmp_path / "mine.json"
    table = {
        "answers": {"pain-nw": 3, "pain-now": 99, "sex": "m", "session-fever": True},
        "today": "soon",
        "stage": "x",
        "region": "??",
        "note": "mine",
    }
    path.write_text(json.dumps(table))
    result = run("plan", str(path))
    assert result.exit_code == 2
    keys = [line.removeprefix(f"{path}: ").partition(":")[0] for line in result.stderr.splitlines()]
    assert sorted(keys) == ["note", "pain-now", "pain-nw", "region", "session-fever", "sex", "stage", "today"]


def test_a_day_that_cannot_be_read_blames_no_due_date(run, tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"answers": {"pregnant": True, "due-date": "2019-05-01"}, "today": "2019-2-1"}))
    result = run("screen", str(path))
    assert [line.removeprefix(f"{path}: ").partition(":")[0] for line in result.stderr.splitlines()] == ["today"]


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    result = run("plan", str(tmp_path / "nowhere.json"))
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path}/nowhere.json: there is no such file. Check the name and the folder.\n"


def test_a_folder_is_not_a_file(run, tmp_path):
    result = run("plan", str(tmp_path))
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path}: is a folder. Name a file in it.\n")


def test_a_file_behind_a_file_is_said(run, tmp_path):
    (tmp_path / "file").write_text("{}")
    result = run("plan", str(tmp_path / "file" / "inner.json"))
    assert result.exit_code == 2
    assert "cannot be read (Not a directory)" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything; the next test stands in")
def test_a_file_without_permission_is_said(run, tmp_path):
    path = tmp_path / "mine.json"
    path.write_text('{"answers": {}}')
    path.chmod(0)
    result = run("plan", str(path))
    assert result.exit_code == 2
    assert "may not be read" in result.stderr


def test_a_refused_permission_is_said(run, monkeypatch):
    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    result = run("plan", "mine.json")
    assert (result.exit_code, "mine.json: may not be read." in result.stderr) == (2, True)


def test_standard_input_is_called_by_its_name(run):
    result = run("screen", "-", input="[]")
    assert result.exit_code == 2
    assert result.stderr.startswith("standard input: holds no JSON object")


def test_a_large_pipe_is_refused_before_all_of_it_is_read(run, monkeypatch):
    class Endless:
        taken = 0

        def read(self, size: int) -> bytes:
            self.taken += size
            return b" " * size

    endless = Endless()
    monkeypatch.setattr("backwise.cli._standard_input", lambda: endless)
    result = run("screen", "-")
    assert (result.exit_code, endless.taken) == (2, 1_000_001)
    assert "larger than 1 MB" in result.stderr


def test_a_closed_standard_input_is_said(run, monkeypatch):
    monkeypatch.setattr("backwise.cli._standard_input", lambda: None)
    result = run("screen", "-")
    assert (result.exit_code, result.stderr.startswith("standard input: is closed.")) == (2, True)


def test_an_unknown_programme_is_refused_with_the_list(run, write_answers):
    result = run("plan", write_answers(), "--programme", "hospital", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--programme: hospital is not a programme" in result.stderr
    assert "personal" in run("plan", write_answers(), "--programme", "zzz").stderr


def test_a_knowledge_folder_that_is_not_there_is_said(run, tmp_path):
    result = run("--knowledge", str(tmp_path / "nowhere"), "questions")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{tmp_path}/nowhere: --knowledge: is not a folder." in result.stderr


def test_an_overlay_that_loosens_is_refused(run, tmp_path):
    folder = tmp_path / "conditions" / "slipped-disc"
    folder.mkdir(parents=True)
    (folder / "condition.toml").write_text('[verdicts]\nabdominal-curl = "ok"\n')
    result = run("--knowledge", str(tmp_path), "exercises", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "would loosen never to ok" in result.stderr


@pytest.mark.parametrize("command", ["exercises", "plan", "check"])
def test_an_overlay_that_names_what_is_not_there_gets_findings_and_no_traceback(run, tmp_path, write_answers, command):
    folder = tmp_path / "exercises" / "hop"
    folder.mkdir(parents=True)
    bridge = (BUILT_IN / "exercises/bridge/exercise.toml").read_text("utf-8")
    (folder / "exercise.toml").write_text(bridge.replace('"held-muscle-work"', '"hopping"'), "utf-8")
    file = [write_answers()] if command == "plan" else []
    result = run("--knowledge", str(tmp_path), command, *file)
    assert result.exit_code == (1 if command == "check" else 2)
    assert "exercises/hop/exercise.toml: movements: " in result.output and "'hopping'" in result.output


@pytest.mark.parametrize(
    "arguments", [["plna"], ["plan"], ["plan", "a", "b"], ["questions", "--xml"], ["serve", "--port", "x"]]
)
def test_a_wrong_call_is_refused_in_words(run, arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_a_byte_order_mark_is_no_mistake(run, write_answers):
    path = Path(write_answers())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert run("screen", str(path)).exit_code == 0


def test_null_means_not_answered(run, write_answers, baseline):
    path = Path(write_answers())
    path.write_text(
        json.dumps({"answers": {**baseline, "pregnant": None}, "today": None, "stage": None, "region": None})
    )
    result = run("screen", str(path), "--json")
    assert "pregnant" in json.loads(result.stdout)["unanswered"]
