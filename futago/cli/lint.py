"""``futago lint``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from futago.cli.options import ENVIRONMENT, warn

if TYPE_CHECKING:
    from futago.lint.baseline import Baseline
    from futago.lint.file_lint import Batch
    from futago.lint.rule import Finding
    from futago.lint.sought import Sought

_QUIET_SECONDS = 1.0
_REFRESH_SECONDS = 0.2
"""How long nothing is said of progress, and how often it is afterwards."""


def _explain(_context: click.Context, _option: click.Parameter, rule_id: str | None) -> None:
    """Explain a rule in place of linting, as ``--help`` helps."""
    if rule_id is None:
        return
    from futago.lint.examination import RULES  # noqa: PLC0415 # imports every rule

    wanted = [rule for rule in RULES if rule_id in (rule.id, "all")]
    if not wanted:
        allowed = ", ".join(rule.id for rule in RULES)
        raise click.BadParameter(
            f"there is no rule {rule_id}; allowed are all, {allowed}", param_hint="--explain"
        )
    for rule in wanted:
        click.echo(f"{rule.id}: {rule.title}\n  Why: {rule.why}\n  What to do: {rule.remedy}")
    raise click.exceptions.Exit(0)


@click.command("lint")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--estate",
    "spec",
    metavar="SPEC",
    type=click.Path(path_type=Path),
    help="The spec of the estate that the code belongs to: its names count, and findings say which variable "
    "of its contract replaces them.",
)
@ENVIRONMENT
@click.option(
    "--format",
    "named",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to print findings.",
)
@click.option(
    "--baseline",
    "baseline_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Leave out the findings that are in this file.",
)
@click.option(
    "--write-baseline",
    "new_baseline",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write all findings to this file and end with 0; lines may move later.",
)
@click.option(
    "--force-exclude",
    is_flag=True,
    help="Leave out vendored and ignored files even where PATH names them, as a pre-commit hook does.",
)
@click.option(
    "--explain",
    metavar="RULE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Say why a rule is there and what to do, and end; all explains the rules.",
)
def command(
    *,
    paths: tuple[str, ...],
    spec: Path | None,
    environment: str | None,
    named: str,
    baseline_file: Path | None,
    new_baseline: Path | None,
    force_exclude: bool,
) -> int:
    """Find what ties application code and configuration to one Region.

    Finds Region codes, Availability Zones, ARNs, endpoints, account ids and, with --estate, names of the
    estate, and says which environment variable replaces each. A line is waived by a comment on it:
    futago: allow <reason>. Vendored folders, binary files and what .gitignore names are left out.

    Exit codes: 0 nothing found; 1 findings, or a file could not be read; 2 bad input.

    \b
    Examples:
      futago lint src/ deploy/
      futago lint . --estate estate.yaml -e production
      futago lint . --write-baseline .futago-lint.json
      futago lint . --baseline .futago-lint.json --format sarif > lint.sarif
      futago lint --explain hardcoded-default
    """
    from futago.lint.walk import check  # noqa: PLC0415 # costs a part of the start that --help need not pay

    if baseline_file and new_baseline:
        raise click.UsageError("--write-baseline writes all findings: give it without --baseline")
    check(paths)
    run = _Run(_sought(spec, environment), _baseline(baseline_file))
    batches = run.findings(paths, force_exclude=force_exclude)
    if new_baseline:
        return _write(new_baseline, batches, run)
    _print(batches, named, run)
    run.conclude()
    return 1 if run.shown or run.unread else 0


@dataclass
class _Run:
    """One run of the lint, as it goes on.

    Attributes:
        sought: the estate's literals.
        baseline: what is known already.
        files: how many files were looked through so far.
        shown: how many findings count.
        waived: how many are waived.
        known: how many the baseline knows.
        unread: what could not be read, and why.
    """

    sought: Sought
    baseline: Baseline | None
    files: int = 0
    shown: int = 0
    waived: int = 0
    known: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)

    def findings(self, paths: tuple[str, ...], *, force_exclude: bool) -> Iterator[list[Finding]]:
        """The findings that the baseline does not know, waived ones included, in batches as they come."""
        from futago.lint.lint import lint  # noqa: PLC0415 # costs a part of the start

        progress = _Progress()
        for batch in lint(paths, self.sought, force_exclude=force_exclude):
            if found := self._count(batch):
                progress.clear()
                yield found
            progress.show(f"{_counted(self.files, 'file')}, {_counted(self.shown, 'finding')} …")
        progress.clear()

    def _count(self, batch: Batch) -> list[Finding]:
        """Count what is in a batch; returns the findings that the baseline does not know."""
        self.files += batch.files
        self.unread += batch.unread
        found = []
        for finding in batch.findings:
            if self.baseline and finding.waiver is None and self.baseline.knows(finding):
                self.known += 1
                continue
            self.waived += finding.waiver is not None
            self.shown += finding.waiver is None
            found.append(finding)
        return found

    def conclude(self) -> None:
        """Say to people what came of it."""
        for path, why in self.unread:
            click.secho("warning: ", fg="yellow", bold=True, nl=False, err=True)
            click.echo(f"{path}: {why}: not examined", err=True)
        details = [
            f"{count:,} {what}"
            for count, what in ((self.waived, "waived"), (self.known, "in the baseline"))
            if count
        ]
        more = f" ({', '.join(details)})" if details else ""
        click.echo(f"{_counted(self.shown, 'finding')} in {_counted(self.files, 'file')}{more}.", err=True)
        if self.baseline and self.baseline.gone:
            click.echo(f"{self.baseline.gone:,} of the baseline are gone: write it again.", err=True)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


class _Progress:
    """A line on a terminal that says how far it is; nothing anywhere else, and nothing in a short run."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _QUIET_SECONDS
        self._is_terminal = sys.stderr.isatty()
        self._stands = False

    def show(self, text: str) -> None:
        """Say it in place of what was said before."""
        if self._is_terminal and time.monotonic() >= self._next:
            self._next = time.monotonic() + _REFRESH_SECONDS
            self._stands = True
            click.echo(f"\r\x1b[K{text}", nl=False, err=True)

    def clear(self) -> None:
        """Take away what was said, for something else is printed."""
        if self._stands:
            self._stands = False
            click.echo("\r\x1b[K", nl=False, err=True)


