"""``futago backfill start``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from futago.cli.backfill_options import YES, Selection, of_each, selection
from futago.cli.backfill_plan import KEYS, PRICES, price_notes
from futago.cli.options import JSON

if TYPE_CHECKING:
    from futago.aws import Clients
    from futago.backfill.prices import Prices
    from futago.backfill.request import Settings
    from futago.backfill.start import Proposal, Started
    from futago.errors import FutagoError

STATUSES = ("NONE", "FAILED", "COMPLETED", "REPLICA")
PRIORITY = click.option(
    "--priority",
    type=click.IntRange(min=0, max=2**31 - 1),
    default=10,
    show_default=True,
    help="Jobs of higher priority go first.",
)


@click.command("start")
@selection
@click.option(
    "--statuses",
    type=click.Choice(STATUSES, case_sensitive=False),
    multiple=True,
    default=("NONE", "FAILED"),
    show_default=True,
    help="Objects of which replication status; again for more.",
)
@PRIORITY
@click.option("--suspended", is_flag=True, help="Let the jobs find their objects and wait to be confirmed.")
@click.option("--report-all", is_flag=True, help="List every object in the report, not only failed ones.")
@click.option("--again", is_flag=True, help="Make new jobs even where nothing is seen to be left.")
@click.option("--unchecked", is_flag=True, help="Start although something stands in the way.")
@click.option(
    "--generation",
    type=click.IntRange(min=1),
    help="Number of the new jobs, where S3 remembers a request of one that it has forgotten.",
)
@KEYS
@PRICES
@YES
@JSON
def command(
    selected: Selection,
    *,
    statuses: Sequence[str],
    priority: int,
    generation: int | None,
    keys: int,
    prices_file: Path | None,
    suspended: bool,
    report_all: bool,
    again: bool,
    unchecked: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Start a job of S3 Batch Replication for every bucket and direction that has something to copy.

    One job for each: a second start, a crash in between or somebody else starting at the same moment make no
    second one. A direction that has a job at work keeps it, and one with nothing left gets none.

    Statuses: NONE is what was there before the replication, FAILED what S3 could not copy. COMPLETED copies
    again what was copied before: for a twin that was emptied or made anew. REPLICA copies back what came by
    replication: for failing back into a Region that lost its objects.

    \b
    Examples:
      futago backfill start
      futago backfill start --bucket receipts --from apne1 --suspended
      futago backfill start --from apne3 --statuses REPLICA --statuses NONE --yes   # failing back to Tokyo
    """
    from futago.backfill.prices import SHIPPED, read_prices  # noqa: PLC0415 # imports botocore
    from futago.backfill.request import Settings  # noqa: PLC0415 # likewise
    from futago.backfill.start import propose  # noqa: PLC0415 # likewise

    prices = read_prices(prices_file or SHIPPED)
    clients, directions = selected.chosen()
    click.echo(f"Looking at {len(directions)} directions …", err=True)
    proposals = of_each(
        lambda each: propose(clients, each, prices, again=again, generation=generation, keys=keys),
        directions,
    )
    _show_proposals(proposals, prices)
    wanted = [each for each in proposals if each.creates and (unchecked or not each.is_held_up)]
    if wanted and not yes:
        click.confirm(f"Start {len(wanted)} jobs?", abort=True, err=True)
    settings = Settings(tuple(each.upper() for each in statuses), priority, suspended, report_all)
    outcomes = _carried_out(clients, wanted, settings)
    _show(outcomes, then="futago backfill confirm" if suspended else "futago backfill watch")
    if as_json:
        click.echo(json.dumps([_json(each, outcomes) for each in proposals], indent=2))
    held_up = [each for each in proposals if each.is_held_up and not unchecked]
    return 1 if held_up or any(isinstance(each, Exception) for each in outcomes.values()) else 0


def _show_proposals(proposals: Sequence[Proposal], prices: Prices) -> None:
    from futago.cli.backfill_shown import show_proposals, stderr  # noqa: PLC0415 # imports rich

    console = stderr()
    show_proposals(proposals, console)
    for line in price_notes(proposals, prices):
        console.print(line, style="dim", soft_wrap=True)


def _carried_out(
    clients: Clients, wanted: Sequence[Proposal], settings: Settings
) -> dict[str, Started | FutagoError]:
    """The jobs, or why there is none, by direction: one that fails holds up no other."""
    from futago.backfill.start import carry_out  # noqa: PLC0415 # imports botocore
    from futago.errors import FutagoError  # noqa: PLC0415 # only here

    by_direction = {each.plan.direction: each for each in wanted}

    def start(direction: object) -> Started | FutagoError:
        try:
            return carry_out(clients, by_direction[direction], settings)  # type: ignore[index] # its own keys
        except FutagoError as error:
            return error

    made = of_each(partial(start), list(by_direction)) if wanted else []
    return {str(direction): outcome for direction, outcome in zip(by_direction, made, strict=True)}


def _show(outcomes: Mapping[str, Started | FutagoError], then: str) -> None:
    from futago.cli import report  # noqa: PLC0415 # the package imports this module
    from futago.errors import FutagoError  # noqa: PLC0415 # only here

    other = "was there: somebody else asked for it at the same moment, with other settings"
    for direction, outcome in outcomes.items():
        if isinstance(outcome, FutagoError):
            report(outcome)
        else:
            how = other if outcome.by_another else "started"
            click.echo(f"{direction}: job {outcome.job.job_id} {how}", err=True)
    if any(not isinstance(each, FutagoError) for each in outcomes.values()):
        click.echo(f"Next: {then}", err=True)


def _json(proposal: Proposal, outcomes: Mapping[str, Started | FutagoError]) -> dict[str, object]:
    from futago.errors import FutagoError  # noqa: PLC0415 # only here

    direction = proposal.plan.direction
    outcome = outcomes.get(str(direction))
    job = proposal.plan.latest
    if outcome is not None and not isinstance(outcome, FutagoError):
        job = outcome.job
    return {
        "bucket": direction.name,
        "from": direction.source.code,
        "to": direction.destination.code,
        "did": "start" if outcome is not None else proposal.decision.verdict.value,
        "why": proposal.decision.why,
        "job": job.as_json() if job else None,
        "obstacles": [each.check for each in proposal.plan.obstacles if each.stops],
        "error": outcome.message if isinstance(outcome, FutagoError) else None,
    }
