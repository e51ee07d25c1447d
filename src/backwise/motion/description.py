"""What a motion.toml says: key poses as full descriptions, camera, props, marks and timing. Every mistake names its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from backwise.library.findings import Finding, unknown

from .fields import check_motion, check_preset
from .skeleton import SIDES, Skeleton

LIMBS = ("leg", "arm")
# What fixes a limb. A new pin takes the place of an old one; `free` only lets go of it.
PINS = ("plant", "aim", "ankle_to", "hand", "prop")
LETS_GO = (*PINS, "free")
DEFAULT_CAMERA = {"yaw": 14.0, "pitch": 10.0}
DEFAULT_LOOK = "grey-bob"
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds: at rest, the whole way out, at the target, the whole way back; or of one round of a cycle."""

    rest: float = 1.0
    out: float = 2.5
    hold: float = 2.6
    back: float = 2.5
    round: float = 2.0


@dataclass(frozen=True, slots=True)
class Description:
    """One motion as written. `keys` are whole pose descriptions in order; `passed` are keys that it moves through without resting."""

    id: str
    yaw: float
    pitch: float
    look: str
    bare_feet: bool
    spine: bool
    shadow: bool
    cycle: bool
    muscles: tuple[tuple[str, str], ...]
    muscles_at_start: bool
    focus: tuple[float, float] | None
    show: tuple[str, str]
    props: tuple[Table, ...]
    arrows: tuple[Table, ...]
    keys: Mapping[str, Table]
    passed: frozenset[str] = frozenset()
    timing: Timing = field(default_factory=Timing)


def read_description(
    exercise: str,
    file: str,
    table: Table,
    presets: Mapping[str, Table],
    timing: Mapping[str, float],
    skeleton: Skeleton,
) -> tuple[Description | None, list[Finding]]:
    """The motion of a table, or None and what is wrong with it. `timing` is what the exercise's dose says."""
    findings = list(check_motion(file, table, skeleton))
    if not findings:
        findings = list(_names(file, table, presets, skeleton))
    return (None if findings else _build(exercise, table, presets, timing)), findings


def check_presets(presets: Mapping[str, Table], skeleton: Skeleton) -> Iterator[Finding]:
    """What is wrong with poses/*.toml."""
    for name, table in presets.items():
        file = f"poses/{name}.toml"
        yield from check_preset(file, table, skeleton)
        base = table.get("use")
        if base is not None and (base not in presets or presets[base].get("use") == name):
            yield unknown(file, "use", str(base), "pose", presets)


def _names(file: str, table: Table, presets: Mapping[str, Table], skeleton: Skeleton) -> Iterator[Finding]:
    """Names that point at nothing: presets, earlier keys, looks, regions."""
    earlier: list[str] = []
    for name, key in table["keys"].items():
        where = f"keys.{name}"
        if "use" in key and key["use"] not in presets:
            yield unknown(file, f"{where}.use", key["use"], "pose", presets)
        if "from" in key and key["from"] not in earlier:
            yield unknown(file, f"{where}.from", key["from"], "earlier key pose", earlier)
        if not earlier and "use" not in key and "anchor" not in key and "rest" not in key:
            mend = "Start from a pose (use) or say what rests where."
            yield Finding(file, where, "is the first key pose and starts from nothing.", mend)
        earlier.append(name)
    if table.get("look", DEFAULT_LOOK) not in skeleton.looks:
        yield unknown(file, "look", table["look"], "look", skeleton.looks)
    for place, (region, _) in enumerate(table.get("muscles", ())):
        if region not in skeleton.muscles:
            yield unknown(file, f"muscles[{place}]", region, "region", skeleton.muscles)
    for place, name in enumerate(table.get("show", ())):
        if name not in earlier:
            yield unknown(file, f"show[{place}]", name, "key pose", earlier)
    for place, arrow in enumerate(table.get("arrow", ())):
        for name in arrow.get("keys", ()):
            if name not in earlier:
                yield unknown(file, f"arrow[{place}].keys", name, "key pose", earlier)


