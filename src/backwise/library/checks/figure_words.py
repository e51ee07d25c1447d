"""Every coloured region and every look of the body has its words, and no words name one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding, unknown

BODY = "skeleton.toml"
REGION, LOOK = "figure.region.", "figure.look."
# The name of a region of one side only, where it has two.
ONE = ".one"


def check(library: Library, files: Files) -> Iterable[Finding]:
    body = files.tables.get(BODY, {})
    wanted = {f"{LOOK}{look}" for look in body.get("looks", {})} | set(_regions(body.get("muscles", {})))
    written = dict(_written(files))
    for key in wanted - set(written):
        yield Finding("messages", key, "is missing.", f"{BODY} has it: write its words.")
    for key in set(written) - wanted:
        yield unknown(written[key], key, key, "region or look", sorted(wanted))


def _regions(muscles: Mapping[str, Any]) -> Iterator[str]:
    """The message ids of the coloured regions: a sided one has a name for both sides and one for one side."""
    for name in muscles:
        yield f"{REGION}{name.removesuffix('_')}"
        if name.endswith("_"):
            yield f"{REGION}{name.removesuffix('_')}{ONE}"


def _written(files: Files) -> Iterator[tuple[str, str]]:
    """(message id, file) of every region and look that has words."""
    for _, path in files.singles("messages"):
        for key in files.tables[path].get("messages", {}):
            if key.startswith((REGION, LOOK)):
                yield key, path
