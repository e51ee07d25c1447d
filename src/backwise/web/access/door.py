"""Is the door open for this browser? It is remembered by a signed cookie that changes with the passphrase."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from enum import Enum, auto
from typing import TypeVar

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from backwise.web import passphrase

# The longest that browsers keep a cookie.
REMEMBERED = timedelta(days=400)

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Door(Enum):
    """OPEN; CLOSED until the passphrase is given; NO_PASSPHRASE: others can reach us and none is set."""

    OPEN = auto()
    CLOSED = auto()
    NO_PASSPHRASE = auto()


def open_to_all(view: View) -> View:
    """Marks a view that shows nothing about anybody: it needs no passphrase."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def door_for(request: HttpRequest) -> Door:
    """May this browser come in?"""
    stored = passphrase.kept(settings.DATA)
    if stored is None:
        return Door.NO_PASSPHRASE if settings.ADDRESS else Door.OPEN
    try:
        sign = _signer().unsign(request.COOKIES.get(settings.ACCESS_COOKIE, ""), max_age=REMEMBERED)
    except BadSignature:
        return Door.CLOSED
    return Door.OPEN if sign == _mark(stored) else Door.CLOSED


def remember(response: HttpResponse) -> HttpResponse:
    """Let the browser that gets this response in from now on."""
    stored = passphrase.kept(settings.DATA)
    if stored:
        response.set_cookie(
            settings.ACCESS_COOKIE,
            _signer().sign(_mark(stored)),
            max_age=REMEMBERED,
            httponly=True,
            samesite="Strict",
        )
    return response


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="backwise.access")


def _mark(stored: str) -> str:
    return hashlib.sha256(stored.encode()).hexdigest()[:16]
