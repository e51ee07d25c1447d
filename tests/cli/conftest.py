"""The command line in this process, and files to feed it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from backwise.cli import app
from backwise.library.files import BUILT_IN

Run = Callable[..., Any]
WriteFile = Callable[..., str]


@pytest.fixture
def run() -> Run:
    """`run("plan", file, "--json", input=…, columns=60)` in this process: exit code, stdout, stderr."""

    def invoke(*arguments: str, input: str | bytes | None = None, columns: int = 80) -> Any:
        result = CliRunner().invoke(app, list(arguments), input=input, env={"COLUMNS": str(columns)})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def baseline() -> dict[str, Any]:
    """The answers of a person to whom nothing applies."""
    answers: dict[str, Any] = tomllib.loads((BUILT_IN / "baseline.toml").read_text("utf-8"))["answers"]
    return answers


@pytest.fixture
def write_answers(tmp_path: Path, baseline: dict[str, Any]) -> WriteFile:
    """`write_answers(pain_now=7, today=…)`: a file of the baseline with other answers (None leaves one out); its name."""

    def write(today: str = "2026-11-21", top: dict[str, Any] | None = None, **changes: Any) -> str:
        answers = {**baseline, **{key.replace("_", "-"): value for key, value in changes.items()}}
        kept = {key: value for key, value in answers.items() if value is not None}
        path = tmp_path / "answers.json"
        path.write_text(json.dumps({"answers": kept, "today": today, **(top or {})}), "utf-8")
        return str(path)

    return write
