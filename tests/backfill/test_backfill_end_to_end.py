"""Backfills on the embedded AWS, through boto3 and nothing else."""

from __future__ import annotations

from backfill_world import World

from futago.backfill.observation import State, observe
from futago.backfill.prices import read_prices
from futago.backfill.request import Settings
from futago.backfill.start import carry_out, propose
from futago.backfill.watching import watch


def test_copies_what_was_there_before(world: World) -> None:
    """Objects from before the replication arrive in the other Region, both ways."""
    world.put("apne1", "old/1", "old/2")
    world.put("apne3", "old/3")
    world.link()
    for source in ("apne1", "apne3"):
        proposal = propose(world.clients, world.direction(source), read_prices())
        assert () == proposal.plan.obstacles
        assert proposal.creates
        carry_out(world.clients, proposal, Settings())
    *_, last = watch(world.clients, [world.direction("apne1"), world.direction("apne3")], interval_seconds=0.1)
    assert [State.COMPLETE, State.COMPLETE] == [each.state for each in last]
    assert last == observe(world.clients, world.estate)
    assert ["old/1", "old/2", "old/3"] == world.keys("apne1") == world.keys("apne3")
