"""docs/manual/commands.md and questions.md are what the code writes, and they leave nothing out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from backwise import cli
from backwise.care import listings, manual
from backwise.library import load_library

MANUAL = Path(__file__).parents[2] / "docs" / "manual"
HOW = "The code or the knowledge has changed: write the page anew with `make manual`."
TOP: Any = get_command(cli.app)


def undocumented(commands: dict[str, Any], page: str) -> list[str]:
    """Commands without a part of their own, options and arguments that their part does not name."""
    found = []
    for name, command in commands.items():
        _, heading, part = page.partition(f"\n## {name}\n")
        part = part.partition("\n## ")[0]
        if not heading:
            found.append(name)
        for item in command.params:
            names = [item.metavar] if item.param_type_name == "argument" else item.opts
            found += [f"{name} {each}" for each in names if f"`{each}" not in part]
    return found


def listed() -> dict[str, Any]:
    return {name: command for name, command in TOP.commands.items() if not command.hidden}


def test_the_page_of_commands_is_the_one_that_the_code_writes():
    assert (MANUAL / "commands.md").read_text("utf-8") == manual.commands_page(TOP, load_library()), HOW


def test_the_page_of_questions_is_the_one_that_the_code_writes():
    assert (MANUAL / "questions.md").read_text("utf-8") == manual.questions_page(load_library()), HOW


def test_every_command_and_option_is_documented():
    assert undocumented(listed(), (MANUAL / "commands.md").read_text("utf-8")) == []


def test_only_the_writer_of_the_manual_is_hidden():
    assert [name for name, command in TOP.commands.items() if command.hidden] == ["write-manual"]


@pytest.mark.parametrize("cut", ["\n## plan\n", "`--programme ID`", "`FILE`"])
def test_a_command_or_option_that_is_not_there_is_found(cut):
    page = (MANUAL / "commands.md").read_text("utf-8")
    assert cut in page
    assert undocumented(listed(), page.replace(cut, ""))


def test_every_option_says_what_it_does():
    silent = [(name, item.name) for name, command in TOP.commands.items() for item in command.params if not item.help]
    assert silent == []


def test_every_question_of_the_knowledge_stands_in_the_page():
    page, library = (MANUAL / "questions.md").read_text("utf-8"), load_library()
    since_seen = {key for key in library.facts if key.startswith("new-or-worse-since-seen-")}
    assert [key for key in library.facts if f"| `{key}` |" not in page and key not in since_seen] == []
    assert {item["id"] for item in listings.questions(library)} <= set(library.facts)


def test_the_manual_is_written_where_it_is_asked_for(tmp_path):
    from typer.testing import CliRunner

    result = CliRunner().invoke(cli.app, ["write-manual", str(tmp_path)])
    assert result.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["commands.md", "questions.md"]
    assert (tmp_path / "questions.md").read_text("utf-8") == manual.questions_page(load_library())


def test_a_shape_is_what_values_have_in_common():
    assert (
        manual.shape([{"a": 1, "b": [None, "x"]}, {"a": None, "b": []}]) == '{"a": number or null, "b": [text or null]}'
    )
    assert manual.shape([True, "x", 2.5]) == "true or false or text or number"


@pytest.mark.parametrize(
    "page", sorted((Path(__file__).parents[2] / "docs" / "manual").glob("*.md")), ids=lambda page: page.name
)
def test_no_part_of_the_manual_stands_twice(page):
    headings = [line for line in page.read_text().splitlines() if line.startswith("## ")]
    assert headings and len(headings) == len(set(headings))
