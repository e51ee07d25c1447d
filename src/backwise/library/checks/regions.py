"""Every region has an emergency number that can be dialled, and no time zone belongs to two regions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zoneinfo import available_timezones

from backwise.engine.library import Library
from backwise.engine.model import Region

from ..files import Files
from ..findings import Finding
from ..layout import REGION

EMERGENCY = re.compile(r"\d{2,6}")
TELEPHONE = re.compile(r"\+?\d+([ -]\d+)*")
LINES = ("urgent_advice", "maternity", "poison", "crisis")


def is_telephone(number: str) -> bool:
    """Digits, with single spaces or hyphens between them."""
    return TELEPHONE.fullmatch(number) is not None


def check(library: Library, files: Files) -> Iterable[Finding]:
    seen: dict[str, str] = {}
    zones = available_timezones()
    for region in library.regions.values():
        path = REGION.path(region.id)
        if not EMERGENCY.fullmatch(region.emergency.number.replace(" ", "")):
            mend = "Use the digits that people dial there, nothing else."
            yield Finding(path, "emergency.number", f"is {region.emergency.number!r}.", mend)
        yield from _lines(path, region)
        for zone in region.time_zones:
            if zone not in zones:
                yield Finding(path, "time_zones", f"names {zone!r}, which is no time zone.", "Use an IANA name.")
            if zone in seen:
                what = f"names {zone!r}, as {seen[zone]} does."
                yield Finding(path, "time_zones", what, "A zone suggests one region: take it out of one of them.")
            seen[zone] = region.id


def _lines(path: str, region: Region) -> Iterator[Finding]:
    for key in LINES:
        line = getattr(region, key)
        if line is None:
            continue
        if not is_telephone(line.number):
            yield Finding(
                path, f"{key}.number", f"is {line.number!r}.", "Use digits, with spaces or hyphens between them."
            )
        if not line.name.strip():
            yield Finding(path, f"{key}.name", "is empty.", "Say whom this number reaches.")
