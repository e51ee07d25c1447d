"""The body in a picture: parts in painting order, joins, muscles, face and hair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .camera import Camera
from .colours import mix
from .face import face, hair_behind
from .order import Buffer, Solid, cells, painter_order
from .outline import Silhouette, hull
from .pose import Bones, Pose, bones_of
from .shapes import Dots, Flat, Form, Line, Patch, Shape
from .skeleton import SIDES, Ellipsoid, Hair, Join, Look, Muscle, Part, Skeleton
from .vectors import Points, vec

# How much a limb on the far side is tinted, and between which leanings of the body that begins and ends.
FAR, FAR_FROM, FAR_OVER = 0.2, 0.2, 0.3
HEAD_SHADE, FORM_SHADE = 0.12, 0.16
# A big belly carries its colour forward.
BELLY_BONES, BELLY_FROM, BELLY_SHIFT = ("lumbar", "pelvis"), 5.0, vec(4.5, 0, 0)
SEAT = {"hipside": (("seat", "pelvis-top"), ("shirt-hem",)), "": (("seat-low", "buttock-low"),)}
THUMB_WIDTH = 0.8
# The white edge of a colour, cm; a colour fainter than this is not painted.
EDGE, SEEN = 1.0, 0.01


@dataclass(frozen=True, slots=True)
class Limb:
    """Something that lies among the limbs and takes part in their order."""

    cells: Buffer
    depth: float
    shapes: tuple[Shape, ...]


@dataclass
class Figure:
    """A pose seen by a camera, in the clothes of a look."""

    pose: Pose
    skeleton: Skeleton
    look: Look
    camera: Camera

    def __post_init__(self) -> None:
        self.bones: Bones = bones_of(self.pose, self.skeleton)
        build = self.skeleton.builds.get(self.look.build or "", {})
        self.solids: dict[str, Solid] = {}
        for name, blob in self.skeleton.blobs.items():
            scale, shift = build.get(name, (1.0, 0.0))
            self.solids[name] = self.solid(Ellipsoid(blob.bone, blob.at + shift, blob.radii * scale))
        self.silhouettes = {name: Silhouette(self.camera, *solid) for name, solid in self.solids.items()}
        self.clips: dict[str, tuple[Points, ...]] = {}

    def solid(self, blob: Ellipsoid) -> Solid:
        origin, axes = self.bones[blob.bone]
        return origin + axes @ blob.at, axes, blob.radii

    def silhouette(self, blob: Ellipsoid) -> Silhouette:
        return Silhouette(self.camera, *self.solid(blob))

    def hulls(self, chains: Iterable[Sequence[str]]) -> tuple[Points, ...]:
        return tuple(hull([self.silhouettes[name] for name in chain]) for chain in chains)

    def hulls_of(self, groups: Iterable[Sequence[Ellipsoid]], grow: float = 0.0) -> tuple[Points, ...]:
        return tuple(hull([self.silhouette(item) for item in group], grow) for group in groups)

    # -- order

    def buffers(self) -> dict[str, Buffer]:
        """The depth buffer of every part, and of hair that hangs behind the head."""
        found = {
            part.name: cells(((self.solids[a], self.solids[b]) for a, b in part.depth), self.camera)
            for part in self.skeleton.parts.values()
        }
        back = self.skeleton.hair[self.look.style].back
        if back:
            found["hair.back"] = cells([(self.solid(back[0]), self.solid(back[-1]))], self.camera)
        return found

    def depths(self) -> dict[str, float]:
        """How near each part is, where nothing else decides."""
        found = {}
        for part in self.skeleton.parts.values():
            names = {name for pair in part.depth for name in pair}
            found[part.name] = sum(self.camera.depth(self.solids[name][0]) for name in names) / len(names)
        back = self.skeleton.hair[self.look.style].back
        if back:
            found["hair.back"] = self.camera.depth(self.solid(back[0])[0])
        return found

    def always(self) -> list[tuple[str, str]]:
        pairs = list(self.skeleton.always)
        depths = self.depths()
        if "hair.back" in depths:
            behind = depths["hair.back"] < depths["head"]
            pairs.append(("hair.back", "head") if behind else ("head", "hair.back"))
        return pairs

    # -- colours

    def far(self, part: str) -> float:
        """How much a part is tinted because it is on the far side."""
        kind, _, side = part.rpartition("_")
        if side not in SIDES or not kind:
            return 0.0
        bone = "pelvis" if kind in ("thigh", "shank") else "thorax4"
        lateral = float(self.camera.axes[2] @ self.bones[bone][1][:, 2]) * SIDES[side]
        return FAR * min(1.0, max(0.0, (-lateral - FAR_FROM) / FAR_OVER))

    def colour(self, key: str, part: str) -> str:
        plain: str = getattr(self.look, key)
        share = self.far(part)
        return mix(plain, self.skeleton.colours["far"], share) if share else plain

    # -- shapes

    @property
    def hair(self) -> Hair:
        return self.skeleton.hair[self.look.style]

    def layers(self, part: Part) -> list[Form]:
        """The outlines of one part; neighbouring layers of one colour are one."""
        groups: list[tuple[int, str, list[tuple[str, ...]], bool]] = []
        for place, layer in enumerate(part.layers):
            colour = self.colour(layer.colour, part.name)
            if groups and groups[-1][1] == colour and not layer.apart:
                groups[-1][2].extend(layer.chains)
            else:
                groups.append((place, colour, list(layer.chains), layer.thumb))
        shade = HEAD_SHADE if part.name == "head" else FORM_SHADE
        return [
            Form(f"{part.name}.{place}", self.hulls(chains), colour, THUMB_WIDTH if thumb else 1.0, shade)
            for place, colour, chains, thumb in groups
        ]

    def part(self, name: str) -> Iterator[Shape]:
        """Everything that one part paints."""
        if name == "hair.back":
            yield from hair_behind(self)
            return
        forms = self.layers(self.skeleton.parts[name])
        # What a muscle is clipped to: the outermost cloth, and of a hand the hand.
        self.clips[name] = forms[0].polys if name.startswith("hand_") else forms[-1].polys
        if name == "head":
            yield from face(self, forms[0])
        elif name.startswith("hand_") and not self.thumb_in_front(name):
            yield from reversed(forms)
        else:
            yield from forms

    def thumb_in_front(self, hand: str) -> bool:
        side = hand[-1]
        tip, palm = self.solids[f"thumb-tip_{side}"], self.solids[f"palm_{side}"]
        return self.camera.depth(tip[0]) > self.camera.depth(palm[0])

    def joins(self, name: str, painted: Sequence[str]) -> Iterator[Shape]:
        """The joins that the part painted last makes complete."""
        for join in self.skeleton.joins:
            if name in join.parts and all(part in painted for part in join.parts) and self._joined(join, name):
                colour = self.colour(join.colour, join.of)
                yield Flat(f"join.{join.name}", self.hulls_of(join.hulls), colour)

    def _joined(self, join: Join, name: str) -> bool:
        if len(join.parts) == 1:
            return self.thumb_in_front(name)
        if join.after and name != join.parts[1]:
            return False
        return not join.same_as or getattr(self.look, join.colour) == getattr(self.look, join.same_as)

    def muscle(self, muscle: Muscle, does: str, opacity: float) -> Patch:
        """A coloured region, with a white edge so that it does not depend on the cloth under it."""
        clip = tuple(polygon for owner in muscle.on for polygon in self._clip(owner, muscle.name))
        groups = [[self._carried(item) for item in group] for group in muscle.hulls]
        return Patch(f"muscle.{muscle.name}", clip, self.hulls_of(groups), self.hulls_of(groups, EDGE), does, opacity)

    def _clip(self, owner: str, muscle: str) -> tuple[Points, ...]:
        if owner == "pelvis":
            return self.hulls(SEAT["hipside" if muscle.startswith("hipside") else ""])
        return self.clips["trunk" if owner == "torso" else owner]

    def _carried(self, item: Ellipsoid) -> Ellipsoid:
        if self.look.build == "large" and item.bone.startswith(BELLY_BONES) and item.at[0] > BELLY_FROM:
            return Ellipsoid(item.bone, item.at + BELLY_SHIFT, item.radii)
        return item

    def spine(self) -> Iterator[Shape]:
        """The spinal line, drawn where the back itself moves."""
        world = [self.bones[place.bone][0] + self.bones[place.bone][1] @ place.at for place in self.skeleton.line]
        points, ink = self.camera.flat(np.array(world)), self.skeleton.colours["ink"]
        yield Line("spine.edge", points, "#ffffff", 3.4, 0.85, smooth=True)
        yield Line("spine", points, ink, 1.0, smooth=True)
        yield Dots("spine.dots", points[:-1], 1.25, ink)


def owners(muscle: Muscle) -> list[str]:
    """The parts that a muscle lies on."""
    return ["trunk" if owner in ("torso", "pelvis") else owner for owner in muscle.on]


def body(
    figure: Figure, muscles: Sequence[tuple[str, str]], shown: float, spine: bool, limbs: Mapping[str, Limb]
) -> list[Shape]:
    """The whole body in painting order. `limbs` are things that lie among the limbs (a pillow between the knees)."""
    buffers = figure.buffers() | {name: limb.cells for name, limb in limbs.items()}
    depths = figure.depths() | {name: limb.depth for name, limb in limbs.items()}
    order = painter_order(buffers, depths, figure.always())
    regions = [(figure.skeleton.muscles[name], does) for name, does in muscles] if shown > SEEN else []
    painted: list[str] = []
    shapes: list[Shape] = []
    for name in order:
        painted.append(name)
        if name in limbs:
            shapes.extend(limbs[name].shapes)
            continue
        shapes.extend(figure.part(name))
        shapes.extend(figure.joins(name, painted))
        for muscle, does in regions:
            mine = owners(muscle)
            if name in mine and all(part in painted for part in mine):
                shapes.append(figure.muscle(muscle, does, shown))
        if name == "trunk" and spine:
            shapes.extend(figure.spine())
    return shapes
