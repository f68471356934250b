"""Where ``futago review`` writes, and in which format."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from futago.review.model import Review

FORMATS = {"text": "text", "markdown": "markdown", "html": "html", "json": "as_json", "sarif": "sarif"}
"""Each format's module in ``futago.review.output``."""

_SUFFIXES = {".txt": "text", ".md": "markdown", ".html": "html", ".json": "json", ".sarif": "sarif"}
_STDOUT = Path("-")


@dataclass(frozen=True, slots=True)
class Output:
    """One rendering.

    Attributes:
        file: where to; ``-`` is stdout.
        format: one of ``FORMATS``.
    """

    file: Path
    format: str

    def write(self, review: Review, full_review: str) -> None:
        """Render the review and write it.

        Args:
            review: the review.
            full_review: where all of it is, for a format that has to cut.
        """
        options: dict[str, Any] = {"full_review": full_review} if self.format == "markdown" else {}
        if self.file == _STDOUT and self.format == "text" and sys.stdout.isatty():
            options = {"width": get_terminal_size().columns, "colours": not os.environ.get("NO_COLOR")}
        text = import_module(f"futago.review.output.{FORMATS[self.format]}").render(review, **options)
        # A plan may hold half a surrogate pair, which no UTF-8 can.
        data = text.encode("utf-8", "backslashreplace")
        if self.file == _STDOUT:
            click.echo(data, nl=False)
            return
        try:
            self.file.write_bytes(data)
        except OSError as error:
            raise click.BadParameter(f"{self.file}: {error.strerror or error}", param_hint="--out") from error


def outputs(files: Sequence[Path], named: str | None) -> tuple[Output, ...]:
    """What to write: to stdout where no file is named; in the format named, or that a file's ending tells.

    Raises:
        click.BadParameter: a file's name tells no format.
    """
    return tuple(Output(file, named or _format_of(file)) for file in files or [_STDOUT])


def page_of(written: Sequence[Output]) -> str:
    """Where the full review will be: the run's page, which lists its artifacts, or the HTML file, or nowhere.

    The variables: GitHub, "Variables reference".
    """
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    server, repository, run = (os.environ.get(name, "") for name in names)
    if server and repository and run:
        return f"{server}/{repository}/actions/runs/{run}"
    return next((str(output.file) for output in written if output.format == "html"), "")


def _format_of(file: Path) -> str:
    if file == _STDOUT:
        return "text"
    if file.suffix not in _SUFFIXES:
        raise click.BadParameter(
            f"{file}: its ending tells no format; name it …{', …'.join(_SUFFIXES)}, or say --format",
            param_hint="--out",
        )
    return _SUFFIXES[file.suffix]
