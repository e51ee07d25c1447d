"""A phone that talks to a real served process, and a look into its data file."""

from __future__ import annotations

import http.client
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.served import Served

TOKEN = "a" * 32


class Phone:
    """Sends events over one kept connection, as the page of this served process would."""

    def __init__(self, served: Served) -> None:
        self.served = served
        host, port = served.url.removeprefix("http://").split(":")
        self.connection = http.client.HTTPConnection(host, int(port), timeout=20)
        self.headers = {
            "Origin": served.url,
            "Content-Type": "application/json",
            "Cookie": f"backwise-csrf-{port}={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        assert self.post([]) == (200, {"stored": [], "refused": []})
        self.person = rows(served.data, "SELECT id FROM person")[0][0]

    def post(self, events: list[Any]) -> tuple[int, Any]:
        self.connection.request("POST", "/events", json.dumps(events), self.headers)
        response = self.connection.getresponse()
        return response.status, json.loads(response.read())

    def event(self, filler: str = "") -> dict[str, Any]:
        return {
            "id": str(uuid4()),
            "type": "NoteWritten",
            "schema": 1,
            "person": self.person,
            "device": "phone",
            "actor": {"kind": "person", "id": self.person},
            "happened_at": "2026-11-21T16:59:00.000+08:00",
            "zone": "Asia/Taipei",
            "day": "2026-11-21",
            "recorded_at": None,
            "knowledge": "0123456789ab",
            "data": {"filler": filler},
        }


def rows(data: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(data / "backwise.sqlite3", timeout=20)) as database:
        return database.execute(query).fetchall()


def stored(data: Path) -> set[str]:
    return {event for (event,) in rows(data, "SELECT event FROM event")}
