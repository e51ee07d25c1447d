"""The command line (DESIGN 6, contracts 7): parses, calls one verb, prints. `--json` gives stable shapes for other programs."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, BinaryIO, NoReturn

import typer
import typer.core

from backwise import __version__
from backwise.care import listings, manual, plain_text
from backwise.care.answer_files import AnswerFile, AnswerFileError, did_you_mean, read_answer_file, shown_key
from backwise.care.programme import PERSONAL
from backwise.engine.events import day_of
from backwise.engine.library import Library
from backwise.engine.safety import NO_CLEARANCES, Cleared, Screening, screen
from backwise.library import KnowledgeError, load_library

FINDINGS, BAD_INPUT, NOT_CLEARED = 1, 2, 3
NARROWEST, WIDEST = 40, 80


class Commands(typer.core.TyperGroup):
    """The commands. What an overlay breaks is its author's mistake, and is said in the words of `check`."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (LookupError, ValueError, TypeError, AttributeError):
            from backwise.library.checks import run_checks

            if not ctx.obj or not (found := run_checks(ctx.obj)):
                raise
            _refuse(found)


app = typer.Typer(
    cls=Commands,
    help="A home exercise programme for low back pain that asks about danger signs first.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help='Answers: {"answers": {question: value}} with optional "today", "stage", "region". - is standard input.',
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Data = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Where your data is kept. Otherwise BACKWISE_DATA, or ~/.local/share/backwise."),
]


def main() -> None:
    """The `backwise` command."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign gets a stand-in, never an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app(prog_name="backwise")


@app.callback(invoke_without_command=True)
def backwise(
    context: typer.Context,
    knowledge: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="Lay a folder over the knowledge: it may add and tighten. Repeatable."),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    context.obj = tuple(knowledge or ())
    if version:
        typer.echo(f"backwise {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def questions(context: typer.Context, as_json: Json = False) -> None:
    """List every question: its answers, when it is asked, which rules need it."""
    library = _library(context)
    found = listings.questions(library)
    _print(found, plain_text.questions_text(found, library, _width()), as_json)


@app.command()
def exercises(context: typer.Context, as_json: Json = False) -> None:
    """List every exercise: what it needs, its first dose, who should avoid it."""
    library = _library(context)
    found = listings.exercises(library)
    _print(found, plain_text.exercises_text(found, library, _width()), as_json)


@app.command("screen")
def screen_command(context: typer.Context, file: File, as_json: Json = False) -> None:
    """Look for danger signs in a file of answers. Exits 0 at every level."""
    library = _library(context)
    answers = _answers(file, library)
    result = _screened(answers, library)
    found = listings.screening(result, answers.facts, library)
    _print(found, plain_text.screen_text(found, result, answers, library, _width()), as_json)


@app.command()
def plan(
    context: typer.Context,
    file: File,
    as_json: Json = False,
    programme: Annotated[
        str, typer.Option(metavar="ID", help="A printed programme instead of the personal one.")
    ] = PERSONAL,
) -> None:
    """Make the programme for a file of answers. Exits 3 when the safety questions do not clear it."""
    library = _library(context)
    known = listings.programmes(library)
    if programme not in known:
        _refuse([f"--programme: {shown_key(programme)} is not a programme. {did_you_mean(programme, known)}"])
    answers = _answers(file, library)
    result = _screened(answers, library)
    found = listings.plan(result, answers.facts, programme=programme, stage=answers.stage, library=library)
    _print(found, plain_text.plan_text(found, result, answers, library, _width()), as_json)
    if not isinstance(result, Cleared):
        raise typer.Exit(NOT_CLEARED)


@app.command()
def check(context: typer.Context) -> None:
    """Look for mistakes in the knowledge and in its pictures. Exits 1 when there are any."""
    from backwise.library.checks import checks, run_checks
    from backwise.motion import checks as motion_checks

    found = [*run_checks(context.obj, _today()), *motion_checks.run_motion_checks(context.obj)]
    for finding in found:
        typer.echo(finding)
    if found:
        typer.echo(f"{plain_text.counted(len(found), 'finding')}.")
        raise typer.Exit(FINDINGS)
    library = _library(context)
    count = len([*checks(), *motion_checks.checks()])
    # Each exercise has a motion: one without is a finding.
    motions = f"{len(library.exercises)} motions"
    _say(f"{count} checks found nothing to mend in {listings.counts(library)}, {motions}.")


@app.command()
def figure(
    context: typer.Context,
    exercise: Annotated[str, typer.Argument(metavar="ID", help="An exercise; `backwise exercises` lists them.")],
    out: Annotated[
        str | None,
        typer.Option("-o", metavar="FILE", help="Where to: .svg or .png, .svg or .html where it moves. - prints it."),
    ] = None,
    pose: Annotated[str | None, typer.Option(metavar="NAME", help="A key pose. Otherwise the target.")] = None,
    animated: Annotated[bool, typer.Option("--animated", help="A picture that moves by itself.")] = False,
    mirror: Annotated[bool, typer.Option("--mirror", help="The other side of the body.")] = False,
    look: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who shows it. Otherwise the exercise's own.")
    ] = None,
    for_print: Annotated[
        bool, typer.Option("--print", help="With patterns, so that it can do without colour.")
    ] = False,
    angles: Annotated[bool, typer.Option("--angles", help="The joint angles of each key pose, as JSON.")] = False,
) -> None:
    """Draw an exercise, still or moving."""
    library = _library(context)
    # numpy and the drawing are imported for pictures alone.
    from backwise.motion import figure_files

    asked = figure_files.Asked(exercise, out, pose, look, animated, mirror, for_print, angles, context.obj)
    try:
        content = figure_files.figure(asked, library.texts)
        if out in (None, figure_files.STANDARD_OUTPUT):
            sys.stdout.buffer.write(content)
        else:
            figure_files.write(out, content)
    except figure_files.FigureError as error:
        _refuse(error.problems)


@app.command()
def verify(
    context: typer.Context,
    sample: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Try N cases of each part instead of all of them.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Which sample: the same number tries the same cases.")] = 0,
) -> None:
    """Try the safety rules on every combination of conditions. Exits 1 when a law is broken."""
    from backwise.care.verify import run

    library = _library(context)
    with _progress_bars() as progress:
        report = run(library, sample=sample, seed=seed, progress=progress)
    for part, counts in report.counts.items():
        counted = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        _say(f"{part}: {counted}", plain_text.STEP)
    for violation in report.violations:
        typer.echo(violation)
    if not report.ok:
        typer.echo(
            f"{plain_text.counted(len(report.violations), 'law')} broken; the first line is the smallest example."
        )
        raise typer.Exit(FINDINGS)
    typer.echo("Every law holds.")


def _say(text: str, later_lines: str = "") -> None:
    for line in plain_text.wrapped(text, _width(), after=later_lines):
        typer.echo(line)


@contextmanager
def _progress_bars() -> Iterator[Callable[[str, int, int], None]]:
    """A bar of progress for each part on standard error; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    console = Console(stderr=True)
    tasks: dict[str, TaskID] = {}
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:

        def progress(part: str, done: int, total: int) -> None:
            if part not in tasks:
                tasks[part] = bars.add_task(part)
            bars.update(tasks[part], completed=done, total=total)

        yield progress


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="ADDR", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", help="The port to listen on.")] = 8000,
    data: Data = None,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A certificate for https, with --key.")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="The key of the certificate.")] = None,
    public_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The https address of a proxy in front of Backwise.")
    ] = None,
) -> None:
    """Open the site on this computer, until Ctrl-C."""
    # Django is imported for the site alone: everything else starts without it.
    from backwise.web.serve import serve as serve_site

    serve_site(
        host=host,
        port=port,
        data=data,
        certificate=certificate,
        key=key,
        public_url=public_url,
        overlays=context.obj,
    )


