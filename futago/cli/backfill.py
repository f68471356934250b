"""``futago backfill``; each of its commands is a file of its own."""

from __future__ import annotations

import click

from futago.cli import (
    backfill_control,
    backfill_plan,
    backfill_report,
    backfill_retry,
    backfill_start,
    backfill_status,
    backfill_verify,
    backfill_watch,
)


@click.group("backfill")
def command() -> None:
    """Copy existing objects to the other Region, both ways, by S3 Batch Replication.

    Live replication leaves alone what was there before it. These commands start AWS's own jobs for it and
    tell how they stand; no object passes through this machine, and nothing is deleted.

    \b
    Examples:
      futago backfill plan                 # what is left, what it costs, what stands in the way
      futago backfill start                # one job a bucket and direction, never two
      futago backfill watch
      futago backfill report               # why objects failed, and what to do
      futago backfill retry
      futago backfill verify               # are the buckets equal?
    """


for _each in (
    backfill_plan.command,
    backfill_start.command,
    backfill_watch.command,
    backfill_status.command,
    backfill_control.confirm,
    backfill_control.cancel,
    backfill_control.priority,
    backfill_report.command,
    backfill_retry.command,
    backfill_verify.command,
):
    command.add_command(_each)
