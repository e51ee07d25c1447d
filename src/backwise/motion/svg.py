"""A display list as SVG: presentation attributes only, so that a strict page policy lets it stand inline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from .colours import mix
from .outline import without_hidden
from .shapes import Arrow, Face, Flat, Form, Line, Outline, Patch, Shape, Spine
from .vectors import Points

# Where the light comes from: a form's lit shape is moved by as much (cm).
LIGHT = (-1.1, -2.2)
# Print patterns, tiles of 5 cm: dots for work, stripes for stretch.
TILE = 5
TILES = {
    "work": '<circle cx="1.2" cy="1.2" r=".9"/><circle cx="3.7" cy="3.7" r=".9"/>',
    "stretch": '<path d="M-1 1l2-2M-1 6L6-1M4 6l2-2" stroke="#fff" stroke-width="1.4"/>',
}
ARROW, ARROW_EDGE, HEAD, HEAD_EDGE = 3.4, 3.0, 1.0, 3.6
SPINE, SPINE_EDGE, SPINE_CLEAR, DOT = 1.0, 3.4, 0.85, 1.25
PATCH_EDGE, PATCH_EDGE_CLEAR = 2.0, 0.9


@dataclass(frozen=True, slots=True)
class Style:
    """How a list is painted. `plain`: without form shade, fewer points. `ink` and `mark`: how much thicker outlines and marks
    are. `pattern`: work and stretch differ without colour; `dark` is how much their colours are mixed toward black for that."""

    plain: bool = False
    ink: float = 1.0
    mark: float = 1.0
    pattern: bool = False
    dark: float = 0.0


FULL, THUMB, PRINT = Style(), Style(plain=True, ink=1.7, mark=1.5), Style(pattern=True, dark=0.3)


class Writer:
    """Writes shapes; `prefix` makes the ids of this picture its own."""

    def __init__(self, prefix: str, colours: Mapping[str, str], style: Style) -> None:
        self.prefix, self.colours, self.style = prefix, colours, style
        self.parts: list[str] = []
        self.ids = 0
        # Ids of the paths of forms, by what they are made of: a region is clipped to them without writing them again.
        self.written: dict[int, tuple[int, str]] = {}
        self.clips: set[int] = set()

    def write(self, shapes: Sequence[Shape]) -> str:
        """The shapes as SVG elements, back to front."""
        self.clips = {id(poly) for shape in shapes if isinstance(shape, Patch) for poly in shape.clip}
        for shape in shapes:
            getattr(self, type(shape).__name__.lower())(shape)
        return "".join(self.parts)

    def fresh(self) -> str:
        self.ids += 1
        return f"{self.prefix}{self.ids}"

    def hulls(self, polys: Sequence[Points]) -> str:
        """Convex outlines as one path. A small picture needs no more than every second point, to half a centimetre."""
        return paths_of(without_hidden([np.rint(poly[::2] * 2) / 2 for poly in polys] if self.style.plain else polys))

    def form(self, form: Form) -> None:
        data, ink = self.hulls(form.polys), f'stroke="{self.colours["ink"]}"'
        outline = f'{ink} stroke-width="{number(2 * form.width * self.style.ink)}" paint-order="stroke"'
        used = id(form.polys[0]) in self.clips
        name = self.fresh() if used or not self.style.plain else ""
        if used:
            self.written[id(form.polys[0])] = len(form.polys), name
        if self.style.plain:
            own = f'id="{name}" ' if name else ""
            self.parts.append(f'<path {own}d="{data}" fill="{form.fill}" {outline}/>')
            return
        dark = mix(form.fill, self.colours["shade"], form.shade)
        self.parts.append(
            f'<clipPath id="{name}c"><path id="{name}" d="{data}"/></clipPath><use href="#{name}" fill="{dark}" {outline}/>'
            f'<g clip-path="url(#{name}c)"><use href="#{name}" fill="{form.fill}" x="{LIGHT[0]}" y="{LIGHT[1]}"/></g>'
        )

    def flat(self, flat: Flat) -> None:
        self.parts.append(f'<path d="{self.hulls(flat.polys)}" fill="{flat.fill}"{_opacity(flat.opacity)}/>')

    def outline(self, shape: Outline) -> None:
        self.parts.append(
            f'<path d="{self.hulls(shape.polys)}" fill="{shape.fill}" stroke="{shape.stroke}" paint-order="stroke"'
            f' stroke-width="{number(shape.width * self.style.ink)}"{_opacity(shape.opacity)}/>'
        )

    def face(self, face: Face) -> None:
        edge = f' stroke="{face.stroke}" stroke-width="{number(face.width)}"' if face.stroke else ""
        self.parts.append(f'<path d="{paths_of(face.polys)}" fill="{face.fill}"{edge}{_opacity(face.opacity)}/>')

    def line(self, line: Line) -> None:
        data = curve_of(line.points) if line.smooth else path_of(line.points, closed=False)
        width = line.width * (self.style.ink if line.name.startswith("head.") else 1)
        wide = f'stroke="{self.colours["ink"]}" stroke-width="{number(width + line.edge)}"' if line.edge else ""
        self._stroked(data, wide, f'stroke="{line.stroke}" stroke-width="{number(width)}"', _opacity(line.opacity))

    def _stroked(self, data: str, under: str, over: str, more: str = "") -> None:
        """A line, with another under it where there is one."""
        if not under:
            self.parts.append(f'<path d="{data}" fill="none" {over}{more}/>')
            return
        name = self.fresh()
        self.parts.append(
            f'<g fill="none"{more}><defs><path id="{name}" d="{data}"/></defs>'
            f'<use href="#{name}" {under}/><use href="#{name}" {over}/></g>'
        )

    def spine(self, spine: Spine) -> None:
        ink, mark = self.colours["ink"], self.style.mark
        under = f'stroke="#fff" stroke-width="{number(SPINE_EDGE * mark)}" stroke-opacity="{SPINE_CLEAR}"'
        self._stroked(curve_of(spine.points), under, f'stroke="{ink}" stroke-width="{number(SPINE * mark)}"')
        # A line without length and with round ends is a dot.
        dots = "".join(f"M{number(x)} {number(y)}h0" for x, y in spine.points[:-1])
        self.parts.append(f'<path d="{dots}" stroke="{ink}" stroke-width="{number(2 * DOT * mark)}"/>')

    def arrow(self, arrow: Arrow) -> None:
        colour, mark = self.colours["arrow"], self.style.mark
        line, heads = self.fresh(), self.fresh()
        self.parts.append(
            f'<g{_opacity(arrow.opacity)}><defs><path id="{line}" d="{curve_of(arrow.points)}" fill="none"/>'
            f'<path id="{heads}" d="{paths_of(arrow.polys)}"/></defs>'
            f'<g fill="#fff" stroke="#fff"><use href="#{line}" stroke-width="{number(ARROW * mark + ARROW_EDGE)}"/>'
            f'<use href="#{heads}" stroke-width="{number(HEAD * mark + HEAD_EDGE)}"/></g>'
            f'<g fill="{colour}" stroke="{colour}"><use href="#{line}" stroke-width="{number(ARROW * mark)}"/>'
            f'<use href="#{heads}" stroke-width="{number(HEAD * mark)}"/></g></g>'
        )

    def patch(self, patch: Patch) -> None:
        name, data = self.fresh(), self.hulls(patch.polys)
        colour = mix(self.colours[patch.does], "#000000", self.style.dark)
        edge = (
            f'stroke="#fff" stroke-width="{number(PATCH_EDGE * self.style.mark)}" stroke-opacity="{PATCH_EDGE_CLEAR}"'
        )
        self.parts.append(
            f'<clipPath id="{name}">{self._clip(patch.clip)}</clipPath><g clip-path="url(#{name})"{_opacity(patch.opacity)}>'
            f'<path id="{name}p" d="{data}" fill="{colour}" {edge} paint-order="stroke"/>'
        )
        if self.style.pattern:
            tile = f'<pattern id="{name}t" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse" fill="#fff">{TILES[patch.does]}</pattern>'
            self.parts.append(f'{tile}<path d="{data}" fill="url(#{name}t)"/>')
        self.parts.append("</g>")

    def _clip(self, polys: Sequence[Points]) -> str:
        """What a region is clipped to: forms that are already there, and outlines of its own."""
        place, uses, own = 0, [], []
        while place < len(polys):
            count, name = self.written.get(id(polys[place]), (1, ""))
            if name:
                uses.append(f'<use href="#{name}"/>')
            else:
                own.append(polys[place])
            place += count
        return "".join(uses) + (f'<path d="{self.hulls(own)}"/>' if own else "")


def document(body: str, view: tuple[float, float, float, float], width: int | None, label: str, mirror: bool) -> str:
    """A whole SVG around painted shapes. With a label it is an image with that name, without one it is decoration."""
    x, _, w, h = view
    if mirror:
        # The mirror image of a person doing the right side is a person doing the left side.
        body = f'<g transform="translate({number(2 * x + w)}) scale(-1 1)">{body}</g>'
    size = f' width="{width}" height="{round(width * h / w)}"' if width else ""
    words = escape(label)
    name = f'role="img" aria-label="{words}"><title>{words}</title>' if label else 'aria-hidden="true">'
    frame = " ".join(number(value) for value in view)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}"{size} stroke-linecap="round" stroke-linejoin="round" {name}'
        f"{body}</svg>"
    )


def _opacity(value: float) -> str:
    return "" if value >= 1 else f' opacity="{number(value, 2)}"'


def number(value: float, digits: int = 1) -> str:
    """As short as it can be written."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if text in ("-0", "0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


