"""The steps that move the writers' grant of a store from one Region to the other.

The gate of the Region that is left is closed before anything else; that of the Region being activated is
opened when what was written before has arrived. In a failover nothing is waited for: the gate of a dark
Region is closed as soon as it answers again.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from modules.grant import GateState, ObservedGate
from modules.operation import Command, Mode, Obstacle, Permission, Phase, Progress, Promotion, Step
from modules.proof import Clients
from regions import Region

GATE_SECONDS = 5.0
"""One call and a look. AWS gives no figure for when a policy is in force; rehearsals measure the call."""
_SETTLE_SECONDS = 15.0
"""So long DynamoDB takes no second update of a policy (DynamoDB Developer Guide, "Resource-based policy
considerations"); no less is waited for S3."""


@dataclass(frozen=True)
class Gates:
    """A store's gates.

    Attributes:
        noun: the kind's noun.
        name: the store's name in the spec.
        observe: sees the gate in a Region.
        put: puts the gate in a Region into a state.
        commands: the AWS CLI's equivalents of putting it, and of looking.
        permissions: what it takes to put it and to look.
    """

    noun: str
    name: str
    observe: Callable[[Clients, Region], ObservedGate]
    put: Callable[[Clients, Region, GateState], None]
    commands: Callable[[Region, GateState], tuple[Command, ...]]
    permissions: Callable[[Region], tuple[Permission, ...]]


def gate_obstacles(
    promotion: Promotion, gates: Gates, target: ObservedGate, source: ObservedGate | None
) -> Iterator[Obstacle]:
    """A policy that is not futago's is nobody's to overwrite. A gate that is missing is made.

    Args:
        promotion: what is asked for.
        gates: the store's gates.
        target: the gate of the Region being activated.
        source: the gate of the Region that is left; None if nobody knows.
    """
    for region, found in ((promotion.to, target), (promotion.source, source)):
        if found == "foreign":
            (*_, look) = gates.commands(region, "open")
            yield Obstacle(
                gates.noun,
                gates.name,
                region.code,
                "its gate holds a policy that is not futago's, which a promotion would overwrite",
                f"see whose it is: {shlex.join(look.argv)}; remove it, and apply the stack that makes gates",
            )


def store_steps(  # noqa: PLR0917 # what every store is promoted by
    promotion: Promotion,
    gates: Gates,
    target: ObservedGate | None,
    source: ObservedGate | None,
    drain: Callable[[Region, Region, tuple[str, ...]], Step],
    verify: Callable[[Region, tuple[str, ...]], Step],
) -> Iterator[Step]:
    """Move the grant of a strong store, and see that any store works where it is needed.

    Nothing if it is a strong one whose grant has been moved already.

    Args:
        promotion: what is asked for.
        gates: the store's gates.
        target: the gate of the Region being activated; None for a store that both Regions write.
        source: the gate of the Region that is left; None if nobody knows.
        drain: makes the step that waits until what was written has arrived, from the Region that is left,
            the one being activated and what the step needs.
        verify: makes the step that sees the store work, from the Region and what the step needs.
    """
    moves: tuple[Step, ...] = ()
    if target is not None:
        arrived = partial(drain, promotion.source, promotion.to)
        moves = tuple(gate_steps(promotion, gates, target, source, arrived))
        if not moves:
            return
    yield from moves
    yield verify(promotion.to, tuple(step.id for step in moves[-1:]))


def gate_steps(
    promotion: Promotion,
    gates: Gates,
    target: ObservedGate,
    source: ObservedGate | None,
    drain: Callable[[tuple[str, ...]], Step],
) -> Iterator[Step]:
    """Close, wait, open: what of it is still to be done. Nothing if the grant has been moved already.

    Args:
        promotion: what is asked for.
        gates: the store's gates.
        target: the gate of the Region being activated.
        source: the gate of the Region that is left; None if nobody knows.
        drain: makes the step that waits until what was written has arrived, from what it needs.
    """
    closing = []
    if source != "closed":
        closing.append(_fence(gates, promotion.source))
    reopened = promotion.mode is Mode.FAILBACK and target == "open" and source != "closed"
    if reopened:
        closing.append(_hold(gates, promotion.to))
    yield from closing
    if target == "open" and not reopened:
        return
    needs = tuple(step.id for step in closing)
    if promotion.mode is not Mode.FAILOVER:
        step = drain(needs)
        needs = (step.id,)
        yield step
    yield _promote(gates, promotion.to, promotion.source, needs)


def _fence(gates: Gates, region: Region) -> Step:
    """Stop the writers of the Region that is left."""
    return _move(
        gates,
        region,
        "closed",
        "fence",
        Phase.FENCE,
        title=f"Stop writers of {gates.noun} {gates.name} in {region.city}",
        why="Two Regions that write the same item lose one of the two writes.",
        cost_if_skipped=f"applications in {region.city} go on writing what the other Region writes too",
        undo=_home(gates, region),
    )


def _hold(gates: Gates, region: Region) -> Step:
    """Stop the writers of a Region that came back as it went, until it has what the other wrote."""
    return _move(
        gates,
        region,
        "closed",
        "hold",
        Phase.REJOIN,
        title=f"Stop writers of {gates.noun} {gates.name} in {region.city} until it has caught up",
        why=f"{region.city} came back with its gate as it was: open, as the other Region's is.",
        cost_if_skipped=f"applications in {region.city} write over what they have not seen yet",
        undo="nothing to undo: it is opened again in the end",
    )


def _promote(gates: Gates, region: Region, source: Region, needs: tuple[str, ...]) -> Step:
    """Let the writers of the Region being activated through."""
    return _move(
        gates,
        region,
        "open",
        "promote",
        Phase.PROMOTE,
        title=f"Let applications in {region.city} write {gates.noun} {gates.name}",
        why=f"The gate in {region.city} denies its applications every write until it is opened.",
        cost_if_skipped=f"applications in {region.city} can read and can't write",
        undo=_home(gates, source),
        needs=needs,
    )


def _home(gates: Gates, region: Region) -> str:
    return f"futago promote {region.code} --mode switchover --only {gates.noun}/{gates.name}"


def _move(
    gates: Gates,
    region: Region,
    state: GateState,
    verb: str,
    phase: Phase,
    *,
    title: str,
    why: str,
    cost_if_skipped: str,
    undo: str,
    needs: tuple[str, ...] = (),
) -> Step:
    def check(clients: Clients) -> Progress:
        found = gates.observe(clients, region)
        if found == state:
            return Progress("done", f"the gate is {found}")
        return Progress("blocked" if found == "foreign" else "todo", f"the gate is {found}")

    return Step(
        id=f"{gates.noun}/{gates.name}/{verb}",
        noun=gates.noun,
        name=gates.name,
        region=region.code,
        phase=phase,
        title=title,
        why=why,
        cost_if_skipped=cost_if_skipped,
        undo=undo,
        expected_seconds=GATE_SECONDS,
        timeout_seconds=300.0,
        settle_seconds=_SETTLE_SECONDS,
        needs=needs,
        commands=gates.commands(region, state),
        permissions=gates.permissions(region),
        check=check,
        act=lambda clients: gates.put(clients, region, state),
    )
