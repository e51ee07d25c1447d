"""Who asks for a page: the one person, their device and time zone, and where to go when a form is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from backwise.care.screening import Status
from backwise.care.visit import Visit
from backwise.engine.replay import PersonState
from backwise.web import runtime
from backwise.web.store import DjangoStore

DEVICE_COOKIE = f"backwise-device-{settings.PORT}"
ZONE_COOKIE = "zone"
TEN_YEARS = 10 * 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Arrival:
    """One request: the visit that verbs need, and the state as it was read once."""

    visit: Visit
    state: PersonState


def visiting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view an Arrival. What people answered is never kept by browsers or proxies (no-store)."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        device = _device(request)
        response = view(request, _arrive(request, device), *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        if request.COOKIES.get(DEVICE_COOKIE) != device:
            secure = request.is_secure()
            response.set_cookie(DEVICE_COOKIE, device, TEN_YEARS, httponly=True, samesite="Strict", secure=secure)
        return response

    return wrapped


def _arrive(request: HttpRequest, device: str) -> Arrival:
    store, person = DjangoStore(), runtime.the_person()
    state = store.state_of(person)
    zone = known_zone(state.settings.get("zone")) or known_zone(request.COOKIES.get(ZONE_COOKIE)) or "UTC"
    visit = Visit(person, device, zone, runtime.now(), store, runtime.library(), runtime.new_id)
    return Arrival(visit, state)


def _device(request: HttpRequest) -> str:
    return str(as_id(request.COOKIES.get(DEVICE_COOKIE, "")) or runtime.new_id())


def as_id(text: str) -> UUID | None:
    """The id in a cookie or a hidden field; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def known_zone(name: str | None) -> str | None:
    """The IANA zone of that name if this computer knows it."""
    try:
        return ZoneInfo(name).key if name else None
    except (ValueError, OSError):
        return None


def wall_clock(visit: Visit) -> datetime:
    """The person's own time without its zone: templates would turn it into the server's."""
    return visit.local.replace(tzinfo=None)


def onward(status: Status) -> HttpResponse:
    """The next page of a person who just answered: the result, the next question or the programme."""
    if status.locked:
        return redirect("result")
    if status.cleared:
        return redirect("programme")
    # A page has its own address, so that the browser's Back leads to the page before.
    if status.step is not None and status.step.kind == "page":
        return redirect("check-page", page=status.step.page)
    return redirect("check")
