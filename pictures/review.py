"""One page with every picture of every exercise, to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from backwise.library import load_library
from backwise.library.files import BUILT_IN
from backwise.motion.motion import Motion, load_motion
from backwise.motion.picture import Options, drawn, still
from backwise.motion.png import png
from backwise.motion.svg import path_of
from backwise.motion.words import describe

from . import golden

FRAMES, SMALL, PAPER = 8, 120, "#ffffff"
OTHER_LOOKS = ("larger", "older")
STYLE = """
body{font:15px/1.4 system-ui,sans-serif;margin:16px;color:#1b3037}
section{border-top:2px solid #d5dedc;padding:12px 0}
h2{margin:0 0 4px} p{margin:4px 0;max-width:80ch} .change{color:#a3211b}
.row{display:flex;flex-wrap:wrap;gap:8px;align-items:end} figure{margin:0} figcaption{font-size:12px;color:#48606a}
.big img{height:230px} .strip img{height:110px} .small img{width:120px} .dark img,.print img{height:140px}
.dark{background:#10191d;padding:8px} .dark figcaption{color:#afc1c4} .dark img{background:#cbdad6;border-radius:8px}
.print img{filter:grayscale(1)} nav{columns:5}
"""
Picture = tuple[str, str]


def write(folder: Path) -> Path:
    """Draw everything into a folder; the path of its page."""
    texts = load_library().texts
    sections = []
    names = sorted(path.parent.name for path in exercises())
    for name in names:
        motion = load_motion(name)
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        sections.append(_section(motion, place, texts))
    links = "".join(f'<a href="#{name}">{name}</a><br>' for name in names)
    page = folder / "index.html"
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title><style>{STYLE}</style>'
    page.write_text(f"{head}<h1>{len(names)} exercises</h1><nav>{links}</nav>{''.join(sections)}</html>", "utf-8")
    return page


def exercises() -> Iterator[Path]:
    """The motion of every exercise."""
    return BUILT_IN.glob("exercises/*/motion.toml")


def _section(motion: Motion, place: Path, texts: Mapping[str, str]) -> str:
    """One exercise: what it says, what has changed, and its pictures in rows."""
    changes = "".join(f'<p class="change">{escape(line)}</p>' for line in golden.differences(motion))
    name, words = texts.get(f"exercise.{motion.id}.name", motion.id), describe(motion, texts).sentence
    rows = {
        "big": _key_poses(motion, place),
        "strip": _film(motion, place),
        "small": _small(motion, place),
        "dark": _shown(motion, place, "dark", Options()),
        "print": _shown(motion, place, "print", Options(style="print")),
        "strip others": [*_shown(motion, place, "mirror", Options(mirror=True)), *_looks(motion, place)],
    }
    shown = "".join(_row(kind, pictures, place.name) for kind, pictures in rows.items())
    return f'<section id="{motion.id}"><h2>{escape(name)}</h2><p>{escape(words)}</p>{changes}{shown}</section>'


def _row(kind: str, pictures: list[Picture], folder: str) -> str:
    figures = "".join(
        f'<figure><img loading="lazy" src="{folder}/{file}" alt=""><figcaption>{escape(caption)}</figcaption></figure>'
        for file, caption in pictures
    )
    return f'<div class="row {kind}">{figures}</div>'


def _key_poses(motion: Motion, place: Path) -> list[Picture]:
    """Every key pose, those that changed with their old outlines over them."""
    before = golden.kept(motion.id)
    changed = {line.partition(",")[2].partition(":")[0].strip() for line in golden.differences(motion)}
    found = []
    for key in motion.keys:
        svg = still(motion, key)
        if key in changed and key in before:
            svg = _laid_over(svg, before[key])
        (place / f"{key}.svg").write_text(svg, "utf-8")
        found.append((f"{key}.svg", f"{key}, changed" if key in changed else key))
    return found


def _laid_over(svg: str, before: golden.Drawn) -> str:
    """A picture with the outlines that it had."""
    data = "".join(path_of(outline, closed=True) for outline in before.parts.values())
    line = f'<path d="{data}" fill="none" stroke="#d0103a" stroke-width=".7" stroke-dasharray="2 1.4"/>'
    return svg.replace("</svg>", f"{line}</svg>")


def _film(motion: Motion, place: Path) -> list[Picture]:
    """The way from start to target in eight frames."""
    found = []
    for number in range(FRAMES):
        progress = number / (FRAMES - 1)
        file = f"film{number}.svg"
        (place / file).write_text(drawn(motion, motion.at(progress), progress, 0, file), "utf-8")
        found.append((file, f"{progress:.0%}"))
    return found


def _small(motion: Motion, place: Path) -> list[Picture]:
    """Start and target in real pixels, 120 wide."""
    found = []
    for key in motion.description.show:
        (place / f"{key}.png").write_bytes(png(still(motion, key, Options(style="thumb")), SMALL, PAPER))
        found.append((f"{key}.png", f"{key}, {SMALL} pixels"))
    return found


def _shown(motion: Motion, place: Path, name: str, options: Options) -> list[Picture]:
    """Start and target with these options."""
    found = []
    for key in motion.description.show:
        (place / f"{name}-{key}.svg").write_text(still(motion, key, options), "utf-8")
        found.append((f"{name}-{key}.svg", f"{name}: {key}"))
    return found


def _looks(motion: Motion, place: Path) -> list[Picture]:
    """Start and target as other bodies do it."""
    found = []
    for look in OTHER_LOOKS:
        other = load_motion(motion.id, look)
        if other.look.id != motion.look.id:
            found += _shown(other, place, look, Options())
    return found