@app.command()
def passphrase(data: Data = None) -> None:
    """Set the passphrase that opens the site to other devices. Asks twice, or reads one line from a pipe."""
    from backwise.web.folder import data_folder
    from backwise.web.serve import set_passphrase

    set_passphrase(_asked_twice() if _at_a_terminal() else _piped_line(), data=data)
    typer.echo(
        f"The passphrase is set, in {data_folder(data)}. Every browser, on this computer too, needs it from now on."
    )


def _at_a_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _asked_twice() -> str:
    return str(typer.prompt("New passphrase", hide_input=True, confirmation_prompt="The same again"))


def _piped_line() -> str:
    try:
        return sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        _refuse(["standard input: the passphrase is not text in UTF-8. Send it as UTF-8."])


@app.command(hidden=True)
def write_manual(
    context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="DIR", help="docs/manual")]
) -> None:
    """Write the generated pages of the manual."""
    library = _library(context)
    (folder / "questions.md").write_text(manual.questions_page(library), "utf-8")
    (folder / "commands.md").write_text(manual.commands_page(typer.main.get_command(app), library), "utf-8")


def _library(context: typer.Context) -> Library:
    from backwise.library.checks import run_checks

    try:
        if context.obj and (findings := run_checks(context.obj)):
            _refuse(findings)
        return load_library(context.obj)
    except KnowledgeError as error:
        _refuse(error.findings)
    except OSError as error:
        _refuse([f"{error.filename}: cannot be read ({error.strerror}). Check --knowledge."])


def _answers(file: str, library: Library) -> AnswerFile:
    try:
        return read_answer_file(name=file, standard_input=_standard_input(), library=library, today=_today())
    except AnswerFileError as error:
        _refuse(error.problems)


def _today() -> date:
    """The day here, from 03:00 to 03:00 as the site counts it."""
    return date.fromisoformat(day_of(datetime.now().astimezone()))


def _standard_input() -> BinaryIO | None:
    return getattr(sys.stdin, "buffer", None)


def _screened(answers: AnswerFile, library: Library) -> Screening:
    return screen(answers.facts, NO_CLEARANCES, library, answers.facts.today)


def _width() -> int:
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def _print(values: Any, lines: Iterable[str], as_json: bool) -> None:
    if as_json:
        # A pipe that cannot carry every sign gets them as escapes: the same JSON.
        plain = "utf" not in (getattr(sys.stdout, "encoding", None) or "").lower()
        typer.echo(json.dumps(values, ensure_ascii=plain, indent=2))
        return
    for line in lines:
        typer.echo(typer.style(line, bold=True) if isinstance(line, plain_text.Heading) else line)


def _refuse(problems: Iterable[object]) -> NoReturn:
    """Bad input: each problem on a line of standard error, exit 2."""
    for problem in problems:
        typer.echo(problem, err=True)
    raise typer.Exit(BAD_INPUT)
