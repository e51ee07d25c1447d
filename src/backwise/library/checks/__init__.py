"""Everything that is wrong with the knowledge, at once. Each module of this package is one check; there is no register.

A check is a module with `check(library, files)`, which yields findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from backwise.engine.library import Library

from ..files import Files, read_files
from ..findings import Finding
from ..load import build_library
from .reviews import due

Check = Callable[[Library, Files], Iterable[Finding]]


def run_checks(overlays: Sequence[Path] = (), today: date | None = None) -> list[Finding]:
    """Every finding about the knowledge with these overlays, sorted.

    With `today`, what is due for review by then is a finding too.
    """
    return findings_in(read_files(overlays), today)


def findings_in(files: Files, today: date | None = None) -> list[Finding]:
    """Every finding about these files: what the loader could not read, then what each check finds."""
    try:
        library = build_library(files)
    except Exception as error:
        if not files.findings:
            raise
        return sorted({*files.findings, _stopped("the loader", error)})
    found, stopped = set(files.findings), {}
    for name, check in checks():
        try:
            found.update(check(library, files))
        except Exception as error:  # noqa: BLE001 (raised again unless a finding explains it)
            stopped[name] = error
    if stopped and not found:
        raise next(iter(stopped.values()))
    found.update(_stopped(f"the check {name}", error) for name, error in stopped.items())
    if today is not None:
        found.update(due(files, today))
    return sorted(found)


def checks() -> Iterator[tuple[str, Check]]:
    """(name, check) of every module in this package."""
    for module in iter_modules(__path__):
        yield module.name, import_module(f"{__name__}.{module.name}").check


def _stopped(who: str, error: Exception) -> Finding:
    """What is broken elsewhere can stop a check. Without any other finding the error is our own, and is raised."""
    return Finding("-", who, f"stopped early ({error!r}).", "Mend the other findings first, then check again.")
