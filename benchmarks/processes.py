"""Whole processes, from the start to the answer; beside them a process that does nothing."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from .table import Row

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "first-episode.json"
BACKWISE = Path(sys.executable).parent / "backwise"
ROUNDS = 5
MILLI = 1000
START_GOAL_SECONDS = 3
GIVE_UP_SECONDS = 60


def rows() -> Iterator[Row]:
    """Start-up of the command line and of the site."""
    nothing = f"python -c pass: {_wall([sys.executable, '-c', 'pass']):.0f} ms"
    django = f"python -c 'import django': {_wall([sys.executable, '-c', 'import django']):.0f} ms"
    yield Row(
        "backwise screen, process start to end", _wall([str(BACKWISE), "screen", str(EXAMPLE)]), "ms", beside=nothing
    )
    bare = median(_first_answer(bare_site()) for _ in range(ROUNDS))
    ours = median(_first_answer(backwise_site()) for _ in range(ROUNDS))
    beside = f"bare Django page: {bare:.2g} s; {django}"
    yield Row("backwise serve, first start to first answer", ours, "s", START_GOAL_SECONDS, beside=beside)


def _wall(command: Sequence[str]) -> float:
    """Milliseconds of a whole process, median."""
    found = []
    for _ in range(ROUNDS + 1):
        start = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        found.append(MILLI * (perf_counter() - start))
    return median(found[1:])


def _first_answer(site: Site) -> float:
    """Seconds from the start of the process to the first whole answer, on an empty data folder."""
    with tempfile.TemporaryDirectory(prefix="backwise-bench-") as folder:
        start = perf_counter()
        with served(site, Path(folder)) as port:
            get(port, "/")
            return perf_counter() - start


Site = Sequence[str]


def backwise_site() -> Site:
    """The command that serves Backwise; port and data folder follow."""
    return (str(BACKWISE), "serve")


def bare_site() -> Site:
    """The command that serves one bare Django page the same way."""
    return (sys.executable, "-m", "benchmarks.bare_site")


@contextmanager
def served(site: Site, data: Path) -> Iterator[int]:
    """A running site on a free port, open when this is entered."""
    port = _free_port()
    command = [*site, "--port", str(port), "--data", str(data)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("BACKWISE_", "DJANGO_"))}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = perf_counter() + GIVE_UP_SECONDS
    while process.poll() is None and perf_counter() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.005)
        else:
            return
    raise RuntimeError(f"{process.args} does not answer on port {port}")


def get(port: int, path: str, connection: http.client.HTTPConnection | None = None) -> tuple[int, str]:
    """Status and body of one page."""
    connection = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=GIVE_UP_SECONDS)
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode()
