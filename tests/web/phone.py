"""What a phone sends."""

from __future__ import annotations

from typing import Any

from backwise.web import runtime

REGION = {"key": "region", "value": "TW"}


def sent(kind: str = "SettingChanged", data: Any = REGION, **other: Any) -> dict[str, Any]:
    """An event as a phone in Taipei sends it: happened a minute ago, not recorded yet."""
    person = runtime.the_person()
    event = {
        "id": str(runtime.new_id()),
        "type": kind,
        "schema": 1,
        "person": person,
        "device": "phone-1",
        "actor": {"kind": "person", "id": person},
        "happened_at": "2026-11-21T16:59:00.000+08:00",
        "zone": "Asia/Taipei",
        "day": "2026-11-21",
        "recorded_at": None,
        "knowledge": "0123456789ab",
        "data": data,
    }
    return {key: value for key, value in {**event, **other}.items() if value is not ...}
