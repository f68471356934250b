"""Looking at every resource in both Regions, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from futago.aws import Trouble, trouble_of
from futago.breaker import Breakers
from futago.errors import AwsError
from futago.operations.threads import DaemonThreads
from futago.operations.watch import Watch
from modules.catalog import KINDS
from modules.estate import Estate
from modules.kind import Kind
from modules.operation import Observation, Operator, Seen, Unreachable
from modules.proof import Clients
from regions import Region

THREADS: Final = 64
DARK_AFTER_SECONDS: Final = 4.5
"""A Region of which nothing at all has answered for so long is dark, whatever its connections still wait
for: name resolution, for one, has a time-out of its own that no client can shorten."""


@dataclass(frozen=True)
class Resource:
    """A resource that takes part in a promotion.

    Attributes:
        noun: the kind's noun.
        name: its name in the spec; empty for a setting.
        inputs: its part of the spec.
        operator: the kind's part in promotions.
    """

    noun: str
    name: str
    inputs: Any
    operator: Operator

    @property
    def key(self) -> tuple[str, str]:
        """Noun and name, which nothing else in the estate has."""
        return self.noun, self.name


Observations = Mapping[tuple[str, str], Seen]
"""What was seen of every resource, by noun and name."""


def resources_of(estate: Estate, kinds: Iterable[Kind] = KINDS) -> tuple[Resource, ...]:
    """What the estate has that takes part in a promotion, in the catalog's order."""
    return tuple(_resources(estate, kinds))


def _resources(estate: Estate, kinds: Iterable[Kind]) -> Iterator[Resource]:
    for kind in kinds:
        operator = kind.operator()
        if operator is None:
            continue
        if kind.single:
            yield Resource(kind.noun, "", estate.settings[kind.section], operator)
        else:
            for name, inputs in estate.sections.get(kind.section, {}).items():
                yield Resource(kind.noun, name, inputs, operator)


def observe(
    clients: Clients,
    estate: Estate,
    resources: Sequence[Resource],
    breakers: Breakers | None = None,
    *,
    dark_after_seconds: float | Mapping[str, float] = DARK_AFTER_SECONDS,
) -> Observations:
    """Look at every resource in both Regions.

    One resource of each kind and Region goes first: if its Region is dark, its time-out opens the breaker,
    and the others find it open. A silent Region costs one time-out in all, however much is in it.

    Args:
        clients: reading clients.
        estate: what to look at.
        resources: its resources.
        breakers: told when a Region is given up because nothing of it answers.
        dark_after_seconds: how long to wait for a Region of which nothing answers; see ``Watch``.

    Returns:
        What was seen; what could not be looked at is there as ``Unreachable``.

    Raises:
        AwsError: AWS does not know the caller.
    """
    sights = [_Sight(resource, region) for resource in resources for region in estate.pair]
    pilots = {(sight.resource.noun, sight.region.code): sight for sight in reversed(sights)}
    threads = DaemonThreads(THREADS)
    try:
        watch: Watch[_Sight, Observation] = Watch(
            threads, partial(_look, clients, estate), breakers, dark_after_seconds
        )
        watch.over(list(pilots.values()))
        watch.over([sight for sight in sights if sight not in watch.seen])
    finally:
        threads.close()
    return {
        resource.key: {region.code: watch.seen[_Sight(resource, region)] for region in estate.pair}
        for resource in resources
    }


class _Sight:
    """One resource in one Region."""

    def __init__(self, resource: Resource, region: Region) -> None:
        self.resource = resource
        self.region = region
        self._key = (*resource.key, region.code)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sight) and self._key == other._key


def _look(clients: Clients, estate: Estate, sight: _Sight) -> Observation | Unreachable:
    resource, region = sight.resource, sight.region
    try:
        return resource.operator.observe(clients, estate, resource.name, resource.inputs, region)
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        if trouble is Trouble.CREDENTIALS:
            raise unknown_caller(error) from error
        service = _service(estate, resource, region)
        dark = trouble in {Trouble.UNSENT, Trouble.UNANSWERED}
        return Unreachable(region.code, service, str(error), dark)


def _service(estate: Estate, resource: Resource, region: Region) -> str:
    """The service that is asked about a resource, as its permissions name it."""
    needed = resource.operator.observe_permissions(estate, resource.name, resource.inputs, region)
    actions = [action for permission in needed for action in permission.actions]
    return actions[0].partition(":")[0] if actions else resource.noun


def unknown_caller(error: Exception) -> AwsError:
    """AWS does not know who calls, so that nothing at all can be done."""
    return AwsError(
        f"AWS does not know the caller: {error}; needed are valid credentials and a clock that is right",
        next_command="aws sts get-caller-identity",
    )
