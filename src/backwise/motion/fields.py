"""The fields that motion.toml and poses/*.toml may have, and what each must be."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from backwise.library.findings import Finding, unknown

from .skeleton import Skeleton

Table = Mapping[str, Any]
# A rule looks at a value: "" when it is right, else what it must be ("a number").
Rule = Callable[[Any, Skeleton], str]
# An arrow shows at least this share of its way.
SHORTEST_SHARE = 0.2


def number(value: Any, _: Skeleton) -> str:
    right = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return "" if right else "a number"


def seconds(value: Any, skeleton: Skeleton) -> str:
    return "" if not number(value, skeleton) and value > 0 else "a number above 0"


def flag(value: Any, _: Skeleton) -> str:
    return "" if isinstance(value, bool) else "true or false"


def text(value: Any, _: Skeleton) -> str:
    return "" if isinstance(value, str) and value else "a name"


def numbers(least: int, most: int = 0, free: bool = False) -> Rule:
    """A list of so many numbers; with `free`, "free" may stand for one."""
    most = most or least
    count = str(least) if least == most else f"{least} to {most}"

    def rule(value: Any, skeleton: Skeleton) -> str:
        right = isinstance(value, list) and least <= len(value) <= most
        right = right and all((free and item == "free") or not number(item, skeleton) for item in value)
        return "" if right else f"a list of {count} numbers" + (' ("free" where nothing is fixed)' if free else "")

    return rule


def rising(value: Any, skeleton: Skeleton) -> str:
    """From … to."""
    right = not numbers(2)(value, skeleton) and value[0] < value[1]
    return "" if right else "a list of 2 numbers, the smaller one first"


def share(value: Any, skeleton: Skeleton) -> str:
    """A piece of a way, long enough to be drawn."""
    right = not rising(value, skeleton) and value[0] >= 0 and value[1] <= 1 and value[1] - value[0] >= SHORTEST_SHARE
    return "" if right else f"two numbers from 0 to 1, at least {SHORTEST_SHARE} apart"


def direction(value: Any, skeleton: Skeleton) -> str:
    right = not numbers(2)(value, skeleton) and any(value)
    return "" if right else "a list of 2 numbers, not both 0"


def one_of(*words: str) -> Rule:
    return lambda value, _: "" if value in words else f"one of {', '.join(words)}"


def point(value: Any, skeleton: Skeleton) -> str:
    """A named point of the body."""
    if isinstance(value, str) and value in skeleton.points:
        return ""
    close = get_close_matches(str(value), skeleton.points, 1)
    return "a point of the body" + (f" (did you mean {close[0]}?)" if close else "")


def head(value: Any, skeleton: Skeleton) -> str:
    return "" if value == "free" or not number(value, skeleton) else 'a number, or "free"'


def rest(value: Any, skeleton: Skeleton) -> str:
    """What lies where: [set, height] or [[blobs], height] or ["stand", how straight the legs are]."""
    wanted = '[a set or list of blobs, its height], or ["stand", a share of the leg\'s length]'
    if not isinstance(value, list) or len(value) != 2 or number(value[1], skeleton):
        return wanted
    on = value[0]
    known = on == "stand" or on in skeleton.sets if isinstance(on, str) else _blobs(on, skeleton)
    return "" if known else wanted


def _blobs(names: Any, skeleton: Skeleton) -> bool:
    right = isinstance(names, list) and bool(names)
    return right and all(isinstance(name, str) and name in skeleton.blobs for name in names)


def muscles(value: Any, _: Skeleton) -> str:
    right = isinstance(value, list) and len(value) <= 2
    right = right and all(
        isinstance(item, list) and len(item) == 2 and isinstance(item[0], str) and item[1] in ("work", "stretch")
        for item in value
    )
    return "" if right else 'two at most of [region, "work" or "stretch"]'


def names(value: Any, _: Skeleton) -> str:
    right = isinstance(value, list) and len(value) == 2 and all(isinstance(item, str) for item in value)
    return "" if right else "two names of key poses"


def through(value: Any, skeleton: Skeleton) -> str:
    """A strap's way: [point, offset] each."""
    right = isinstance(value, list) and len(value) > 1
    right = right and all(
        isinstance(item, list) and len(item) == 2 and not point(item[0], skeleton) and not numbers(3)(item[1], skeleton)
        for item in value
    )
    return "" if right else "a list of [point, [x, y, z]]"


