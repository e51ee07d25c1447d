"""Pictures of an exercise as files: a still (SVG, PNG), a moving one (SVG, HTML), or its joint angles (JSON)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .motion import Motion, MotionError, UnknownName, load_motion
from .picture import Options, still
from .png import png
from .targets import as_json
from .words import describe

STANDARD_OUTPUT = "-"
STILL, MOVING, ANGLES = (".svg", ".png"), (".svg", ".html"), (".json",)
# Pixels of a PNG from side to side, and the paper that its dark outlines stand on.
WIDTH, PAPER = 1000, "#ffffff"


class FigureError(ValueError):
    """What was asked for cannot be made; `problems` are sentences that name the option or the key."""

    def __init__(self, *problems: object) -> None:
        self.problems = tuple(str(problem) for problem in problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Asked:
    """What `backwise figure` was asked for. Without a pose it is the target, without a look the exercise's own."""

    exercise: str
    file: str | None = None
    pose: str | None = None
    look: str | None = None
    animated: bool = False
    mirror: bool = False
    print: bool = False
    angles: bool = False
    overlays: tuple[Path, ...] = ()

    @property
    def ending(self) -> str:
        """The ending of the file; standard output gets the first that fits."""
        to_standard_output = self.file in (None, STANDARD_OUTPUT)
        return self.endings[0] if to_standard_output else Path(str(self.file)).suffix.lower()

    @property
    def endings(self) -> tuple[str, ...]:
        return ANGLES if self.angles else MOVING if self.animated else STILL


def figure(asked: Asked, texts: Mapping[str, str]) -> bytes:
    """The content of the file. Raises FigureError. `texts` gives the words of the picture (message id -> text)."""
    if problems := list(_contradictions(asked)):
        raise FigureError(*problems)
    motion = _motion(asked)
    if asked.angles:
        return f"{json.dumps(as_json(motion), indent=2)}\n".encode()
    words = describe(motion, texts).sentence
    if asked.animated:
        return _moving(asked, motion, words, texts).encode()
    picture = still(motion, _key(asked, motion), _options(asked), label=words)
    return png(picture, WIDTH, PAPER) if asked.ending == ".png" else picture.encode()


def _contradictions(asked: Asked) -> Iterator[str]:
    """What does not go together, and endings that say nothing."""
    alone = {"--pose": asked.pose is not None, "--mirror": asked.mirror, "--print": asked.print}
    if asked.angles:
        alone |= {"--animated": asked.animated}
        yield from (f"{name}: does not go with --angles. Leave it out." for name, given in alone.items() if given)
    elif asked.animated:
        alone.pop("--mirror")
        yield from (f"{name}: does not go with --animated. Leave it out." for name, given in alone.items() if given)
    if asked.file is None and not asked.angles:
        yield f"-o: is missing. Name a file that ends in {_either(asked.endings)}, or - for standard output."
    elif asked.ending not in asked.endings:
        yield f"-o: {asked.file} {_refused(asked)} Use {_either(asked.endings)}."


def _refused(asked: Asked) -> str:
    if asked.animated and asked.ending == ".png":
        return "cannot move: a PNG is a still."
    if not asked.animated and not asked.angles and asked.ending == ".html":
        return "is for moving pictures: add --animated."
    return "has an ending that says nothing about it."


def _either(endings: tuple[str, ...]) -> str:
    return " or ".join(endings)


def _motion(asked: Asked) -> Motion:
    try:
        motion = load_motion(asked.exercise, None, asked.overlays)
        if asked.look is None:
            return motion
        shown = load_motion(asked.exercise, asked.look, asked.overlays)
    except UnknownName as error:
        raise FigureError(f"{'ID' if error.kind == 'exercise' else '--look'}: {error.sentence}") from error
    except MotionError as error:
        raise FigureError(*error.findings) from error
    if shown.look.id != asked.look:
        fitting = [look.id for look in motion.skeleton.looks.values() if look.water == motion.look.water]
        where = "in the water" if motion.look.water else "on land"
        raise FigureError(
            f"--look: {asked.look} is not dressed for it: {motion.id} is done {where}. Use {', '.join(fitting)}."
        )
    return shown


def _key(asked: Asked, motion: Motion) -> str:
    if asked.pose is not None and asked.pose not in motion.poses:
        raise FigureError(f"--pose: {UnknownName('key pose', asked.pose, motion.poses).sentence}")
    return asked.pose or motion.description.show[1]


def _options(asked: Asked) -> Options:
    return Options(style="print" if asked.print else "full", mirror=asked.mirror)


def _moving(asked: Asked, motion: Motion, words: str, texts: Mapping[str, str]) -> str:
    from .moving import moving_svg, page

    if asked.ending == ".html":
        title = texts.get(f"exercise.{motion.id}.name", motion.id)
        return page(motion, title, words, mirror=asked.mirror)
    return moving_svg(motion, label=words, mirror=asked.mirror)


def write(file: str, content: bytes) -> None:
    """Write a whole file or none: beside it first, then in its place. Raises FigureError."""
    path = Path(file)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # A pipe or a device is written to, not replaced.
            path.write_bytes(content)
            return
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        raise FigureError(f"-o: {file} cannot be written ({error.strerror}). Name another file.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
