"""The programme page of a finished person beside the bare page, both over HTTP from the same kind of server."""

from __future__ import annotations

import http.client
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from .processes import ROOT, backwise_site, bare_site, get, served
from .table import Row

REQUESTS = 300
ROUNDS = 7
SHARE_GOAL = 0.4
MILLI = 1000


def rows() -> Iterator[Row]:
    """Both sites run at the same time and are asked in turn, so that a busy computer slows both."""
    with tempfile.TemporaryDirectory(prefix="backwise-bench-") as ours, tempfile.TemporaryDirectory() as bare:
        subprocess.run([sys.executable, "-m", "benchmarks.finished_person", ours], cwd=ROOT, check=True)
        with served(backwise_site(), Path(ours)) as port, served(bare_site(), Path(bare)) as other:
            _must_show(port, "/programme/", "</html>")
            _must_show(other, "/", "thing 7")
            found = [(_seconds(port, "/programme/"), _seconds(other, "/")) for _ in range(ROUNDS)]
    page, limit = median(ours for ours, _ in found), median(bare for _, bare in found)
    beside = f"bare page: {MILLI * limit:.2g} ms"
    yield Row("programme page over HTTP", MILLI * page, "ms", beside=beside)
    yield Row("programme page as a share of the bare page", limit / page, "", SHARE_GOAL, least=True, beside=beside)


def _must_show(port: int, path: str, words: str) -> None:
    status, body = get(port, path)
    if status != 200 or words not in body:
        raise RuntimeError(f"{path} gives {status}: there is nothing to measure")


def _seconds(port: int, path: str) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    get(port, path, connection)
    start = perf_counter()
    for _ in range(REQUESTS):
        get(port, path, connection)
    return (perf_counter() - start) / REQUESTS
