"""Files that move by themselves: one page with the figure to play and turn, and one animated SVG."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template
from zlib import crc32

import numpy as np

from .animate import body_data, motion_data, phases
from .motion import Motion
from .picture import Options, camera_of, shapes_at, still, view_of
from .shapes import Shape, reached
from .svg import FULL, Writer, document, number

MODULE = Path(__file__).parent.parent / "web" / "static" / "figure.js"
PAGE = Path(__file__).with_name("moving.html")
# Pictures of an animated SVG, from the first key pose to the last and back by the same; of a cycle, once round.
FRAMES, ROUND_FRAMES = 8, 12
# How finely time is cut, pictures a second.
RATE = 50
# The arrow shows before the movement and fades out with it.
ARROW_FADES = 1.6


def page(motion: Motion, title: str, sentence: str, mirror: bool = False) -> str:
    """A page of its own in one file: the figure moves, turns and stops; in words below. It needs no network and no server.

    Without script, or for someone who wants less motion, it shows the first and the target pose.
    """
    first, target = motion.description.show
    _, _, width, height = view_of(motion)
    return Template(PAGE.read_text("utf-8")).substitute(
        title=escape(title),
        sentence=escape(sentence),
        first=still(motion, first, Options(mirror=mirror)),
        target=still(motion, target, Options(mirror=mirror)),
        shape=f"{number(width)} / {number(height)}",
        mirror=json.dumps(mirror),
        module=MODULE.read_text("utf-8"),
        body=_inside(body_data(motion.skeleton)),
        motion=_inside(motion_data(motion)),
    )


def _inside(data: object) -> str:
    """Data as JSON that may stand in a page."""
    return json.dumps(data, separators=(",", ":")).replace("</", "<\\/")


def moving_svg(motion: Motion, label: str = "", mirror: bool = False) -> str:
    """The movement as one SVG that runs for ever: its pictures lie over each other, and one at a time is visible."""
    frames = [_shapes(motion, progress) for progress in progresses(motion)]
    common = _common(frames)
    prefix = f"m{crc32(f'{motion.id} {motion.look.id} {mirror}'.encode()):x}"
    colours = motion.skeleton.colours
    parts = [Writer(f"{prefix}-", colours, FULL).write(frames[0][:common])]
    seconds, shown = timeline(motion)
    for place, shapes in enumerate(frames):
        body = Writer(f"{prefix}-{place}-", colours, FULL).write(shapes[common:])
        parts.append(f'<g visibility="{"hidden" if place else "visible"}">{_switch(place, seconds, shown)}{body}</g>')
    return document("".join(parts), view_of(motion), None, label, mirror)


def progresses(motion: Motion) -> list[float]:
    """The progress of every picture of an animated SVG."""
    if motion.description.cycle:
        return [place / ROUND_FRAMES for place in range(ROUND_FRAMES)]
    return [place / (FRAMES - 1) for place in range(FRAMES)]


def _shapes(motion: Motion, progress: float) -> list[Shape]:
    always = motion.description.cycle
    muscles = 1.0 if always or motion.description.muscles_at_start else progress
    arrows = 1.0 if always else max(0.0, 1 - ARROW_FADES * progress)
    return shapes_at(motion, motion.at(progress), camera_of(motion), muscles, arrows)


def _common(frames: Sequence[Sequence[Shape]]) -> int:
    """How many shapes at the back are the same in every picture."""
    first = frames[0]
    for place, shape in enumerate(first):
        if not all(place < len(shapes) and _same(shape, shapes[place]) for shapes in frames):
            return place
    return len(first)


def _same(one: Shape, other: Shape) -> bool:
    points, others = reached(one), reached(other)
    alike = one.name == other.name and len(points) == len(others)
    return alike and all(np.array_equal(a, b) for a, b in zip(points, others, strict=True))


def timeline(motion: Motion) -> tuple[float, list[tuple[float, int]]]:
    """How long a turn takes (seconds), and [(when it begins, number of the picture)] in it."""
    parts = phases(motion)
    total = sum(length for _, length, _, _ in parts)
    numbers = ((count / RATE, _picture(motion, moment(parts, count / RATE))) for count in range(round(total * RATE)))
    return total, [next(same) for _, same in groupby(numbers, key=lambda item: item[1])]


def _picture(motion: Motion, progress: float) -> int:
    if motion.description.cycle:
        return int(progress * ROUND_FRAMES) % ROUND_FRAMES
    return round(progress * (FRAMES - 1))


def moment(parts: Sequence[Sequence[float | str]], seconds: float) -> float:
    """The progress (0 to 1) so many seconds after the start: as people move, except round a cycle."""
    for name, length, start, end in _numbers(parts):
        if seconds < length:
            share = seconds / length
            eased = share if name == "round" else share**3 * (share * (6 * share - 15) + 10)
            return start + (end - start) * eased
        seconds -= length
    return float(parts[-1][3])


def _numbers(parts: Sequence[Sequence[float | str]]) -> Iterator[tuple[str, float, float, float]]:
    return ((str(name), float(length), float(start), float(end)) for name, length, start, end in parts)


def _switch(place: int, seconds: float, shown: Sequence[tuple[float, int]]) -> str:
    """When a picture is visible."""
    states = [(begins, place == number_) for begins, number_ in shown]
    changes = [next(same) for _, same in groupby(states, key=lambda item: item[1])]
    if len(changes) == 1:
        return ""
    times = ";".join(number(begins / seconds, 3) for begins, _ in changes)
    values = ";".join("visible" if visible else "hidden" for _, visible in changes)
    return (
        f'<animate attributeName="visibility" calcMode="discrete" dur="{number(seconds, 2)}s" repeatCount="indefinite"'
        f' keyTimes="{times}" values="{values}"/>'
    )
