"""Golden drawings: the outline of every part of every picture to a centimetre, and what has moved since, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from backwise.motion.camera import Camera
from backwise.motion.motion import Motion
from backwise.motion.outline import directions
from backwise.motion.picture import camera_of, shapes_at, view_of
from backwise.motion.pose import Pose, bones_of, point_of
from backwise.motion.shapes import reached
from backwise.motion.vectors import Points

FOLDER = Path(__file__).parent.parent / "tests" / "motion" / "golden"
# An outline is kept as its farthest points in so many directions, to a centimetre.
WAYS = 16
# So much is rounding (cm).
SAME = 1.0
LANDMARKS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
JOINED = (("upper_arm", "forearm"), ("forearm", "hand"), ("thigh", "shank"))
# Parts that are painted in many pieces which go with another one.
WITHOUT = ("join.", "shadow", "head.")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture: outlines (n, 2) by part in painting order, and landmarks."""

    parts: Mapping[str, Points]
    landmarks: Mapping[str, Points]


def shown_keys(motion: Motion) -> list[str]:
    """The key poses that are pictures: the two that are shown, and of a movement that is no cycle all that it rests in."""
    shown = motion.description.show
    rests = [] if motion.description.cycle else [motion.keys[number] for number in motion.stops]
    return list(dict.fromkeys((shown[0], *rests, shown[1])))


def drawn(motion: Motion) -> dict[str, Drawn]:
    """The pictures of a motion by key pose."""
    return {key: _drawn(motion, motion.poses[key], key == motion.description.show[1]) for key in shown_keys(motion)}


def _drawn(motion: Motion, pose: Pose, target: bool) -> Drawn:
    camera = camera_of(motion)
    parts: dict[str, list[Points]] = {}
    for shape in shapes_at(motion, pose, camera, float(target), float(target)):
        name = part_of(shape.name)
        if not name.startswith(WITHOUT):
            parts.setdefault(name, []).extend(reached(shape))
    outlines = {name: _outline(np.concatenate(found)) for name, found in parts.items()}
    return Drawn(outlines, _landmarks(motion, pose, camera))


def part_of(shape: str) -> str:
    """The part that a shape belongs to: all layers of a thigh, all faces of a prop, are one."""
    kind, _, rest = shape.partition(".")
    if kind in ("prop", "arrow", "muscle", "hair"):
        return f"{kind}.{rest.partition('.')[0]}"
    return "head" if kind == "head" and rest == "0" else shape if kind in ("join", "head") else kind


def _outline(points: Points) -> Points:
    farthest: Points = points[(points @ directions(WAYS).T).argmax(axis=0)]
    return farthest[np.diff(farthest, axis=0, prepend=farthest[-1:]).any(axis=1)] if len(points) > 1 else farthest


def _landmarks(motion: Motion, pose: Pose, camera: Camera) -> dict[str, Points]:
    bones, points = bones_of(pose, motion.skeleton), motion.skeleton.points
    names = [f"{name}_{side}" for side in "RL" for name in LANDMARKS]
    return {name: camera.flat(point_of(bones, points[name])) for name in (*names, "crown")}


def as_text(motion: Motion) -> str:
    """The golden file of a motion: JSON with one line for each part, so that a difference reads well."""
    view = ", ".join(str(round(value)) for value in view_of(motion))
    poses = ",\n".join(f'"{key}": {{\n{_pose_text(picture)}\n}}' for key, picture in drawn(motion).items())
    return f'{{"view": [{view}], "poses": {{\n{poses}\n}}}}\n'


def _pose_text(picture: Drawn) -> str:
    marks = ", ".join(f'"{name}": {_numbers(place)}' for name, place in picture.landmarks.items())
    parts = ",\n".join(f'"{name}": {_numbers(outline)}' for name, outline in picture.parts.items())
    return f'"landmarks": {{{marks}}},\n"parts": {{\n{parts}\n}}'


def _numbers(points: Points) -> str:
    return json.dumps(np.rint(points).astype(int).ravel().tolist(), separators=(",", ":"))


def path_of(exercise: str) -> Path:
    """Where the golden file of an exercise is."""
    return FOLDER / f"{exercise}.json"


