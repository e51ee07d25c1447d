"""Whatever stands in a file: exit 0, 2 or 3, never a traceback; JSON or nothing on standard output."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from backwise.care.answer_files import file_facts
from backwise.cli import app
from backwise.engine.model import FactDefinition, Stage
from backwise.library import load_library
from backwise.library.cases import baseline_answers, baseline_day
from backwise.library.files import read_files

LIBRARY = load_library()
FACTS = file_facts(LIBRARY)
FILES = read_files()
BASE, DAY = baseline_answers(FILES), baseline_day(FILES)
COMMANDS = st.sampled_from(["screen", "plan"])
BOUNDED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)


def possible(fact: FactDefinition) -> st.SearchStrategy[Any]:
    """Answers that this question takes."""
    days = st.dates(date(2025, 1, 1), date(2028, 1, 1)).map(date.isoformat)
    kinds = {
        "boolean": st.booleans(),
        "choice": st.sampled_from(fact.options or ("-",)),
        "choices": st.lists(st.sampled_from(fact.options or ("-",)), max_size=5),
        "integer": st.integers(int(fact.minimum or 0), int(fact.maximum or 0)),
        "number": st.floats(fact.minimum or 0, fact.maximum or 0),
        "date": days,
    }
    return st.just("unsure") | kinds[fact.kind]


right_answers = st.fixed_dictionaries({}, optional={key: possible(fact) for key, fact in FACTS.items()})
today = st.dates(date(1990, 1, 1), date(2110, 1, 1)).map(date.isoformat)


def judged(command: str, content: bytes) -> int:
    result = CliRunner().invoke(app, [command, "-", "--json"], input=content)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 2, 3)
    if result.exit_code == 2:
        assert result.stdout == "" and result.stderr.startswith("standard input: ")
        assert all(line.startswith("standard input: ") for line in result.stderr.splitlines())
    else:
        assert json.loads(result.stdout) and result.stderr == ""
    return result.exit_code


@BOUNDED
@given(COMMANDS, st.binary(max_size=300))
def test_any_bytes(command, content):
    judged(command, content)


@BOUNDED
@given(COMMANDS, st.text(alphabet='{}[]",:\\ \n-+.0123456789eEtruefalsnNI\u0660\ud7ff', max_size=60))
def test_any_text_of_json_signs(command, content):
    judged(command, content.encode())


@BOUNDED
@given(COMMANDS, anything)
@example("screen", {"answers": {"": None}})
def test_any_json(command, value):
    judged(command, json.dumps(value).encode())


@BOUNDED
@given(
    COMMANDS,
    st.fixed_dictionaries(
        {
            "answers": st.dictionaries(
                st.sampled_from(sorted(LIBRARY.facts)) | st.text(max_size=9), anything, max_size=5
            )
        },
        optional={"today": anything, "stage": anything, "region": anything, "more": anything},
    ),
)
def test_any_values_in_the_right_places(command, table):
    judged(command, json.dumps(table).encode())


@settings(BOUNDED, max_examples=200)
@given(
    COMMANDS,
    right_answers,
    st.fixed_dictionaries(
        {},
        optional={"today": today, "stage": st.sampled_from(Stage), "region": st.sampled_from(sorted(LIBRARY.regions))},
    ),
)
def test_any_possible_answers(command, answers, top):
    judged(command, json.dumps({"answers": answers, **top}).encode())


@BOUNDED
@given(st.data())
def test_a_cleared_person_with_any_other_answers_gets_reasons_for_everything(data):
    """The plain baseline with some answers changed: what is made is complete."""
    changed = data.draw(st.lists(st.sampled_from(sorted(FACTS)), max_size=6, unique=True))
    answers = {**BASE, **{key: data.draw(possible(FACTS[key])) for key in changed}}
    day = DAY + timedelta(days=data.draw(st.integers(0, 400)))
    result = CliRunner().invoke(
        app, ["plan", "-", "--json"], input=json.dumps({"answers": answers, "today": day.isoformat()})
    )
    assert result.exit_code in (0, 2, 3)
    if result.exit_code == 0:
        plan = json.loads(result.stdout)
        assert len(plan["exercises"]) >= 3
        assert all(item["why"] for item in (*plan["exercises"], *plan["left_out"]))
        assert not {item["id"] for item in plan["exercises"]} & {item["id"] for item in plan["left_out"]}