def _build(exercise: str, table: Table, presets: Mapping[str, Table], timing: Mapping[str, float]) -> Description:
    camera = {**DEFAULT_CAMERA, **table.get("camera", {})}
    keys = _keys(table["keys"], presets)
    names = list(keys)
    first, last = table.get("show", (names[0], names[-1]))
    focus = table.get("focus", {}).get("x")
    return Description(
        exercise,
        camera["yaw"],
        camera["pitch"],
        table.get("look", DEFAULT_LOOK),
        table.get("bare_feet", False),
        table.get("spine", False),
        table.get("shadow", True),
        table.get("cycle", False),
        tuple((region, does) for region, does in table.get("muscles", ())),
        table.get("muscles_at_start", False),
        (focus[0], focus[1]) if focus else None,
        (first, last),
        tuple(table.get("props", ())),
        tuple(table.get("arrow", ())),
        keys,
        frozenset(name for name, key in table["keys"].items() if key.get("pass")),
        Timing(**{**timing, **table.get("timing", {})}),
    )


def _keys(written: Table, presets: Mapping[str, Table]) -> dict[str, Table]:
    keys: dict[str, Table] = {}
    for name, key in written.items():
        changes = {field: value for field, value in key.items() if field not in ("use", "from", "pass")}
        base: Table = keys[key.get("from", list(keys)[-1])] if keys else {}
        keys[name] = combine(preset(key["use"], presets) if "use" in key else base, changes)
    return keys


def preset(name: str, presets: Mapping[str, Table]) -> Table:
    """A preset as a whole, both sides written out."""
    table = presets[name]
    changes = {field: value for field, value in table.items() if field != "use"}
    return combine(preset(table["use"], presets) if "use" in table else {}, changes)


def combine(base: Table, changes: Table) -> dict[str, Any]:
    """A pose with changes. A new pin on a limb takes the place of that limb's old one."""
    before, after = both_sides(base), both_sides(changes)
    for limb in (f"{kind}{side}" for kind in LIMBS for side in SIDES):
        if limb in before and any(key in after.get(limb, {}) for key in LETS_GO):
            before[limb] = {key: value for key, value in before[limb].items() if key not in (*LETS_GO, "pole")}
    return _merged(before, after)


def both_sides(table: Table) -> dict[str, Any]:
    """`leg` and `arm` written out as right and left (its mirror image); what stands for one side goes over it."""
    out = {key: deepcopy(value) for key, value in table.items() if key not in LIMBS}
    for kind in LIMBS:
        if kind not in table:
            continue
        for side in SIDES:
            limb = deepcopy(table[kind]) if side == "R" else mirrored(table[kind])
            own = out.get(f"{kind}{side}", {})
            if any(key in own for key in LETS_GO):
                limb = {key: value for key, value in limb.items() if key not in (*PINS, "pole")}
            out[f"{kind}{side}"] = _merged(limb, own)
    return out


def _merged(base: Table, changes: Table) -> dict[str, Any]:
    out = dict(base)
    for key, value in changes.items():
        old = out.get(key)
        out[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else deepcopy(value)
    return out


def mirrored(limb: Table) -> dict[str, Any]:
    """A right limb's description as the left one's."""
    out = {
        key: _mirrored_pin(value) if key in PINS and key != "aim" else deepcopy(value) for key, value in limb.items()
    }
    if "pole" in limb:
        out["pole"] = _across(limb["pole"])
    return out


def _mirrored_pin(pin: Table) -> dict[str, Any]:
    out = dict(deepcopy(pin))
    for key in ("at", "by", "fingers", "palm", "elbow", "toward"):
        if key in out:
            out[key] = _across(out[key])
    if "turn" in out:
        out["turn"] = -out["turn"]
    if "to" in out and out["to"][-2:] in ("_R", "_L"):
        out["to"] = out["to"][:-1] + ("L" if out["to"].endswith("R") else "R")
    return out


def _across(values: Sequence[float]) -> list[float]:
    return [*values[:-1], -values[-1]]
