"""The passphrase page, the page with the code for a phone, and the page that the phone opens."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backwise.web import passphrase, runtime

from .door import Door, door_for, open_to_all, remember
from .limits import Attempts, Codes

attempts = Attempts(each=5, together=50)
codes = Codes()


@open_to_all
@require_http_methods(["GET", "POST"])
def ask_passphrase(request: HttpRequest) -> HttpResponse:
    """Ask this browser for the passphrase, once."""
    onward = _own_path(request)
    if door_for(request) is Door.OPEN:
        return redirect(onward)
    if request.method == "GET":
        return _passphrase_page(request, onward)
    address, now = request.META.get("REMOTE_ADDR", ""), runtime.now()
    if wait := attempts.wait(address, now):
        return _passphrase_page(request, onward, 429, _please_wait(wait))
    if passphrase.matches(passphrase.kept(settings.DATA) or "", request.POST.get("passphrase", "")):
        attempts.forget(address)
        return remember(redirect(onward))
    attempts.count_wrong(address, now)
    wrong = _("That is not the passphrase. Small and capital letters count. Try again.")
    return _passphrase_page(request, onward, 403, wrong)


def _passphrase_page(request: HttpRequest, onward: str, status: int = 200, error: str = "") -> HttpResponse:
    return render(request, "access/passphrase.html", {"next": onward, "error": error}, status=status)


def _please_wait(wait: timedelta) -> str:
    minutes = max(1, ceil(wait.total_seconds() / 60))
    return _("That was wrong too often. Wait %(minutes)s minutes, then try again.") % {"minutes": minutes}


def _own_path(request: HttpRequest) -> str:
    """Where to go afterwards: only ever a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe else "/"


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """On the computer: show a code that a phone can scan."""
    words: dict[str, object] = {"address": settings.ADDRESS, "secure": settings.ADDRESS.startswith("https:")}
    if request.method == "POST" and settings.ADDRESS:
        code = codes.make(runtime.now())
        link = settings.ADDRESS + reverse("join", args=[code])
        words |= {"link": link, "picture": _picture(link)}
    return render(request, "access/invite.html", words)


def _picture(link: str) -> str:
    # Black on white in dark mode too: many cameras cannot read the inverse.
    drawn: str = segno.make(link, error="m", micro=False).svg_inline(
        dark="#000", light="#fff", border=4, omitsize=True, svgclass="join-code", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 made by segno from an address of ours


@open_to_all
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """On the phone: opening shows a button, pressing it spends the code (scanners and previews open addresses too)."""
    address, now = request.META.get("REMOTE_ADDR", ""), runtime.now()
    if wait := attempts.wait(address, now):
        return render(request, "access/join.html", {"error": _please_wait(wait)}, status=429)
    if request.method == "POST" and codes.use(code, now):
        return remember(redirect("/"))
    if request.method == "GET" and codes.stands(code, now):
        return render(request, "access/join.html", {})
    attempts.count_wrong(address, now)
    return render(request, "access/join.html", {"spent": True}, status=410)
