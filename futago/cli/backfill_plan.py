"""``futago backfill plan``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from futago.cli.backfill_options import Selection, of_each, selection
from futago.cli.options import JSON

if TYPE_CHECKING:
    from futago.backfill.prices import Prices
    from futago.backfill.start import Proposal

KEYS = click.option(
    "--keys",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="How many keys of both buckets to compare, to see what is left to copy.",
)
PRICES = click.option(
    "--prices",
    "prices_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of prices in place of the shipped one.",
)


def _print_permissions(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 # click's signature
    if not value:
        return
    from futago.backfill.permissions import BY_COMMAND  # noqa: PLC0415 # only here

    click.echo(json.dumps({name: sorted(actions) for name, actions in BY_COMMAND.items()}, indent=2))
    context.exit()


@click.command("plan")
@selection
@KEYS
@PRICES
@click.option(
    "--permissions",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_permissions,
    help="Print the IAM actions that each backfill command uses, and do nothing else.",
)
@JSON
def command(
    selected: Selection,
    keys: int,
    prices_file: Path | None,
    *,
    as_json: bool,
) -> int:
    """Look at everything that a backfill needs, what is left to copy and what it would cost.

    Changes nothing. Exits with 1 where something stands in the way of a job. What can't be seen is no pass,
    and what has no known price is said to have none.

    \b
    Examples:
      futago backfill plan
      futago backfill plan --bucket receipts --from apne1 --keys 1000000
      futago backfill plan --prices our-prices.yaml --json
    """
    from futago.backfill.prices import SHIPPED, read_prices  # noqa: PLC0415 # imports botocore
    from futago.backfill.start import propose  # noqa: PLC0415 # likewise
    from futago.cli.backfill_shown import show_proposals, stderr  # noqa: PLC0415 # imports rich

    prices = read_prices(prices_file or SHIPPED)
    clients, directions = selected.chosen()
    click.echo(f"Looking at {len(directions)} directions …", err=True)
    proposals = of_each(lambda each: propose(clients, each, prices, keys=keys), directions)
    if as_json:
        click.echo(json.dumps([proposal_json(each, prices) for each in proposals], indent=2))
    else:
        console = stderr()
        show_proposals(proposals, console)
        for line in price_notes(proposals, prices):
            console.print(line, style="dim", soft_wrap=True)
    return 0 if all(each.plan.is_clear for each in proposals) else 1


def price_notes(proposals: Sequence[Proposal], prices: Prices) -> list[str]:
    """What is to be known of the prices: of when they are, and which are unknown."""
    costing = [each for each in proposals if each.plan.amount.is_something]
    if not costing:
        return []
    unknown = sorted({name for each in costing for name in each.plan.cost.unknown})
    notes = [f"Prices as of {prices.as_of:%Y-%m-%d}: {prices.source}."]
    if unknown:
        notes.append(
            f"Not in the sums, for quantity or price is unknown: {', '.join(unknown)}. Put prices into a "
            f"copy of {prices.file} and give it with --prices."
        )
    return notes


def proposal_json(proposal: Proposal, prices: Prices) -> dict[str, object]:
    """Everything of a proposal as plain data."""
    seen, amount, cost = proposal.plan, proposal.plan.amount, proposal.plan.cost
    return {
        "bucket": seen.direction.name,
        "from": seen.direction.source.code,
        "to": seen.direction.destination.code,
        "clear": seen.is_clear,
        "obstacles": [
            {"check": each.check, "weight": each.weight.value, "wrong": each.wrong, "remedy": each.remedy}
            for each in seen.obstacles
        ],
        "left": {
            "objects": amount.objects,
            "bytes": amount.bytes,
            "exact": amount.is_exact,
            "archived": amount.archived,
            "at_most": amount.ceiling,
            "how": amount.how,
        },
        "cost": {
            "prices_as_of": prices.as_of.isoformat(),
            "known_usd": cost.known_usd,
            "known_monthly_usd": cost.known_monthly_usd,
            "unknown": list(cost.unknown),
            "lines": [
                {
                    "usage_type": each.usage_type,
                    "what": each.what,
                    "quantity": each.quantity,
                    "usd": each.usd,
                    "total_usd": each.total_usd,
                    "monthly": each.is_monthly,
                }
                for each in cost.lines
            ],
        },
        "start": {
            "would": proposal.decision.verdict.value,
            "generation": proposal.decision.generation,
            "why": proposal.decision.why,
        },
        "latest_job": seen.latest.as_json() if seen.latest else None,
    }
