"""The command line. Only this room prints, and only it chooses exit codes.

0 done; 1 findings, or it failed; 2 bad input; 130 interrupted. Data goes to stdout, text for people to
stderr.
"""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Any

import click

from futago import __version__
from futago.cli.options import warn
from futago.errors import FutagoError, SpecError

COMMANDS = {
    "validate": "Check a spec and say everything that is wrong with it.",
    "schema": "Print the JSON Schema of specs, or of what futago writes.",
    "uses": "Show which application may read and write what, and where.",
    "env": "Print an application's environment, or check contracts.",
    "synth": "Write the Terraform JSON of every stack.",
    "lint": "Find what ties application code to one Region.",
    "review": "Review Terraform plans of both Regions as one change.",
    "promote": "Promote a Region: make it the home of the estate.",
    "parity": "Compare spec, first and second Region as AWS has them now.",
    "ready": "Say whether a promotion would succeed now, and at what loss.",
    "reconcile": "Bring spec, AWS and Terraform together again after a promotion.",
    "rehearse": "Promote a Region on the embedded AWS, under load, and go back.",
    "runbook": "Render the steps of a promotion as a document.",
    "backfill": "Copy existing objects to the other Region, both ways.",
    "demo": "Build the estate on the embedded AWS and prove the pair.",
    "bootstrap": "Make the buckets that hold the Terraform state.",
    "emulator": "Start, stop and darken the embedded AWS.",
    "doctor": "Say what this machine lacks.",
}
"""Each command's file in this folder, and its line of help; nothing is imported to show these."""

EXIT_INTERRUPTED = 130
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NEW_OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""By Python's own 700, a sixth of a start goes into looking for garbage among what was just loaded."""


class _Commands(click.Group):
    """The commands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 # click's signature
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"futago.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: futago demo",
)
@click.version_option(__version__, prog_name="futago")
def app() -> None:
    """One spec of an estate becomes Terraform for a pair of AWS Regions, Tokyo and Osaka."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; returns the exit code after printing what is to be said."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        result: Any = app(list(arguments) if arguments is not None else None, standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        wrong.show(sys.stderr)
        return 2
    except FutagoError as error:
        report(error)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort) as stop:
        # click hides the interrupt, which may say how it left things, behind its own.
        click.echo(str(stop.__cause__ or stop) or "Interrupted.", err=True)
        _end_node()
        return EXIT_INTERRUPTED
    except OSError as error:
        return _unwritten(error)
    return result if isinstance(result, int) else 0


def _unwritten(error: OSError) -> int:
    """Say that nothing can be written any more, where it is that and somebody is there to be told."""
    if isinstance(error, BrokenPipeError):
        # The reader of stdout has gone (`futago schema | head`): nothing is left to say to it.
        sys.stderr.close()
        return 1
    if error.errno not in _NO_ROOM:
        raise error
    # Or Python tries once more when it ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    report(FutagoError(f"{error.filename or 'the output'} can't be written: {error.strerror}"))
    return 1


def _end_node() -> None:
    """End jsii's Node in silence: Ctrl-C has reached it too, and jsii would show a traceback for that."""
    jsii = sys.modules.get("jsii")
    if jsii is not None:
        with suppress(OSError):
            jsii.kernel.provider._process.stop()  # noqa: SLF001 # jsii has no public way to end it


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def report(error: FutagoError) -> None:
    """Say to people what went wrong and what to do next."""
    if isinstance(error, SpecError):
        warn(error.warnings)
    for line in error.message.splitlines():
        click.secho("error: ", fg="red", bold=True, nl=False, err=True)
        click.echo(line, err=True)
    if error.next_command:
        click.secho("next:  ", fg="cyan", bold=True, nl=False, err=True)
        click.echo(error.next_command, err=True)


def main() -> None:
    """The entry point of the ``futago`` command."""
    gc.set_threshold(_NEW_OBJECTS_BETWEEN_COLLECTIONS)
    try:
        code = run()
    finally:
        gc.freeze()  # at its end Python would look through all that is loaded once more
    sys.exit(code)
