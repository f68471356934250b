"""``futago backfill retry``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from futago.cli.backfill_options import YES, Selection, of_each, selection
from futago.cli.backfill_start import PRIORITY

if TYPE_CHECKING:
    from futago.aws import Clients
    from futago.backfill.observation import BackfillObservation
    from futago.backfill.request import Settings


@click.command("retry")
@selection
@PRIORITY
@click.option("--suspended", is_flag=True, help="Let the jobs wait to be confirmed.")
@YES
def command(
    selected: Selection,
    priority: int,
    *,
    suspended: bool,
    yes: bool,
) -> int:
    """Start jobs for exactly the objects that failed in the latest ones.

    The list of them, keys and versions, is made from the completion report and put into the report bucket.
    Mend the reasons first: futago backfill report tells them.

    \b
    Examples:
      futago backfill retry
      futago backfill retry --bucket receipts --from apne1 --yes
    """
    from futago.backfill.observation import State, observe_directions  # noqa: PLC0415 # imports botocore
    from futago.backfill.request import Settings  # noqa: PLC0415 # likewise
    from futago.cli.backfill_shown import show_observations, stderr  # noqa: PLC0415 # imports rich

    clients, directions = selected.chosen()
    observed = observe_directions(clients, directions)
    failed = [each for each in observed if each.job and each.job.has_ended and each.job.failed]
    unseen = [each for each in observed if each.state is State.UNKNOWN]
    show_observations([*failed, *unseen], stderr())
    if not failed:
        click.echo("No object failed in the latest jobs: there is nothing to retry.", err=True)
        return 1 if unseen else 0
    if not yes:
        count = sum(each.job.failed for each in failed if each.job)
        click.confirm(f"Copy {count:,} objects again, in {len(failed)} jobs?", abort=True, err=True)
    settings = Settings(priority=priority, is_confirmed_later=suspended)
    made = of_each(partial(_retried, clients, settings), failed)
    click.echo("Next: futago backfill watch", err=True)
    return 0 if all(made) and not unseen else 1


def _retried(clients: Clients, settings: Settings, each: BackfillObservation) -> bool:
    from futago.backfill.failures import failure_of  # noqa: PLC0415 # only here
    from futago.backfill.retry import retry  # noqa: PLC0415 # imports botocore
    from futago.cli import report  # noqa: PLC0415 # the package imports this module
    from futago.errors import FutagoError  # noqa: PLC0415 # only here

    assert each.job is not None  # noqa: S101 # only such are chosen
    try:
        started, counts = retry(clients, each.direction, each.job, settings)
    except FutagoError as error:
        report(error)
        return False
    click.echo(f"{each.direction}: job {started.job.job_id} for {counts.total():,} objects", err=True)
    hopeless = {code: count for code, count in counts.items() if not failure_of(code).retry_helps}
    for code, count in hopeless.items():
        click.secho(
            f"warning: {count:,} of them failed for {code}, which no retry mends: {failure_of(code).remedy}",
            fg="yellow",
            err=True,
        )
    return True
