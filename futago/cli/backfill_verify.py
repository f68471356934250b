"""``futago backfill verify``."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

import click

from futago.cli.backfill_options import FOLDER, Selection, selection
from futago.cli.options import JSON

if TYPE_CHECKING:
    from futago.aws import Clients
    from futago.backfill.direction import Direction
    from futago.backfill.verify.checkpoint import Progress
    from futago.backfill.verify.verified import PairVerified

LISTED = 20


@click.command("verify")
@selection
@click.option(
    "--sample",
    type=click.FloatRange(min=0, max=100),
    default=0.0,
    show_default=True,
    metavar="PERCENT",
    help="Share of the equal versions whose checksums and replication statuses are compared, too.",
)
@click.option(
    "--inventory",
    "inventories",
    multiple=True,
    metavar="REGION=s3://…/manifest.json",
    help="Read this inventory (CSV, all versions) in place of listing; once a Region, with one --bucket.",
)
@click.option("--list", "lists_all", is_flag=True, help="Print every difference, not only the first ones.")
@click.option("--afresh", is_flag=True, help="Begin anew though a verification was stopped on its way.")
@JSON
def command(
    selected: Selection,
    sample: float,
    inventories: Sequence[str],
    *,
    lists_all: bool,
    afresh: bool,
    as_json: bool,
) -> int:
    """Prove that the two buckets of each pair are equal, or list in what they differ.

    Compares every version of every key: there or not, size, ETag, which one is current, and whether a delete
    marker hides the key. Under SSE-KMS differing ETags prove nothing; S3 gives a version id to one content
    for ever, so id and size are what is compared, and --sample compares checksums besides. Missing versions
    are told with their replication status.

    Reads both buckets in key order, in little memory, and keeps how far it is below .futago: run again after
    a stop it goes on from there. Exits with 1 where the buckets differ.

    \b
    Examples:
      futago backfill verify
      futago backfill verify --bucket receipts --sample 1 --list > differences.txt
      futago backfill verify --bucket receipts --from apne1     # only what Tokyo has and Osaka lacks
    """
    from futago.backfill.verify.pair import pairs, read_inventory_options  # noqa: PLC0415 # imports botocore

    clients, directions = selected.chosen()
    wanted = pairs(directions)
    given = read_inventory_options(inventories, wanted)
    results = [
        _verified(clients, each, sample / 100, given, afresh=afresh, as_json=as_json) for each in wanted
    ]
    if as_json:
        click.echo(json.dumps([each.as_json(None if lists_all else LISTED) for each in results], indent=2))
    else:
        for each in results:
            _show(each, lists_all=lists_all)
    return 0 if all(each.is_equal for each in results) else 1


def _verified(
    clients: Clients,
    pair: tuple[Direction, ...],
    sample: float,
    inventories: dict[str, str],
    *,
    afresh: bool,
    as_json: bool,
) -> PairVerified:
    from futago.backfill.verify.pair import verify_pair  # noqa: PLC0415 # imports botocore
    from futago.cli.backfill_shown import stderr  # noqa: PLC0415 # imports rich

    console = stderr()
    name = pair[0].name
    with console.status(f"{name}: listing …") as status:

        def announce(progress: Progress) -> None:
            said = f"{name}: {progress.tally.keys:,} keys compared, {progress.kinds.total():,} differences"
            if console.is_terminal:
                status.update(said)
            elif not as_json:
                click.echo(said, err=True)

        return verify_pair(
            clients,
            pair,
            folder=FOLDER,
            sample=sample,
            inventories=inventories,
            afresh=afresh,
            announce=announce,
        )


def _show(result: PairVerified, *, lists_all: bool) -> None:
    from rich.markup import escape  # noqa: PLC0415 # rich takes a while

    from futago.cli.backfill_shown import stderr  # noqa: PLC0415 # imports rich
    from futago.rendering.inert import visible  # noqa: PLC0415 # only here

    console = stderr()
    verdict = "[green]equal[/]" if result.is_equal else "[bold red]differ[/]"
    console.print(f"[bold]{result.name}[/]: {result.one} and {result.other} {verdict}", soft_wrap=True)
    for line in result.said():
        console.print(f"  {escape(line)}", soft_wrap=True)
    if result.is_equal:
        return
    for each in islice(result.differences(), None if lists_all else LISTED):
        version = f" version {each.version_id}" if each.version_id else ""
        fields = (result.name, each.kind.value, each.here, visible(each.key), f"{each.detail}{version}")
        sys.stdout.write("\t".join(fields) + "\n")
    sys.stdout.flush()
    left = result.progress.kinds.total() - LISTED
    if not lists_all and left > 0:
        console.print(f"  and {left:,} more, in {result.file}; --list prints all", soft_wrap=True)
    if result.progress.kinds["missing"]:
        console.print(f"  Next: futago backfill start --bucket {result.name}, then verify again")
