"""From what was seen to what is to be done, or to every reason why not. Calls nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from operator import itemgetter

from futago.errors import DecisionError
from futago.operations.observe import Observations, Resource
from futago.operations.selection import ALL, Selection
from modules.operation import Loss, Mode, Obstacle, Phase, Promotion, Step, Unreachable


@dataclass(frozen=True)
class Decision:
    """What a promotion comes to.

    Attributes:
        promotion: what is asked for.
        steps: what is to be done, in an order in which nothing comes before what it needs.
        skipped: the steps that the operator leaves out, with what that costs in ``cost_if_skipped``.
        obstacles: every reason why not; with any, nothing may be begun.
        losses: what may be lost.
        warnings: what the operator should know before saying yes.
        observations: what it was decided from.
        selection: what the operator wants.
    """

    promotion: Promotion
    steps: tuple[Step, ...]
    skipped: tuple[Step, ...]
    obstacles: tuple[Obstacle, ...]
    losses: tuple[Loss, ...]
    warnings: tuple[str, ...]
    observations: Observations
    selection: Selection = ALL

    @property
    def is_allowed(self) -> bool:
        """Whether it may be begun."""
        return not self.obstacles

    @cached_property
    def needs(self) -> Mapping[str, frozenset[str]]:
        """What each step waits for, by id: what it names, and every fence for what is no fence.

        In the place of a step that is left out stands what that one would have waited for.
        """
        waits = _needs((*self.steps, *self.skipped))
        taken = {step.id for step in self.steps}
        cuts: dict[str, frozenset[str]] = {}

        def cut(each: str) -> frozenset[str]:
            if each not in cuts:
                parts = (frozenset({need}) if need in taken else cut(need) for need in waits[each])
                cuts[each] = frozenset().union(*parts)
            return cuts[each]

        return {step.id: cut(step.id) for step in self.steps}

    @cached_property
    def longest_chain(self) -> tuple[Step, ...]:
        """The dependent steps that take longest, by what is expected: it can't be done sooner."""
        best: dict[str, tuple[float, tuple[Step, ...]]] = {}
        for step in self.steps:
            chains = [best[need] for need in self.needs[step.id]]
            seconds, chain = max(chains, key=itemgetter(0), default=(0.0, ()))
            best[step.id] = (seconds + step.expected_seconds, (*chain, step))
        return max(best.values(), key=itemgetter(0), default=(0.0, ()))[1]

    @property
    def expected_seconds(self) -> float:
        """How long it takes if every step takes what it should."""
        return sum(step.expected_seconds for step in self.longest_chain)

    @property
    def lag_seconds(self) -> float | None:
        """The greatest known bound of what may be lost; None where one is not known."""
        lags = [loss.lag_seconds for loss in self.losses]
        known = [lag for lag in lags if lag is not None]
        return None if len(known) < len(lags) else max(known, default=0.0)


def decide(
    promotion: Promotion,
    resources: Sequence[Resource],
    observations: Observations,
    selection: Selection = ALL,
) -> Decision:
    """Decide what is to be done.

    Raises:
        DecisionError: a kind's steps name one that there is not, or wait for each other.
        SelectionError: the selection names what there is not.
    """
    found: list[Step | Obstacle | Loss] = []
    for resource in resources:
        seen = observations[resource.key]
        found += resource.operator.plan(promotion, resource.name, resource.inputs, seen)
    steps = [each for each in found if isinstance(each, Step)]
    _check_ids(steps)
    ordered = _in_order(steps)
    selection.check(resources, ordered)
    obstacles = [each for each in found if isinstance(each, Obstacle)]
    obstacles += _unseen(promotion, resources, observations, obstacles)
    losses = [each for each in found if isinstance(each, Loss)]
    return Decision(
        promotion,
        tuple(step for step in ordered if selection.takes(step)),
        tuple(step for step in ordered if not selection.takes(step)),
        tuple(each for each in obstacles if not each.noun or selection.takes_resource(each.noun, each.name)),
        tuple(each for each in losses if selection.takes_resource(each.noun, each.name)),
        tuple(_warnings(promotion, observations)),
        observations,
        selection,
    )