class Words(dict[int, str]):
    """So many tenths, as short as can be, with what parts them from the number before: a minus sign does so by itself."""

    def __missing__(self, tenths: int) -> str:
        text = number(tenths / 10)
        self[tenths] = word = text if text[0] == "-" else f" {text}"
        return word


WORDS = Words()


def paths_of(polys: Sequence[Points]) -> str:
    return "".join(path_of(poly, closed=True) for poly in polys)


def path_of(points: Points, closed: bool) -> str:
    """Straight lines in tenths of a centimetre, each from the one before: short, and it packs well."""
    tenths = np.rint(points * 10).astype(int)
    steps = tenths[1:] - tenths[:-1]
    moved = steps[steps.any(axis=1)].ravel().tolist()
    lines = f"l{''.join([WORDS[value] for value in moved])}" if moved else ""
    return f"M{''.join([WORDS[value] for value in tenths[0].tolist()])}{lines}{'z' if closed else ''}"


def curve_of(points: Points) -> str:
    """A smooth curve through points (Catmull-Rom as cubic pieces)."""
    padded = np.concatenate((points[:1], points, points[-1:]))
    before, here, after, beyond = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    ends = np.stack((here + (after - before) / 6, after - (beyond - here) / 6, after), axis=1)
    tenths, starts = np.rint(ends * 10).astype(int), np.rint(here * 10).astype(int)
    steps = (tenths - starts[:, None]).ravel().tolist()
    return f"M{''.join([WORDS[value] for value in starts[0].tolist()])}c{''.join([WORDS[value] for value in steps])}"
