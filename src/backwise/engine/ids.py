"""Identifiers of events: UUIDv7 (RFC 9562) for what people do, UUIDv5 for what follows from it."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID, uuid5

# Our own namespace for decisions: two makers of the same decision make the same id.
DECISIONS = UUID("6f1d1a52-6d0b-5d8e-9c5c-0b6a8a3c2f11")


def uuid7(milliseconds: int, random_bytes: bytes) -> UUID:
    """A UUIDv7 from Unix time in milliseconds and ten random bytes (RFC 9562, 5.7)."""
    if not 0 <= milliseconds < 1 << 48 or len(random_bytes) != 10:
        raise ValueError("uuid7 needs milliseconds below 2**48 and ten random bytes")
    value = milliseconds << 80 | int.from_bytes(random_bytes, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def nth(base: UUID, number: int) -> UUID:
    """The id of the `number`-th event made together with `base` (same time, same version): a form sent twice makes the same ids."""
    if not 0 <= number < 1 << 16:
        raise ValueError("nth counts from 0 to 65535")
    low = (base.int & 0xFFFF) + number & 0xFFFF
    return UUID(int=base.int & ~0xFFFF | low)


def decision_id(person: str, day: str, kind: str, inputs: Any) -> UUID:
    """UUIDv5 of (person, day, type, digest of the inputs) (contracts 4)."""
    digest = hashlib.sha256(json.dumps(inputs, sort_keys=True, default=str).encode()).hexdigest()
    return uuid5(DECISIONS, f"{person}|{day}|{kind}|{digest}")
