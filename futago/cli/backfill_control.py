"""``futago backfill confirm``, ``cancel`` and ``priority``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from futago.cli.backfill_options import YES, Selection, of_each, selection

if TYPE_CHECKING:
    from futago.aws import Clients
    from futago.backfill.job import Job
    from futago.backfill.observation import BackfillObservation


@click.command("confirm")
@selection
@YES
def confirm(
    selected: Selection,
    *,
    yes: bool,
) -> int:
    """Let jobs run that were started with --suspended and have found their objects.

    \b
    Examples:
      futago backfill confirm
      futago backfill confirm --bucket receipts --from apne1 --yes
    """
    from futago.backfill.control import confirm as change  # noqa: PLC0415 # imports botocore

    return _change(selected, "confirm", lambda job: job.is_waiting, change, yes=yes)


@click.command("cancel")
@selection
@YES
def cancel(
    selected: Selection,
    *,
    yes: bool,
) -> int:
    """End jobs that are at work or wait. What they have copied stays copied.

    \b
    Examples:
      futago backfill cancel --bucket receipts
      futago backfill cancel --from apne3 --yes
    """
    from futago.backfill.control import cancel as change  # noqa: PLC0415 # imports botocore

    return _change(selected, "cancel", lambda job: not job.has_ended, change, yes=yes)


@click.command("priority")
@click.argument("priority", type=click.IntRange(min=0, max=2**31 - 1))
@selection
def priority(
    priority: int,
    selected: Selection,
) -> int:
    """Give jobs another priority. S3 pauses a job while one of higher priority needs its place.

    \b
    Examples:
      futago backfill priority 100 --bucket receipts
      futago backfill priority 0 --from apne3
    """
    from futago.backfill.control import prioritize  # noqa: PLC0415 # imports botocore

    change = partial(_prioritized, prioritize, priority)
    return _change(selected, "give another priority to", lambda job: not job.has_ended, change, yes=True)


def _prioritized(prioritize: Callable[..., Job], priority: int, *arguments: Any) -> Job:
    return prioritize(*arguments, priority)


def _change(
    selected: Selection,
    verb: str,
    concerns: Callable[[Job], bool],
    change: Callable[..., Job],
    *,
    yes: bool,
) -> int:
    """Change the latest job of each direction that it concerns; one that fails holds up no other."""
    from futago.backfill.observation import State, observe_directions  # noqa: PLC0415 # imports botocore
    from futago.cli.backfill_shown import show_observations, stderr  # noqa: PLC0415 # imports rich

    clients, directions = selected.chosen()
    observed = observe_directions(clients, directions)
    concerned = [each for each in observed if each.job is not None and concerns(each.job)]
    unseen = [each for each in observed if each.state is State.UNKNOWN]
    show_observations([*concerned, *unseen], stderr())
    if not concerned:
        click.echo(f"There is no job to {verb}.", err=True)
        return 1
    if not yes:
        click.confirm(f"{verb.capitalize()} {len(concerned)} jobs?", abort=True, err=True)
    changed = of_each(partial(_changed, clients, change), concerned)
    return 1 if unseen or not all(changed) else 0


def _changed(clients: Clients, change: Callable[..., Job], each: BackfillObservation) -> bool:
    from futago.cli import report  # noqa: PLC0415 # the package imports this module
    from futago.errors import FutagoError  # noqa: PLC0415 # only here

    try:
        job = change(clients, each.direction, each.job)
    except FutagoError as error:
        report(error)
        return False
    click.echo(f"{each.direction}: job {job.job_id} is {job.state}, priority {job.priority}", err=True)
    return True
