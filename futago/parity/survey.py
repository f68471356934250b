"""Looking at every resource in both Regions, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from futago.aws import Clients as AwsClients
from futago.aws import Manners, Trouble
from futago.breaker import IMPATIENT, Breakers
from futago.operations.calls import PacedBreakers
from futago.operations.observe import unknown_caller
from futago.operations.threads import DaemonThreads
from futago.operations.watch import Watch
from futago.pace import Pace
from futago.parity.reading import RegionReader
from futago.parity.sight import Resource, Sight, Survey
from futago.parity.unseen import UnseenError
from modules.estate import Estate
from modules.operation import Observation, Unreachable
from modules.parity import Fact, Found, GoneError, Look, Setting
from modules.proof import Clients
from regions import Region

DARK_AFTER_SECONDS: Final = 4.0
"""A Region of which nothing at all has answered for so long is dark: with what else is to be done, a person
knows it within five seconds."""
THREADS: Final = 32
"""Calls at once in a Region."""
READING: Final = Manners(connect_timeout_seconds=2, read_timeout_seconds=4, attempts=6)
"""Patient with a service that throttles. One that is silent opens its breaker at once: no second time-out."""


def survey(
    clients: AwsClients,
    estate: Estate,
    resources: Sequence[Resource],
    *,
    only: Sequence[Resource] | None = None,
    pace: Pace | None = None,
    dark_after_seconds: float = DARK_AFTER_SECONDS,
) -> Survey:
    """Look at all of the resources in both Regions, and at what there is besides.

    Args:
        clients: of AWS, or of the embedded AWS.
        estate: what to look at.
        resources: its resources.
        only: those to look at; all if None.
        pace: keeps below AWS's rates.
        dark_after_seconds: how long to wait for a Region of which nothing answers.

    Raises:
        AwsError: AWS does not know the caller.
    """
    breakers = Breakers({region.code: IMPATIENT for region in estate.pair})
    reading = clients.mannered(lambda _code: READING, PacedBreakers(breakers, pace or Pace()))
    return look(reading, estate, resources, only, breakers, dark_after_seconds)


def look(  # noqa: PLR0917 # what survey has made ready
    clients: Clients,
    estate: Estate,
    known: Sequence[Resource],
    only: Sequence[Resource] | None,
    breakers: Breakers | None,
    dark_after_seconds: float,
) -> Survey:
    """``survey`` with clients that are ready for it.

    The Regions are looked at side by side: one that is dark keeps nobody from the other. One resource of
    each kind goes first; where its Region is dark, the others find its breakers open. A silent Region costs
    ``dark_after_seconds`` in all, however much is in it.
    """
    resources = tuple(known if only is None else only)
    declared = frozenset(call for each in resources for call in each.comparer.CALLS)
    readers = {region.code: RegionReader(clients, region, declared) for region in estate.pair}
    regions = DaemonThreads(len(readers))
    try:
        looking = [
            regions.submit(
                partial(
                    _look_at, readers[region.code], estate, resources, region, breakers, dark_after_seconds
                )
            )
            for region in estate.pair
        ]
        seen = {task: its for future in looking for task, its in future.result().items()}
    finally:
        regions.close()
    return Survey(
        estate=estate,
        resources=resources,
        known=tuple(known),
        sights={
            each.key: {region.code: _sight(seen[_Task(each, region)]) for region in estate.pair}
            for each in resources
        },
        found={(task.resource.noun, task.region.code): its for task, its in seen.items() if task.listing},
        calls=_counted(readers),
    )


def _counted(readers: Mapping[str, RegionReader]) -> Mapping[tuple[str, str], int]:
    """The calls by IAM action and Region; one action may allow several."""
    counts: Counter[tuple[str, str]] = Counter()
    for code, reader in readers.items():
        for call, count in reader.made.items():
            counts[call.action, code] += count
    return counts


def _look_at(  # noqa: PLR0917 # what look has made ready
    reader: RegionReader,
    estate: Estate,
    resources: Sequence[Resource],
    region: Region,
    breakers: Breakers | None,
    dark_after_seconds: float,
) -> Mapping[_Task, Any]:
    """Everything that is seen of one Region."""
    sights = [_Task(each, region) for each in resources]
    pilots = {task.resource.noun: task for task in reversed(sights)}
    listings = [_Task(task.resource, region, listing=True) for task in pilots.values()]
    threads = DaemonThreads(THREADS)
    try:
        watch: Watch[_Task, Any] = Watch(threads, partial(_do, reader, estate), breakers, dark_after_seconds)
        watch.over(list(pilots.values()))
        watch.over([*listings, *(task for task in sights if task not in watch.seen)])
    finally:
        threads.close()
    return watch.seen


@dataclass(frozen=True, eq=False)
class _Task:
    """A resource to be looked at in one Region, or all of its kind there to be listed."""

    resource: Resource
    region: Region
    listing: bool = False

    @property
    def _key(self) -> tuple[str, str, str, bool]:
        name = "" if self.listing else self.resource.name
        return self.resource.noun, name, self.region.code, self.listing

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Task) and self._key == other._key


def _sight(seen: Sight | Unreachable) -> Sight:
    return Sight(seen) if isinstance(seen, Unreachable) else seen


def _do(reader: RegionReader, estate: Estate, task: _Task) -> Any:
    return _list(reader, estate, task) if task.listing else _see(reader, estate, task)


def _list(reader: RegionReader, estate: Estate, task: _Task) -> tuple[Found, ...] | Unreachable:
    try:
        return tuple(task.resource.comparer.inventory(reader, estate, task.region))
    except UnseenError as error:
        return _unreachable(error)


def _see(reader: RegionReader, estate: Estate, task: _Task) -> Sight | Unreachable:
    resource, region = task.resource, task.region
    its = Look(reader, estate, resource.name, resource.inputs, region)
    observation: Observation | Unreachable
    try:
        observation = resource.comparer.observe(its)
    except UnseenError as error:
        observation = _unreachable(error)
        if observation.dark:
            return observation
    if isinstance(observation, Observation) and not observation.exists:
        return Sight(observation)
    facts: dict[str, Fact] = {}
    unknown: dict[Setting, Unreachable] = {}
    for aspect in resource.comparer.ASPECTS:
        try:
            facts |= {fact.setting.path: fact for fact in aspect.see(its)}
        except UnseenError as error:
            unknown |= dict.fromkeys(aspect.settings, _unreachable(error))
        except GoneError:  # deleted meanwhile
            return Sight(_without(observation, region))
    return Sight(observation, facts, unknown)


def _without(observation: Observation | Unreachable, region: Region) -> Observation:
    if isinstance(observation, Unreachable):
        return Observation(region.code, exists=False)
    return replace(observation, exists=False)


def _unreachable(error: UnseenError) -> Unreachable:
    if error.trouble is Trouble.CREDENTIALS:
        raise unknown_caller(error) from error
    return error.unreachable
