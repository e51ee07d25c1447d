"""The lock files pin every package by hash and name no host."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"

PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; .+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pins(text: str) -> dict[str, str]:
    """Name and version of each entry; anything that is not a pin with hashes is an error."""
    if "://" in text:
        raise ValueError("names a host")
    found = {}
    for entry in text.replace("\\\n", "").splitlines():
        requirement, *hashes = re.split(r"\s+(?=--hash)", entry.strip())
        pin = PIN.fullmatch(requirement)
        if pin is None:
            raise ValueError(f"not pinned to a version: {entry}")
        if not hashes or not all(HASH.fullmatch(each) for each in hashes):
            raise ValueError(f"not pinned by hash: {entry}")
        found[pin["name"]] = pin["version"]
    return found


@pytest.mark.parametrize("lock", [RUN, DEVELOPMENT], ids=lambda lock: lock.name)
def test_a_lock_pins_every_package_by_hash_and_names_no_host(lock: Path) -> None:
    assert pins(lock.read_text())


def test_development_uses_the_versions_that_people_run() -> None:
    assert pins(RUN.read_text()).items() <= pins(DEVELOPMENT.read_text()).items()


def test_the_build_backend_is_locked_too() -> None:
    assert "hatchling" in pins(RUN.read_text())


GOOD = f"django==5.2.1 ; python_version >= '3.11' \\\n    --hash=sha256:{'0' * 64}\n"


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        (f"--index-url https://packages.example/simple\n{GOOD}", "names a host"),
        (GOOD.replace("django==5.2.1", "django @ file:///tmp/django"), "names a host"),
        (GOOD.replace("==", ">="), "not pinned to a version"),
        (GOOD.replace("0" * 64, "0" * 63), "not pinned by hash"),
        ("django==5.2.1\n", "not pinned by hash"),
    ],
)
def test_a_bad_lock_is_refused(bad: str, complaint: str) -> None:
    assert pins(GOOD) == {"django": "5.2.1"}
    with pytest.raises(ValueError, match=complaint):
        pins(bad)
