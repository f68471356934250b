"""``futago backfill report``."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from futago.cli.backfill_options import Selection, selection
from futago.cli.options import JSON

if TYPE_CHECKING:
    from futago.aws import Clients
    from futago.backfill.observation import BackfillObservation
    from futago.backfill.report import Reasons


@click.command("report")
@selection
@click.option("--keys", "lists_keys", is_flag=True, help="Print every failed object as CSV, as it comes in.")
@click.option("--reason", "reasons", multiple=True, metavar="CODE", help="With --keys: only these reasons.")
@JSON
def command(
    selected: Selection,
    reasons: Sequence[str],
    *,
    lists_keys: bool,
    as_json: bool,
) -> int:
    """Say why objects were not copied, from the completion reports of the latest jobs.

    A job is Complete though objects failed in it: this tells how many, why, and what to do. The reports are
    read as streams, whatever their size. Exits with 1 where something failed.

    \b
    Examples:
      futago backfill report
      futago backfill report --bucket receipts --keys --reason DstKmsKeyInvalidState > failed.csv
      futago backfill report --json
    """
    from futago.backfill.observation import observe_directions  # noqa: PLC0415 # imports botocore
    from futago.cli.backfill_shown import show_observations, stderr  # noqa: PLC0415 # imports rich

    clients, directions = selected.chosen()
    observed = observe_directions(clients, directions)
    if lists_keys:
        return _list(clients, observed, frozenset(reasons))
    console = stderr()
    found = [(each, _read(clients, each)) for each in observed]
    if as_json:
        click.echo(json.dumps([_json(*each) for each in found], indent=2))
    else:
        show_observations(observed, console)
        for each, told in found:
            _show(each, told)
    return 0 if all(each.is_ok for each in observed) else 1


def _read(clients: Clients, each: BackfillObservation) -> Reasons | None:
    """The failures of a direction's latest job; None where there is no report to read."""
    from futago.backfill.report import Reasons, failed_rows  # noqa: PLC0415 # imports botocore
    from futago.cli import report  # noqa: PLC0415 # the package imports this module
    from futago.errors import FutagoError  # noqa: PLC0415 # only here

    if each.job is None or not each.job.has_ended:
        return None
    told = Reasons()
    try:
        for row in failed_rows(clients, each.direction, each.job):
            told.take(row)
    except FutagoError as error:
        report(error)
        return None
    return told


def _show(each: BackfillObservation, told: Reasons | None) -> None:
    from rich.table import Table  # noqa: PLC0415 # rich takes a while
    from rich.text import Text  # noqa: PLC0415 # likewise

    from futago.backfill.failures import failure_of  # noqa: PLC0415 # only here
    from futago.backfill.observation import State  # noqa: PLC0415 # imports botocore
    from futago.cli.backfill_shown import stderr, way  # noqa: PLC0415 # imports rich
    from futago.rendering.inert import visible  # noqa: PLC0415 # only here

    if told is None or not told.counts:
        return
    title = f"{each.direction.name}, {way(each.direction)}: why {told.counts.total():,} objects failed"
    table = Table(title=title, title_justify="left", title_style="bold")
    for name in ("objects", "reason", "what it means", "remedy"):
        table.add_column(name, justify="right" if name == "objects" else "left", overflow="fold")
    for code, count in told.counts.most_common():
        known = failure_of(code)
        remedy = known.remedy if known.retry_helps else f"{known.remedy} (a retry does not help)"
        examples = ", ".join(map(visible, told.examples[code]))
        means = Text(f"{visible(known.says)}; such as {examples}")
        table.add_row(f"{count:,}", Text(visible(code)), means, Text(remedy, style="cyan"))
    console = stderr()
    console.print(table)
    then = "retry" if each.state is State.INCOMPLETE else "start"
    console.print(f"Next: mend the reasons, then futago backfill {then} --bucket {each.direction.name}")


def _json(each: BackfillObservation, told: Reasons | None) -> dict[str, object]:
    from futago.backfill.failures import failure_of  # noqa: PLC0415 # only here

    return {
        **each.as_json(),
        "reasons": None
        if told is None
        else [
            {
                "code": code,
                "objects": count,
                "means": failure_of(code).says,
                "remedy": failure_of(code).remedy,
                "retry_helps": failure_of(code).retry_helps,
                "message": told.messages[code],
                "examples": told.examples[code],
            }
            for code, count in told.counts.most_common()
        ],
    }


def _list(clients: Clients, observed: Sequence[BackfillObservation], wanted: frozenset[str]) -> int:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("bucket", "from", "key", "version_id", "reason", "http_status", "message"))
    failed = False
    for line in _lines(clients, observed, wanted):
        writer.writerow(line)
        failed = True
    return 1 if failed or not all(each.is_ok for each in observed) else 0


def _lines(
    clients: Clients, observed: Sequence[BackfillObservation], wanted: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    from futago.backfill.report import failed_rows  # noqa: PLC0415 # imports botocore

    for each in observed:
        if each.job is None or not each.job.has_ended:
            continue
        for row in failed_rows(clients, each.direction, each.job):
            if not wanted or row.code in wanted:
                direction = each.direction
                yield (
                    direction.name,
                    direction.source.code,
                    row.key,
                    row.version_id,
                    row.code,
                    row.status,
                    row.message,
                )
