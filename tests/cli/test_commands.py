"""The commands themselves: help, version, check, verify, serve, passphrase, and the real `backwise` in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backwise import __version__
from backwise.care.verify import Report, Violation
from backwise.library import checks, load_library
from backwise.library.findings import Finding
from backwise.motion import checks as motion_checks

EXAMPLES = Path(__file__).parents[2] / "examples"
BACKWISE = Path(sys.executable).with_name("backwise")
PLAIN = {
    key: value
    for key, value in os.environ.items()
    if not key.startswith(("BACKWISE_", "DJANGO_", "PYTHON", "LC_", "LANG"))
}


def real(*arguments: str, input: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [BACKWISE, *arguments], check=False, input=input, capture_output=True, env=PLAIN | environment, timeout=60
    )


def test_without_a_command_the_help_is_shown(run):
    result = run()
    assert result.exit_code == 0
    assert "Usage: " in result.stdout
    listed = ("questions", "exercises", "screen", "plan", "check", "figure", "verify", "serve", "passphrase")
    assert [name for name in listed if f"  {name} " not in result.stdout] == []


def test_the_version_is_printed(run):
    assert (run("--version").stdout, run("--version").exit_code) == (f"backwise {__version__}\n", 0)


@pytest.fixture
def clean_pictures(monkeypatch):
    """The pictures are not looked at, which takes seconds."""
    monkeypatch.setattr(motion_checks, "run_motion_checks", lambda overlays: [])


def test_check_says_what_it_looked_at_when_nothing_is_wrong(run, monkeypatch, clean_pictures):
    monkeypatch.setattr(checks, "run_checks", lambda overlays, today: [])
    result = run("check")
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    assert f"{len(load_library().exercises)} exercises" in text
    assert f"{len([*checks.checks(), *motion_checks.checks()])} checks found nothing to mend" in text
    assert text.endswith(f"{len(load_library().exercises)} motions.")


def test_the_built_in_knowledge_passes_its_checks(run):
    result = run("check")
    assert result.exit_code == 0, result.stdout


def test_check_prints_each_finding_on_one_line_and_a_count(run, monkeypatch, clean_pictures):
    found = [
        Finding("exercises/cat/exercise.toml", "level", "is 'easy'.", "Use one of beginner."),
        Finding("a", "b", "c.", "d."),
    ]
    monkeypatch.setattr(checks, "run_checks", lambda overlays, today: found)
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [*(str(finding) for finding in found), "2 findings."]


def test_check_prints_what_is_wrong_with_the_pictures_too(run, monkeypatch):
    found = Finding("exercises/cat/motion.toml", "keys.hold", "the head floats.", "Lower it.")
    monkeypatch.setattr(checks, "run_checks", lambda overlays, today: [])
    monkeypatch.setattr(motion_checks, "run_motion_checks", lambda overlays: [found])
    result = run("check")
    assert (result.exit_code, result.stdout.splitlines()) == (1, [str(found), "1 finding."])


def test_check_reads_the_overlays(run, tmp_path):
    folder = tmp_path / "exercises" / "hop"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text('level = "easy"\n')
    result = run("--knowledge", str(tmp_path), "check")
    assert result.exit_code == 1
    assert "exercises/hop/exercise.toml: level: is 'easy'." in result.stdout
    assert "exercises/hop/motion.toml: -: is missing." in result.stdout


def given_report(monkeypatch: pytest.MonkeyPatch, *violations: Violation) -> dict[str, Any]:
    """`verify` gets this report; what it was asked for is returned."""
    asked: dict[str, Any] = {}

    def run(library: Any, **options: Any) -> Report:
        asked.update(options, library=library)
        options["progress"]("bars", 1, 2)
        return Report({"bars": {"combinations": 29312}, "screens": {"single answers": 7}}, violations)

    monkeypatch.setattr("backwise.care.verify.run", run)
    return asked


def test_verify_prints_what_it_counted_and_that_every_law_holds(run, monkeypatch):
    asked = given_report(monkeypatch)
    result = run("verify", "--sample", "5", "--seed", "9")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "bars: 29,312 combinations\nscreens: 7 single answers\nEvery law holds.\n"
    assert (asked["sample"], asked["seed"], asked["library"].version) == (5, 9, load_library().version)


def test_verify_tries_everything_unless_told_otherwise(run, monkeypatch):
    asked = given_report(monkeypatch)
    run("verify")
    assert (asked["sample"], asked["seed"]) == (None, 0)


def test_verify_prints_the_smallest_counter_example_and_exits_1(run, monkeypatch):
    broken = Violation("bars", "what a condition bars is not allowed", "cat", {"conditions": ("slipped-disc",)})
    given_report(monkeypatch, broken)
    result = run("verify")
    assert result.exit_code == 1
    assert "bars: what a condition bars is not allowed: cat (conditions = slipped-disc)\n" in result.stdout
    assert "1 law broken" in result.stdout and "Every law holds" not in result.stdout


def test_a_real_sample_of_verify_holds(run):
    result = run("verify", "--sample", "1", columns=60)
    assert result.exit_code == 0, result.stdout
    assert [line.partition(":")[0] for line in result.stdout.splitlines() if line[0] != " "][:3] == [
        "bars",
        "programmes",
        "screens",
    ]
    assert max(map(len, result.stdout.splitlines())) <= 60


def test_verify_refuses_a_sample_of_nothing(run):
    assert run("verify", "--sample", "0").exit_code == 2


def test_serve_gets_every_option(run, monkeypatch):
    given: dict[str, Any] = {}
    monkeypatch.setattr("backwise.web.serve.serve", lambda **options: given.update(options))
    result = run(
        "--knowledge", "one", "--knowledge", "two", "serve", "--host", "0.0.0.0", "--port", "8010", "--data", "here",
        "--certificate", "c.pem", "--key", "k.pem", "--public-url", "https://example.org",
    )  # fmt: skip
    assert result.exit_code == 0
    assert {key: str(value) for key, value in given.items() if key != "overlays"} == {
        "host": "0.0.0.0",
        "port": "8010",
        "data": "here",
        "certificate": "c.pem",
        "key": "k.pem",
        "public_url": "https://example.org",
    }
    assert [str(path) for path in given["overlays"]] == ["one", "two"]


def test_serve_listens_on_loopback_unless_told_otherwise(run, monkeypatch):
    given: dict[str, Any] = {}
    monkeypatch.setattr("backwise.web.serve.serve", lambda **options: given.update(options))
    run("serve")
    assert (given["host"], given["port"], given["data"], given["overlays"]) == ("127.0.0.1", 8000, None, ())


def test_serve_refuses_a_port_that_is_none_in_one_sentence(run, tmp_path):
    result = run("serve", "--port", "70000", "--data", str(tmp_path))
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "70000 is not a port" in result.stderr


def test_a_piped_passphrase_is_kept_and_never_printed(run, tmp_path):
    from backwise.web.passphrase import kept, matches

    result = run("passphrase", "--data", str(tmp_path), input="four odd words here\nmore\n")
    assert result.exit_code == 0
    assert matches(kept(tmp_path) or "", "four odd words here")
    assert "odd words" not in result.output and str(tmp_path) in result.stdout


def test_a_typed_passphrase_is_asked_twice_without_echo(tmp_path):
    from backwise.web.passphrase import kept, matches

    pty = pytest.importorskip("pty")
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [BACKWISE, "passphrase", "--data", str(tmp_path)],
        stdin=end, stdout=end, stderr=end, env=PLAIN, start_new_session=True,
    )  # fmt: skip
    os.close(end)
    shown = b""
    for prompt, typed in ((b"New passphrase: ", b"four odd words here"), (b"The same again: ", b"four odd words here")):
        shown += read_until(terminal, prompt)
        os.write(terminal, typed + b"\n")
    shown += read_until(terminal, b"from now on.")
    assert process.wait(20) == 0
    os.close(terminal)
    assert b"odd words" not in shown
    assert matches(kept(tmp_path) or "", "four odd words here")


def read_until(terminal: int, words: bytes) -> bytes:
    """What a terminal shows until these words (without its line breaks)."""
    shown = b""
    while words not in shown:
        shown += os.read(terminal, 1024).replace(b"\r\n", b" ")
    return shown


def test_two_different_passphrases_are_asked_again(run, tmp_path, monkeypatch):
    from backwise.web.passphrase import kept, matches

    monkeypatch.setattr("backwise.cli._at_a_terminal", lambda: True)
    typed = ["four odd words here", "four odd words there", "four odd words now", "four odd words now"]
    result = run("passphrase", "--data", str(tmp_path), input="\n".join(typed) + "\n")
    assert result.exit_code == 0
    assert matches(kept(tmp_path) or "", "four odd words now")


@pytest.mark.parametrize(
    ("piped", "said"), [(b"short\n", "at least 8"), (b"", "at least 8"), (b"\xff\xfe\xff\n", "UTF-8")]
)
def test_a_passphrase_that_will_not_do_is_refused_in_one_sentence(run, tmp_path, piped, said):
    result = run("passphrase", "--data", str(tmp_path), input=piped)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(("name", "code"), [("slipped-disc", 0), ("danger-signs", 3), ("nowhere", 2)])
def test_the_real_command_gives_json_on_standard_output_and_its_exit_code(name, code):
    result = real("plan", str(EXAMPLES / f"{name}.json"), "--json")
    assert result.returncode == code
    assert (b"" if code == 2 else result.stdout) == result.stdout
    assert bool(result.stderr) == (code == 2)
    if code != 2:
        assert json.loads(result.stdout)["screen"]["level"] in ("go", "emergency")


def test_the_real_command_reads_a_pipe():
    result = real("screen", "-", "--json", input=(EXAMPLES / "empty.json").read_bytes())
    assert (result.returncode, json.loads(result.stdout)["level"]) == (0, "ask")


def test_python_m_backwise_is_the_same_command():
    result = subprocess.run(
        [sys.executable, "-m", "backwise", "--version"], check=False, capture_output=True, text=True, env=PLAIN
    )
    assert (result.returncode, result.stdout) == (0, f"backwise {__version__}\n")


def test_a_reader_that_goes_away_is_no_traceback():
    result = subprocess.run(
        f"'{BACKWISE}' exercises | head -n 1", check=False, shell=True, capture_output=True, text=True, env=PLAIN
    )
    assert (result.stdout.count("\n"), result.stderr) == (1, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_pipe_that_carries_no_thai_gets_the_same_json_and_readable_text(encoding):
    usual, narrow = real("exercises", "--json"), real("exercises", "--json", PYTHONIOENCODING=encoding)
    assert narrow.returncode == 0
    assert json.loads(narrow.stdout.decode(encoding)) == json.loads(usual.stdout)
    text = real("plan", str(EXAMPLES / "slipped-disc.json"), PYTHONIOENCODING=encoding)
    assert (text.returncode, text.stderr) == (0, b"")


def test_a_terminal_gets_bold_headings_and_a_pipe_none():
    pytest.importorskip("pty")
    import pty

    parent, child = pty.openpty()
    subprocess.run(
        [BACKWISE, "screen", str(EXAMPLES / "empty.json")],
        check=False,
        stdout=child,
        env=PLAIN | {"TERM": "xterm"},
        timeout=60,
    )
    os.close(child)
    assert b"\x1b[1mSome questions are still open. (ask)" in os.read(parent, 4096)
    os.close(parent)
    assert b"\x1b" not in real("screen", str(EXAMPLES / "empty.json")).stdout


def test_screen_and_plan_start_without_django():
    code = (
        "import sys; from typer.testing import CliRunner; from backwise.cli import app\n"
        f"result = CliRunner().invoke(app, ['plan', {str(EXAMPLES / 'slipped-disc.json')!r}])\n"
        "assert result.exit_code == 0\n"
        "print(sorted(name for name in sys.modules if name in ('django', 'numpy', 'granian')))"
    )
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, env=PLAIN)
    assert result.stdout == "[]\n", result.stderr
