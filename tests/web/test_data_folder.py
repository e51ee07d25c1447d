"""The data folder: for its owner alone, backed up, and a sentence for everything that can be wrong with it."""

from __future__ import annotations

import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from backwise.web.database import KEEP, back_up, known_migrations
from backwise.web.folder import data_folder, open_folder
from tests.served import Serve
from tests.web.far_phone import Phone, stored


def limited(size: int) -> str:
    """No file may grow over `size` bytes: what a full disk does, without filling one."""
    return f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"


def modes(folder: Path) -> set[str]:
    return {f"{path.name} {stat.S_IMODE(path.stat().st_mode):o}" for path in [folder, *folder.rglob("*")]}


def test_data_of_a_newer_backwise_is_refused_and_left_alone(serve_process: Serve) -> None:
    first = serve_process()
    first.wait()
    first.stop()
    with closing(sqlite3.connect(first.data / "backwise.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('web', '9999_later', '2027-01-01')"
        )
    before = (first.data / "backwise.sqlite3").read_bytes()
    assert "newer Backwise" in serve_process().refusal()
    assert (first.data / "backwise.sqlite3").read_bytes() == before


def test_a_damaged_file_names_the_last_good_copy(serve_process: Serve) -> None:
    first = serve_process()
    first.wait()
    Phone(first)
    first.stop()
    serve_process().wait()
    (copy,) = (first.data / "backups").iterdir()
    for name in ("backwise.sqlite3", "backwise.sqlite3-wal", "backwise.sqlite3-shm"):
        (first.data / name).unlink(missing_ok=True)
    (first.data / "backwise.sqlite3").write_bytes(b"not a database at all" * 1000)
    said = serve_process().refusal()
    assert "is damaged" in said
    assert f"cp '{copy}' '{first.data / 'backwise.sqlite3'}'" in said


def test_a_damaged_file_without_a_copy_says_that_too(serve_process: Serve, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "backwise.sqlite3").write_bytes(b"not a database at all" * 1000)
    assert "there is no copy" in serve_process().refusal()


@pytest.mark.parametrize("data", ["/dev/null", "/proc/backwise", "/dev/null/backwise"])
def test_a_folder_that_cannot_be_is_said(serve_process: Serve, data: str) -> None:
    said = serve_process(data=data).refusal()
    assert f"Backwise cannot keep your data in {data}" in said
    assert "--data FOLDER" in said


def test_no_room_at_the_first_start_is_said(serve_process: Serve) -> None:
    assert "Make room" in serve_process(before=limited(10_000)).refusal()


def test_a_disk_that_fills_while_running_says_so_and_keeps_what_was_answered(serve_process: Serve) -> None:
    served = serve_process(before=limited(300_000))
    served.wait()
    phone = Phone(served)
    small = phone.event()
    assert phone.post([small])[0] == 200
    status, reply = phone.post([phone.event("x" * 450_000)])
    assert status == 503
    assert "was not saved" in reply["what"]
    assert small["id"] in stored(served.data)
    served.stop()
    _, errors = served.process.communicate()
    assert "xxxx" not in errors


def test_backups_are_made_once_for_each_change_and_seven_are_kept(tmp_path: Path) -> None:
    open_folder(tmp_path)
    with closing(sqlite3.connect(tmp_path / "backwise.sqlite3")) as database:
        database.execute("CREATE TABLE note (text)")
        for number in range(KEEP + 3):
            database.execute("INSERT INTO note VALUES (?)", (number,))
            database.commit()
            back_up(tmp_path)
            back_up(tmp_path)
    copies = sorted((tmp_path / "backups").iterdir())
    assert len(copies) == KEEP
    with closing(sqlite3.connect(copies[-1])) as last, closing(sqlite3.connect(copies[0])) as first:
        assert last.execute("SELECT count(*) FROM note").fetchone() == (KEEP + 3,)
        assert first.execute("SELECT count(*) FROM note").fetchone() == (4,)


def test_starting_again_without_a_change_makes_no_new_copy(serve_process: Serve) -> None:
    made = []
    for _ in range(3):
        served = serve_process()
        served.wait()
        served.stop()
        made.append(sorted(path.name for path in (served.data / "backups").iterdir()))
    assert made[0] == []
    assert len(made[1]) == 1
    assert made[2] == made[1]


def test_the_known_migrations_are_those_of_the_folder() -> None:
    assert "0001_initial" in known_migrations()


def test_data_lives_where_told_else_in_the_environment_else_where_data_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    monkeypatch.setenv("XDG_DATA_HOME", "/xdg")
    monkeypatch.setenv("BACKWISE_DATA", "/named")
    assert data_folder("/given") == Path("/given")
    assert data_folder() == Path("/named")
    monkeypatch.delenv("BACKWISE_DATA")
    assert data_folder() == Path("/xdg/backwise")
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert data_folder() == Path("/home/someone/.local/share/backwise")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert data_folder() == Path("/home/someone/.local/share/backwise")


def test_a_folder_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    (folder / "backwise.sqlite3").touch(mode=0o644)
    open_folder(folder)
    assert {"data 700", "backwise.sqlite3 600"} <= modes(folder)


def test_everything_in_the_folder_is_for_its_owner_alone(serve_process: Serve) -> None:
    served = serve_process(before="import os; os.umask(0)")
    served.wait()
    Phone(served)
    assert all(item.endswith(("700", "600")) for item in modes(served.data))
    served.stop()
    again = serve_process(before="import os; os.umask(0)")
    again.wait()
    Phone(again)
    found = modes(served.data)
    assert {"data 700", "backups 700", "secret-key 600", "backwise.sqlite3 600", "backwise.sqlite3-wal 600"} <= found
    assert any(re.fullmatch(r"backwise-\d+T\d+Z\.sqlite3 600", item) for item in found)
    assert all(item.endswith(("700", "600")) for item in found)
