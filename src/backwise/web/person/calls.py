"""Whom to call: the lines of the person's region as links, in the order that fits the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backwise.care.screening import Status
from backwise.engine.library import Library
from backwise.engine.model import Region


@dataclass(frozen=True, slots=True)
class Call:
    """One line: `kind` (emergency, urgent, maternity, poison, crisis), the number as printed and as a link."""

    kind: str
    number: str
    name: str

    @property
    def link(self) -> str:
        return "tel:" + "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


def region_of(status: Status, library: Library) -> Region | None:
    """The region that the person chose; None when it is not known."""
    return library.regions.get(str(status.state.settings.get("region", "")))


def lines_of(region: Region | None) -> Mapping[str, Call]:
    """Every line of the region by kind."""
    if region is None:
        return {}
    lines = {
        "emergency": region.emergency,
        "urgent": region.urgent_advice,
        "maternity": region.maternity,
        "poison": region.poison,
        "crisis": region.crisis,
    }
    return {kind: Call(kind, line.number, line.name) for kind, line in lines.items() if line}


def placeholders(region: Region | None, library: Library) -> Mapping[str, str]:
    """What fills {emergency} and {urgent} in the words of the results."""
    lines = lines_of(region)
    emergency, urgent = lines.get("emergency"), lines.get("urgent")
    return {
        "emergency": emergency.number if emergency else library.texts["level.emergency-unknown"],
        "urgent": urgent.number if urgent else library.texts["level.urgent-unknown"],
    }