ANGLES = {"flex": number, "side": number, "rot": number}
LEG = {
    **dict.fromkeys(("hip", "abd", "rot", "knee", "ankle", "tip", "spread"), number),
    "free": flag,
    "aim": numbers(3),
    "pole": numbers(3),
    "plant": {"at": numbers(2), **dict.fromkeys(("turn", "lift", "y", "tilt"), number)},
    "ankle_to": {"to": point, "by": numbers(3)},
}
ARM = {
    **dict.fromkeys(("flex", "abd", "rot", "elbow", "wrist", "pron", "curl"), number),
    "free": flag,
    "pole": numbers(3),
    "hand": {
        "at": numbers(3),
        "to": point,
        **dict.fromkeys(("by", "fingers", "palm"), numbers(3)),
        "curl": number,
        "touch": one_of("palm", "wrist"),
    },
    "prop": dict.fromkeys(("elbow", "toward", "fingers", "palm"), numbers(3)),
}
POSE = {
    "use": text,
    "pelvis": dict.fromkeys(("pitch", "roll", "yaw", "side"), number),
    "lumbar": ANGLES,
    "thorax": ANGLES,
    "neck": ANGLES,
    "head": head,
    **dict.fromkeys(("leg", "legR", "legL"), LEG),
    **dict.fromkeys(("arm", "armR", "armL"), ARM),
    "anchor": point,
    "at": numbers(3, free=True),
    "rest": rest,
}
KEY = {**POSE, "from": text, "pass": flag}
PROPS: dict[str, Mapping[str, Any]] = {
    "mat": {"x": rising, "z": rising},
    "floor": {"x": rising, "z": rising},
    "bed": {"x": rising, "z": rising, "height": number},
    "wall": {"x": number, "z": rising, "height": number, "side": number},
    "chair": {"x": rising, "z": rising, "height": number, "back_height": number, "back": flag, "flip": flag},
    "counter": {"x": rising, "z": rising, "height": number, "front": flag},
    "bike": {"crank": numbers(3), "seat": numbers(3), "bar": numbers(3)},
    "pool": {"x": rising, "z": rising, "bottom": number, "height": number},
    "pillow": {"at": numbers(3), "radii": numbers(3), "to": point, "offset": numbers(3), "among_limbs": flag},
    "towel": {"through": through, "behind": flag},
}
ARROW = {
    "track": point,
    "at": point,
    "around": point,
    "radius": number,
    "turn": numbers(2),
    "by": numbers(2),
    "direction": direction,
    "length": number,
    "span": share,
    "min": number,
    "keys": names,
    "both": flag,
}
MOTION = {
    "clinician": lambda value, _: "" if isinstance(value, str) else "who signed the pictures, or empty",
    "camera": {"yaw": number, "pitch": number},
    "look": text,
    **dict.fromkeys(("bare_feet", "spine", "shadow", "cycle", "muscles_at_start"), flag),
    "muscles": muscles,
    "focus": {"x": rising},
    "show": names,
    "timing": dict.fromkeys(("rest", "out", "hold", "back", "round"), seconds),
}
LISTS = ("props", "arrow", "keys")
# What a table cannot do without, by its name: one of each group.
NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "plant": (("at",),),
    "ankle_to": (("to",),),
    "hand": (("at", "to"),),
    "prop": (("elbow",), ("toward",)),
    "focus": (("x",),),
    "arrow": (("track", "at", "around"),),
    "wall": (("x",),),
    "bed": (("x",), ("z",)),
    "counter": (("x",),),
    "bike": (("crank",), ("seat",), ("bar",)),
    "pool": (("x",), ("height",)),
    "pillow": (("at", "to"),),
    "towel": (("through",),),
}
# Of a table by its name: the field that another one needs beside it.
BESIDE = {
    "hand": (("fingers", "palm"),),
    "arrow": (("at", "direction"), ("around", "radius"), ("around", "turn")),
}


def check_preset(file: str, table: Table, skeleton: Skeleton) -> Iterator[Finding]:
    """What is wrong with the fields of a preset."""
    yield from _fields(file, "", table, POSE, skeleton)


def check_motion(file: str, table: Table, skeleton: Skeleton) -> Iterator[Finding]:
    """What is wrong with the fields of a motion."""
    yield from _fields(file, "", {key: value for key, value in table.items() if key not in LISTS}, MOTION, skeleton)
    keys = table.get("keys")
    if not isinstance(keys, dict) or not all(isinstance(key, dict) for key in keys.values()) or len(keys) < 2:
        mend = "Add [keys.start] and [keys.hold]."
        yield Finding(file, "keys", "does not hold two key poses or more.", mend)
    else:
        for name, key in keys.items():
            yield from _fields(file, f"keys.{name}.", key, KEY, skeleton)
    yield from _listed(file, "arrow", table, lambda _: ARROW, skeleton)
    yield from _listed(file, "props", table, lambda prop: PROPS.get(str(prop.get("type"))), skeleton)


def _listed(
    file: str, key: str, table: Table, fields: Callable[[Table], Mapping[str, Any] | None], skeleton: Skeleton
) -> Iterator[Finding]:
    """What is wrong with each table of an array of tables."""
    items = table.get(key, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        yield Finding(file, key, "is no list of tables.", f"Write each one as [[{key}]].")
        return
    for place, item in enumerate(items):
        known = fields(item)
        if known is None:
            yield unknown(file, f"{key}[{place}].type", str(item.get("type")), "prop", PROPS)
        else:
            rest_of = {name: value for name, value in item.items() if key != "props" or name != "type"}
            yield from _fields(file, f"{key}[{place}].", rest_of, known, skeleton)
            yield from _missing(file, f"{key}[{place}]", str(item.get("type", key)), item)


def _fields(file: str, prefix: str, table: Table, fields: Mapping[str, Any], skeleton: Skeleton) -> Iterator[Finding]:
    for key, value in table.items():
        where = f"{prefix}{key}"
        if key not in fields:
            close = get_close_matches(key, fields, 1)
            mend = f"Did you mean {close[0]}?" if close else f"Use one of {', '.join(fields)}."
            yield Finding(file, where, "is no field of a motion.", mend)
        elif isinstance(fields[key], Mapping):
            if isinstance(value, dict):
                yield from _fields(file, f"{where}.", value, fields[key], skeleton)
                yield from _missing(file, where, key, value)
            else:
                yield Finding(file, where, f"is {value!r}.", "Make it a table of fields.")
        elif wanted := fields[key](value, skeleton):
            yield Finding(file, where, f"is {value!r}.", f"Make it {wanted}.")


def _missing(file: str, where: str, name: str, table: Table) -> Iterator[Finding]:
    """What a table lacks."""
    for group in NEEDS.get(name, ()):
        if not any(field in table for field in group):
            yield Finding(file, f"{where}.{group[0]}", "is missing.", f"Add {' or '.join(group)}.")
    for one, other in BESIDE.get(name, ()):
        if one in table and other not in table:
            yield Finding(file, f"{where}.{other}", f"is missing, and {one} needs it.", f"Add {other}.")
