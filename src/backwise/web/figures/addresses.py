"""Where the drawings are. Nothing here draws, nor imports what draws: a page that only names pictures costs nothing."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from backwise.engine.library import Library
from backwise.library.files import BUILT_IN
from backwise.web import runtime

# In the place of a look: each exercise is shown by its own.
OWN = "own"
# Cookies do not know ports: two Backwises on one computer must not overwrite each other's.
LOOK_COOKIE = f"backwise-look-{settings.PORT}"
DRAWING_CODE = Path(__file__).parents[2] / "motion"


def version() -> str:
    """Stands in every address of a drawing. Changes with the knowledge and with the code that draws, so that
    browsers may keep a drawing for ever."""
    return _version(runtime.library())


@lru_cache(maxsize=4)
def _version(library: Library) -> str:
    # The library's own version holds the package's: but between two releases the code changes too.
    digest = sha256(library.version.encode())
    for path in sorted(DRAWING_CODE.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def drawn() -> frozenset[str]:
    """The exercises that have a drawing: one of an overlay may have none."""
    folders = (BUILT_IN, *settings.KNOWLEDGE)
    return frozenset(path.parent.name for folder in folders for path in folder.glob("exercises/*/motion.toml"))


@lru_cache(maxsize=1)
def looks() -> tuple[str, ...]:
    """Who can show the exercises, as skeleton.toml has them. Those in swimwear only show what is done in water."""
    table = tomllib.loads((BUILT_IN / "skeleton.toml").read_text("utf-8"))["looks"]
    return tuple(name for name, look in table.items() if not look.get("water", False))


def look_of(request: HttpRequest) -> str:
    """The look that this device has chosen, or OWN."""
    chosen = request.COOKIES.get(LOOK_COOKIE, OWN)
    return chosen if chosen in looks() else OWN


def still(exercise: str, pose: str, style: str = "full", look: str = OWN) -> str:
    """The address of a key pose as a picture. `pose`: the name of a key pose, "start" or "target"."""
    return reverse("figure", args=(version(), look, exercise, pose, style))


def movement(exercise: str, look: str = OWN) -> str:
    """The address of what figure.js moves."""
    return reverse("figure-motion", args=(version(), look, exercise))


def body() -> str:
    """The address of the body that all movements share."""
    return reverse("figure-body", args=(version(),))
