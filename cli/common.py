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

if TYPE_CHECKING:
    from rich.console import Console

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, exists=True, path_type=Path)


def store_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--store DIR`; None means the setting."""
    return click.option("--store", type=FOLDER, help="Folder of the store.  [default: build/store]")(command)


def settings() -> Settings:
    """The settings of the environment."""
    return Settings.from_environment()


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