def _sought(spec: Path | None, environment: str | None) -> Sought:
    from futago.lint.sought import Sought, sought_in  # noqa: PLC0415 # costs a part of the start

    if spec is None:
        return Sought()
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    loaded = load(find_spec(spec), environment)
    warn(loaded.warnings)
    return sought_in(loaded.estate)


def _baseline(file: Path | None) -> Baseline | None:
    if file is None:
        return None
    from futago.lint.baseline import read_baseline  # noqa: PLC0415 # only here

    return read_baseline(file)


def _write(file: Path, batches: Iterator[list[Finding]], run: _Run) -> int:
    from futago.lint.baseline import write_baseline  # noqa: PLC0415 # only here

    found = chain.from_iterable(batches)
    count = write_baseline(file, (finding for finding in found if finding.waiver is None))
    run.conclude()
    click.echo(f"{file} holds {count:,} now: futago lint … --baseline {file}", err=True)
    return 1 if run.unread else 0


def _print(batches: Iterator[list[Finding]], named: str, run: _Run) -> None:
    if named == "sarif":
        from futago.lint.output.sarif import render  # noqa: PLC0415 # only here

        click.echo(render(list(chain.from_iterable(batches)), run.unread), nl=False)
        return
    counting = ([finding for finding in found if finding.waiver is None] for found in batches)
    if named == "json":
        from futago.lint.output.as_json import lines  # noqa: PLC0415 # only here

        for line in lines(chain.from_iterable(counting)):
            click.echo(line, nl=False)
        return
    for found in filter(None, counting):
        click.echo(_text(found))


def _text(found: list[Finding]) -> str:
    from futago.lint.output.text import line  # noqa: PLC0415 # only where something is found

    return "\n".join(map(line, found))