def kept(exercise: str) -> dict[str, Drawn]:
    """The pictures as they were when they were accepted; none where nobody has."""
    if not path_of(exercise).is_file():
        return {}
    table = json.loads(path_of(exercise).read_text("utf-8"))
    return {key: _kept(pose) for key, pose in table["poses"].items()}


def _kept(pose: Mapping[str, Any]) -> Drawn:
    parts, marks = (
        {name: np.array(numbers, float).reshape(-1, 2) for name, numbers in pose[field].items()}
        for field in ("parts", "landmarks")
    )
    return Drawn(parts, {name: place[0] for name, place in marks.items()})


def differences(motion: Motion) -> list[str]:
    """What is not as it was, in words: "bridge, hold: shank_R moved up 3.2 cm; muscle.glute_R is new"."""
    now, before = drawn(motion), kept(motion.id)
    found = [f"{motion.id}, {key}: is a new picture" for key in now if key not in before]
    found += [f"{motion.id}, {key}: is gone" for key in before if key not in now]
    for key in now.keys() & before.keys():
        if moved := list(changes(now[key], before[key])):
            found.append(f"{motion.id}, {key}: {'; '.join(moved)}")
    return sorted(found)


def changes(now: Drawn, before: Drawn) -> Iterator[str]:
    """What is not the same in one picture."""
    yield from (f"{name} is new" for name in now.parts if name not in before.parts)
    yield from (f"{name} is gone" for name in before.parts if name not in now.parts)
    for name, outline in now.parts.items():
        if name in before.parts:
            yield from _moved(name, outline, before.parts[name])
    yield from (
        f"joint {words}"
        for name, place in now.landmarks.items()
        if name in before.landmarks
        for words in _moved(name, place[None], before.landmarks[name][None])
    )
    yield from _order(now.parts, before.parts)


def _moved(name: str, now: Points, before: Points) -> Iterator[str]:
    """How far a part went, or grew: compared by how far it reaches in each direction."""
    ways = directions(WAYS)
    reach = (now @ ways.T).max(axis=0) - (before @ ways.T).max(axis=0)
    most = float(np.abs(reach).max())
    if most <= SAME:
        return
    # The middle of an outline by how far it reaches all around.
    across, down = (float(value) for value in 2 * reach @ ways / WAYS)
    if max(abs(across), abs(down)) <= SAME / 2:
        yield f"{name} {'grew' if reach[np.abs(reach).argmax()] > 0 else 'shrank'} by up to {most:.1f} cm"
    elif abs(across) > abs(down):
        yield f"{name} moved {'right' if across > 0 else 'left'} by up to {most:.1f} cm"
    else:
        yield f"{name} moved {'down' if down > 0 else 'up'} by up to {most:.1f} cm"


def _order(now: Mapping[str, Points], before: Mapping[str, Points]) -> Iterator[str]:
    """Parts that lie over each other in both pictures and have changed places in the painting order."""
    places = {name: place for place, name in enumerate(now)}
    for under, over in combinations([name for name in before if name in places], 2):
        if (
            places[under] > places[over]
            and not _joined(under, over)
            and all(_meet(picture[under], picture[over]) for picture in (now, before))
        ):
            yield f"{under} is now painted over {over}"


def _joined(first: str, second: str) -> bool:
    """Do two parts meet in a joint? Which of them is painted later does not show."""
    kinds = {first.rpartition("_")[0], second.rpartition("_")[0]}
    return first[-1] == second[-1] and any(kinds == set(pair) for pair in JOINED)


def _meet(first: Points, second: Points) -> bool:
    """Do two outlines overlap, as far as these directions can tell?"""
    ways = directions(WAYS)
    return bool(((first @ ways.T).max(axis=0) > (second @ ways.T).min(axis=0)).all())


def accept(motions: Iterable[Motion]) -> None:
    """Keep the pictures as they are now, and forget those of exercises that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = set()
    for motion in motions:
        path_of(motion.id).write_text(as_text(motion), "utf-8")
        written.add(path_of(motion.id))
    for path in set(FOLDER.glob("*.json")) - written:
        path.unlink()
