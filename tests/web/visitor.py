"""Somebody at the site without a browser: answers given through `care`, forms sent as the pages would send them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from backwise.care.screening import Status, give_answers, status_of
from backwise.care.visit import Visit, change_setting
from backwise.engine.replay import PersonState
from backwise.library.files import read_files
from backwise.web import runtime
from backwise.web.store import DjangoStore


def well() -> dict[str, Any]:
    """The answers of a person to whom nothing applies."""
    return dict(read_files().tables["baseline.toml"]["answers"])


def visit(zone: str = "UTC") -> Visit:
    """The one person of this site, now."""
    person = runtime.the_person()
    return Visit(person, "test", zone, runtime.now(), DjangoStore(), runtime.library(), runtime.new_id)


def state() -> PersonState:
    return visit().state()


def types() -> list[str]:
    here = visit()
    return [event.type for event in here.store.events_of(here.person)]


def answered(stop_at: str = "", region: str = "GB", **changed: Any) -> Status:
    """Everything answered up to that page (or to the end); underscores in names stand for hyphens."""
    here = visit()
    change_setting(here, "region", region)
    answers = well() | {key.replace("_", "-"): value for key, value in changed.items()}
    status = status_of(here)
    for _ in range(40):
        if status.locked or status.step is None or status.step.page == stop_at:
            return status
        status = give_answers(here, {fact: answers.get(fact, False) for fact in status.step.facts})
    raise AssertionError("the questions do not end")


def form(html: str) -> dict[str, list[str]]:
    """The hidden fields and what is already chosen in the page's form, as a browser would send it."""
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        chosen = found.get("type") not in ("checkbox", "radio") or " checked" in tag
        if chosen and "name" in found:
            fields.setdefault(found["name"], []).append(found.get("value", ""))
    return fields


def send(client: Any, path: str, fields: Mapping[str, Any] | None = None, action: str = "next") -> Any:
    """Open a page, change some fields of its form and send it."""
    sheet: dict[str, Any] = form(client.get(path).content.decode())
    sheet |= {"action": action} | dict(fields or {})
    return client.post(path, sheet)
