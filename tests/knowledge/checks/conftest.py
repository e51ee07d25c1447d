"""The built-in knowledge with something broken in it: each check is run on bad data that it must find."""

from __future__ import annotations

import copy
from types import ModuleType
from typing import Any

import pytest

from backwise.library.files import Files, read_files
from backwise.library.findings import Finding
from backwise.library.load import build_library


class Knowledge:
    """The knowledge files in memory. `knowledge[path]` is a file's table, to be changed; nothing on disk is."""

    def __init__(self, files: Files) -> None:
        self.files = Files(dict(files.tables), version=files.version)

    def __getitem__(self, path: str) -> dict[str, Any]:
        self.files.tables[path] = copy.deepcopy(self.files.tables[path])
        return self.files.tables[path]

    def __setitem__(self, path: str, table: dict[str, Any]) -> None:
        self.files.tables[path] = table

    def __delitem__(self, path: str) -> None:
        del self.files.tables[path]

    def found_by(self, check: ModuleType) -> list[Finding]:
        """What one check finds, sorted."""
        return sorted(set(check.check(build_library(self.files), self.files)))


@pytest.fixture(scope="session")
def built_in() -> Files:
    return read_files()


@pytest.fixture
def knowledge(built_in: Files) -> Knowledge:
    return Knowledge(built_in)
