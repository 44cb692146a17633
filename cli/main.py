"""`veiligheidsgraaf`: the commands, and what their errors look like.

Exit codes: 0 fine; 1 the data does not conform, or is inconsistent; 2 wrong use or unreadable input; 3 a class that
can have no instances; 4 the reasoner gave no answer; 70 a fault of
the program itself; 130 stopped by the user. Commands import what they need when they run: `--help` is quick.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from cli.add import add
from cli.build import build
from cli.checks import validate
from cli.explain import explain
from cli.export import export
from cli.imports import imports
from cli.load import load
from cli.network import network
from cli.package import package
from cli.publish import publish
from cli.query import query
from cli.reason import reason
from cli.reconcile import reconcile
from cli.serve import serve
from cli.snapshots import backup, infer, prune, restore, rollback, snapshots, token
from kg.errors import GraphError

FAULT, STOPPED, PIPE_CLOSED = 70, 130, 141

HELP = """A knowledge graph of Dutch public-safety policy documents.

\b
  veiligheidsgraaf build                        read data/documents into a store
  veiligheidsgraaf add plan.pdf                 see what is found in a new document
  veiligheidsgraaf serve                        open it on http://127.0.0.1:8000
  veiligheidsgraaf query targets --format csv   answer one of the set questions
  veiligheidsgraaf network graph --out who.gexf a network of actors, as a file or a picture
  veiligheidsgraaf load data.ttl --store mine   serve any RDF as well as our own

Every fact in the graph shows the words it was read from: document, line and quote.

\b
Settings are environment variables VEILIGHEIDSGRAAF_<NAME>: BASE, DOCUMENTS, STORE, HOST, PORT,
QUERY_TIMEOUT and others; options go before them. A command says more with --help.

\b
Exit codes: 0 fine, 1 the data does not conform or is inconsistent, 2 wrong use or unreadable input,
3 a class can have no instances, 4 the reasoner gave no answer.
"""


@click.group(help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="veiligheidsgraaf", message="%(version)s")
def cli() -> None:
    pass


KEEPING = (load, backup, restore, snapshots, rollback, prune, infer, token)
COMMANDS = (
    build, add, serve, query, network, validate, reason, explain, export, package, publish, reconcile, imports,
    *KEEPING,
)  # fmt: skip
for command in COMMANDS:
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point. Never returns: ends with one of the exit codes above."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; its exit code."""
    try:
        given = list(arguments) if arguments is not None else None
        code = cli.main(args=given, prog_name="veiligheidsgraaf", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        return STOPPED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except GraphError as error:
        click.echo(f"error: {error}", err=True)
        return error.exit_code
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # the reader has seen enough, as in `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception:  # noqa: BLE001 - told in full, and with a code that is not "does not conform"
        traceback.print_exc()
        click.echo("error: a fault of the program; please report it with the lines above", err=True)
        return FAULT
