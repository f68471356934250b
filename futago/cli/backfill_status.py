"""``futago backfill status``."""

from __future__ import annotations

import json

import click

from futago.cli.backfill_options import Selection, selection
from futago.cli.options import JSON


@click.command("status")
@selection
@JSON
def command(
    selected: Selection,
    *,
    as_json: bool,
) -> int:
    """Say how the latest job of every direction stands, and what to do where something is wrong.

    Exits with 1 where a job failed, has failed objects, was cancelled or waits to be confirmed, and where one
    can't be seen because its Region does not answer.

    \b
    Examples:
      futago backfill status
      futago backfill status --bucket receipts --json
    """
    from futago.backfill.observation import State, observe_directions  # noqa: PLC0415 # imports botocore
    from futago.cli.backfill_shown import show_observations, stderr  # noqa: PLC0415 # imports rich

    clients, directions = selected.chosen()
    observed = observe_directions(clients, directions)
    if as_json:
        click.echo(json.dumps([each.as_json() for each in observed], indent=2))
    else:
        show_observations(observed, stderr())
    fine = (State.COMPLETE, State.RUNNING, State.NEVER)
    return 0 if all(each.state in fine for each in observed) else 1