def _check_ids(steps: Sequence[Step]) -> None:
    counts = Counter(step.id for step in steps)
    for step in steps:
        if counts[step.id] > 1:
            raise DecisionError(f"two steps are called {step.id}")
        for need in step.needs:
            if need not in counts:
                raise DecisionError(f"step {step.id} needs {need}, which is no step of this promotion")


def _needs(steps: Iterable[Step]) -> dict[str, frozenset[str]]:
    """What each step waits for.

    A Region that comes back joins before anybody is fenced: a database may take hours to, and writers are
    not to be kept waiting for that.
    """
    by_id = {step.id: step for step in steps}
    rejoining, fences = (
        frozenset(step.id for step in by_id.values() if step.phase is phase)
        for phase in (Phase.REJOIN, Phase.FENCE)
    )
    before = {Phase.REJOIN: frozenset[str](), Phase.FENCE: rejoining}
    return {
        step.id: frozenset(step.needs) | before.get(step.phase, rejoining | fences) for step in by_id.values()
    }


def _in_order(steps: Sequence[Step]) -> list[Step]:
    """Sorted so that needs come first, and else by phase and as the kinds gave them."""
    by_id = {step.id: step for step in steps}
    phases = list(Phase)
    place = {step.id: (phases.index(step.phase), number) for number, step in enumerate(steps)}
    sorter = TopologicalSorter(_needs(steps))
    try:
        sorter.prepare()
    except CycleError as cycle:
        raise DecisionError(f"steps wait for each other: {' → '.join(cycle.args[1])}") from cycle
    ordered: list[Step] = []
    ready: list[tuple[tuple[int, int], str]] = []
    while sorter.is_active():
        for each in sorter.get_ready():
            heappush(ready, (place[each], each))
        first = heappop(ready)[1]
        ordered.append(by_id[first])
        sorter.done(first)
    return ordered


def _unseen(
    promotion: Promotion,
    resources: Sequence[Resource],
    observations: Observations,
    told: Sequence[Obstacle],
) -> Iterator[Obstacle]:
    """What could not be looked at or is not there, where it must be, and the kind has not said so."""
    said = {(each.noun, each.name, each.region) for each in told}
    for resource in resources:
        for code, seen in observations[resource.key].items():
            if (*resource.key, code) not in said:
                obstacle = _obstacle(promotion, resource, code, seen=seen)
                if obstacle is not None:
                    yield obstacle


def _obstacle(promotion: Promotion, resource: Resource, code: str, seen: object) -> Obstacle | None:
    may_be_dark = promotion.mode is Mode.FAILOVER and code == promotion.source.code
    if isinstance(seen, Unreachable):
        if seen.dark and may_be_dark:
            return None
        return Obstacle(*resource.key, code, f"it can't be looked at: {seen.why}", _remedy(promotion, seen))
    if not getattr(seen, "exists", False) and not may_be_dark:
        stack = promotion.estate.names.stack(promotion.estate.pair[code].short_code)
        return Obstacle(
            *resource.key,
            code,
            "the spec has it, and it is not there",
            f"deploy it first, or take it out of the spec: terraform plan of {stack} shows the difference",
        )
    return None


def _remedy(promotion: Promotion, seen: Unreachable) -> str:
    if not seen.dark:
        return "the caller needs the rights that futago promote --print-policy shows"
    if seen.region == promotion.source.code and promotion.mode is not Mode.FAILOVER:
        return f"if {seen.region} is dark: futago promote {promotion.to.code} --mode failover"
    service = f"{seen.service} in " if seen.service else ""  # none where the whole Region was given up
    return f"a Region that does not answer can't be activated: wait for {service}{seen.region}"


def _warnings(promotion: Promotion, observations: Observations) -> Iterator[str]:
    source = promotion.source.code
    seen = [regions[source] for regions in observations.values() if source in regions]
    answers = [each for each in seen if not isinstance(each, Unreachable)]
    if promotion.mode is Mode.FAILOVER and answers:
        yield (
            f"{source} answers for {len(answers)} of {len(seen)} resources: a switchover loses nothing, a "
            "failover may"
        )
