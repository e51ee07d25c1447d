"""The drawings that templates ask for."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from .addresses import drawn, look_of, still, version


@pass_context
def thumb(context: Context, exercise: str) -> Markup:
    """A small picture of the target pose, in a box that keeps its place while it loads."""
    return _thumb(exercise, look_of(context["request"]), version())


@lru_cache(maxsize=1024)
def _thumb(exercise: str, look: str, version: str) -> Markup:
    if exercise not in drawn():
        return Markup('<span class="thumb"></span>')
    address = still(exercise, "target", "thumb", look)
    picture = f'<img class="thumb" src="{address}" width="96" height="72" alt="" loading="lazy" decoding="async">'
    return Markup(picture)  # noqa: S704 an address of ours


@lru_cache(maxsize=1)
def hero() -> Markup:
    """The picture of the first page, inside it: one more request would keep people waiting."""
    from .pictures import inline

    return inline("bird-dog", "target", "thumb")
