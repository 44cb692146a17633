"""Options and helpers that several commands share."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.config import Settings
from kg.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, exists=True, path_type=Path)
MANY = 50  # steps of a stage that is told of more than once


def store_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--store DIR`; None means the setting."""
    return click.option("--store", type=FOLDER, help="Folder of the store.  [default: build/store]")(command)


def settings() -> Settings:
    """The settings of the environment."""
    return Settings.from_environment()


def write_out(body: bytes, out: Path | None) -> None:
    """Writes an answer to the file of `--out`, or to stdout without one. Raises UsageError when the file cannot be."""
    if out is None:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(body)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error}). Choose another file with --out") from error


@contextmanager
def working(what: str) -> Iterator[None]:
    """Says on stderr what takes a while; with a clock that moves when that is a terminal."""
    shown = console(error=True)
    if not shown.is_terminal:
        click.echo(f"{what} …", err=True)
        yield
        return
    with shown.status(f"{what} …"):
        yield


def console(*, error: bool = False) -> Console:
    """Where tables and progress go: as wide as the terminal, and wide enough for whole rows in a pipe or file."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else max(shutil.get_terminal_size((200, 24)).columns, 200)
    return Console(file=stream, width=width, highlight=False, soft_wrap=False)


@contextmanager
def shown_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Shows the stage at work on stderr, with its time.

    When that is no terminal: a line for each stage, and one for each fifth of a stage of many steps.
    """
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = console(error=True)
    if not shown.is_terminal:
        said: set[tuple[str, int]] = set()

        def say(stage: str, done: int, total: int) -> None:
            fifth = 5 * done // total if total >= MANY else 0
            if (stage, fifth) not in said:
                said.add((stage, fifth))
                click.echo(f"{stage} {done} of {total} …" if fifth else f"{stage} …", err=True)

        yield say
        return
    with Progress(TextColumn("{task.description:<12}"), BarColumn(), TimeElapsedColumn(), console=shown) as bar:
        tasks: dict[str, int] = {}

        def tell(stage: str, done: int, total: int) -> None:
            task = tasks.setdefault(stage, -1)
            if task < 0:
                task = tasks[stage] = bar.add_task(stage, total=total or None)
            bar.update(task, completed=done, total=total or None)  # type: ignore[arg-type]

        yield tell
