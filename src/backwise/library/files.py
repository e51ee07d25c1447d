"""The files of the knowledge, overlays laid over them: an overlay may add and tighten, never loosen."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from backwise import __version__

from .findings import Finding

BUILT_IN = Path(__file__).parent.parent / "knowledge"
STRICTNESS = {"ok": 0, "caution": 1, "never": 2}
# Folders whose files hold many ids each: a new file there must not take the place of a number or sentence that stands.
MANY_IDS = {"progression": ("numbers", "ladders"), "messages": ("messages",)}


@dataclass
class Files:
    """Every TOML file by its path relative to the knowledge folder; `findings` are the ones that could not be read."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    version: str = ""

    def folders(self, kind: str, main: str) -> Iterator[tuple[str, str]]:
        """(id, path of its main file) for each folder of a kind, in order of id."""
        prefix, suffix = f"{kind}/", f"/{main}"
        for path in sorted(self.tables):
            if path.startswith(prefix) and path.endswith(suffix):
                yield path[len(prefix) : -len(suffix)], path

    def singles(self, kind: str) -> Iterator[tuple[str, str]]:
        """(id, path) for each single file of a kind."""
        for path in sorted(self.tables):
            folder, _, name = path.rpartition("/")
            if folder == kind:
                yield name.removesuffix(".toml"), path


def read_files(overlays: Sequence[Path] = ()) -> Files:
    """Read the built-in knowledge, then each overlay over it."""
    files = Files()
    digest = hashlib.sha256(__version__.encode())
    for path, content in _contents(BUILT_IN):
        digest.update(path.encode() + content)
        files.tables[path] = _parse(path, content, files.findings)
    for overlay in overlays:
        if not overlay.is_dir():
            files.findings.append(
                Finding(
                    str(overlay), "--knowledge", "is not a folder.", "Name a folder laid out like the knowledge folder."
                )
            )
            continue
        for path, content in _contents(overlay):
            digest.update(path.encode() + content)
            _lay_over(files, path, _parse(path, content, files.findings))
    files.version = digest.hexdigest()[:12]
    return files


@lru_cache(maxsize=4)
def kept_files(overlays: Sequence[Path] = ()) -> Files:
    """The files with overlays (a tuple of folders), read once a process; what reads them must not change them."""
    return read_files(overlays)


def _contents(root: Path) -> Iterable[tuple[str, bytes]]:
    for path in sorted(root.rglob("*.toml")):
        yield path.relative_to(root).as_posix(), path.read_bytes()


def _parse(path: str, content: bytes, findings: list[Finding]) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        findings.append(Finding(path, "-", f"cannot be read as TOML: {error}.", "Mend the line that it names."))
        return {}


def _lay_over(files: Files, path: str, table: dict[str, Any]) -> None:
    if path not in files.tables:
        files.findings.extend(_replacing(files, path, table))
        files.tables[path] = table
    elif path.startswith("conditions/") and set(table) == {"verdicts"}:
        _tighten(files, path, table["verdicts"])
    else:
        files.findings.append(
            Finding(
                path,
                "-",
                "stands in the built-in knowledge already.",
                "An overlay adds new ids, or tightens [verdicts] of a condition.",
            )
        )


def _replacing(files: Files, path: str, table: Mapping[str, Any]) -> Iterator[Finding]:
    """Ids of a new file that stand in another file of its folder already."""
    folder = path.rpartition("/")[0]
    for group in MANY_IDS.get(folder, ()):
        standing = {key for _, other in files.singles(folder) for key in files.tables[other].get(group, {})}
        for key in standing.intersection(table.get(group, {})):
            what = "stands in the built-in knowledge already."
            yield Finding(path, f"{group}.{key}", what, "An overlay adds new ids: choose another one.")


def _tighten(files: Files, path: str, verdicts: Mapping[str, str]) -> None:
    standing = files.tables[path].setdefault("verdicts", {})
    for tag, verdict in verdicts.items():
        before = standing.get(tag, "ok")
        if STRICTNESS.get(verdict, -1) < STRICTNESS.get(before, 0):
            what = f"would loosen {before} to {verdict}."
            files.findings.append(
                Finding(path, f"verdicts.{tag}", what, "An overlay may only tighten: leave it or make it stricter.")
            )
        else:
            standing[tag] = verdict
