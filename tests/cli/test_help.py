"""Every command says what it does, by example, and stands in the README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

import click
import pytest

from futago import __version__
from futago.cli import COMMANDS
from tests.command_line import ROOT, futago


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command and every command of a group, by what is typed."""
    for name in COMMANDS:
        command: click.Command = import_module(f"futago.cli.{name}").command
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {each}", its) for each, its in command.commands.items())


ALL = dict(commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(name: str) -> None:
    """``--help`` shows at least one whole command line."""
    done = futago(name, "--help")
    assert (0, "") == (done.returncode, done.stderr)
    assert re.search(rf"Examples?:\n(.*\n)*?.*futago {name}\b", done.stdout)


@pytest.mark.parametrize("name", ALL)
def test_every_option_is_explained(name: str) -> None:
    """No option goes without a word of help."""
    assert [] == [
        each.name
        for each in ALL[name].params
        if isinstance(each, click.Option) and not (each.help or each.hidden)
    ]


@pytest.mark.parametrize("name", ALL)
def test_every_command_is_explained(name: str) -> None:
    """Each command has a sentence, that of a group, too."""
    assert re.match(r"[A-Z].*[.:]$", (ALL[name].help or "").splitlines()[0])


def test_first_help_lists_every_command() -> None:
    """``futago --help`` has every command with its line."""
    done = futago("--help")
    listed = re.findall(r"^  (\w+) +([A-Z].*)$", done.stdout.split("Commands:")[1], re.MULTILINE)
    assert list(COMMANDS.items()) == listed


def test_readme_lists_every_command() -> None:
    """The README's table has a row for each, in the same order."""
    rows = re.findall(r"^\| `futago (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert list(COMMANDS) == rows


def test_version() -> None:
    """``--version`` is data: on stdout, and the package's."""
    done = futago("--version")
    assert (0, f"futago, version {__version__}\n", "") == (done.returncode, done.stdout, done.stderr)
