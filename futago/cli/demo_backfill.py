"""The demo's backfill: objects that were there before the replication, copied by real jobs, and compared."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from futago.cli.backfill_options import of_each
from futago.cli.clients import clients_of
from futago.cli.embedded_aws import FOLDER

if TYPE_CHECKING:
    from futago.aws import Clients
    from futago.backfill.direction import Direction
    from modules.estate import Estate
    from modules.proof import Evidence

OBJECTS = 3
"""Put into each Region's bucket before anything replicates."""
TIMEOUT_SECONDS = 120


def put_existing_objects(estate: Estate) -> None:
    """Put objects into every bucket of both Regions; to be done before the replications are there."""
    if not estate.sections.get("buckets"):
        return
    from futago.backfill.direction import directions  # noqa: PLC0415 # imports botocore

    clients = clients_of(FOLDER)
    for direction in directions(estate):
        s3 = clients.client("s3", direction.source)
        for number in range(OBJECTS):
            s3.put_object(
                Bucket=direction.source_bucket,
                Key=f"{direction.prefix}before-replication/{direction.source.short_code}-{number}",
                Body=b"there before the replication",
            )


def prove_backfill(estate: Estate, folder: Path = FOLDER) -> Iterator[Evidence]:
    """Show that backfills copy these objects both ways, and that the buckets are equal then."""
    if not estate.sections.get("buckets"):
        return
    from futago.backfill.direction import directions  # noqa: PLC0415 # imports botocore
    from futago.backfill.verify.pair import pairs, verify_pair  # noqa: PLC0415 # likewise
    from modules.proof import Evidence, Stopwatch  # noqa: PLC0415 # only here

    click.echo("Backfilling what was there before the replication …", err=True)
    clients = clients_of(folder)
    every = directions(estate)
    yield from _backfilled(clients, every)
    for pair in pairs(every):
        watch = Stopwatch()
        result = verify_pair(clients, pair, folder=folder, sample=1.0, afresh=True)
        yield Evidence(
            noun="bucket",
            name=result.name,
            claim="both buckets are equal in every version",
            holds=result.is_equal,
            seen="; ".join(result.said()),
            seconds=watch.seconds,
        )


def _backfilled(clients: Clients, every: tuple[Direction, ...]) -> Iterator[Evidence]:
    from futago.backfill.prices import read_prices  # noqa: PLC0415 # imports botocore
    from futago.backfill.request import Settings  # noqa: PLC0415 # likewise
    from futago.backfill.start import carry_out, propose  # noqa: PLC0415 # likewise
    from futago.backfill.watching import watch  # noqa: PLC0415 # likewise
    from modules.proof import Evidence, Stopwatch  # noqa: PLC0415 # only here

    took = Stopwatch()
    prices = read_prices()
    in_the_way: dict[Direction, str] = {}
    for proposal in of_each(lambda direction: propose(clients, direction, prices), every):
        if proposal.is_held_up:
            wrong = "; ".join(each.wrong for each in proposal.plan.obstacles)
            in_the_way[proposal.plan.direction] = wrong
        elif proposal.creates:
            carry_out(clients, proposal, Settings())
    (observed,) = deque(watch(clients, every, interval_seconds=0.5, timeout_seconds=TIMEOUT_SECONDS), 1)
    for each in observed:
        copied = each.job.succeeded if each.job else 0
        yield Evidence(
            noun="bucket",
            name=each.direction.name,
            claim="a backfill copies what was there before the replication",
            holds=each.is_ok and copied == OBJECTS,
            seen=in_the_way.get(each.direction)
            or (each.fault.says if each.fault else f"{each.state.value}, {copied} objects copied"),
            seconds=took.seconds / len(every),
        )
