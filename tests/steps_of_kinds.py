"""Promotions made by hand, and what tests of the kinds' parts in them ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any

from modules.estate import Estate
from modules.operation import Loss, Mode, Obstacle, Permission, Promotion, Step, Unreachable
from modules.proof import Clients
from regions import Region


def a_promotion(estate: Estate, mode: Mode, to: Region | None = None, **options: Any) -> Promotion:
    """A promotion of an estate's second Region, unless said otherwise."""
    return Promotion(estate, mode, to or estate.pair.second, "20261122-0300-test", **options)


def dark(region: Region, service: str = "rds") -> Unreachable:
    """A Region that did not answer."""
    return Unreachable(region.code, service, "nothing answered", dark=True)


def refused(region: Region, service: str = "rds") -> Unreachable:
    """A Region that answered, and refused."""
    return Unreachable(region.code, service, "AccessDenied", dark=False)


def verbs(planned: Iterable[Step | Obstacle | Loss]) -> list[str]:
    """What the steps do; obstacles fail the test."""
    found = list(planned)
    assert [] == [each.wrong for each in found if isinstance(each, Obstacle)]
    return [each.id.rpartition("/")[2] for each in found if isinstance(each, Step)]


def steps_of(planned: Iterable[Step | Obstacle | Loss]) -> list[Step]:
    """The steps."""
    return [each for each in planned if isinstance(each, Step)]


def losses_of(planned: Iterable[Step | Obstacle | Loss]) -> list[Loss]:
    """The losses."""
    return [each for each in planned if isinstance(each, Loss)]


def obstacles_of(planned: Iterable[Step | Obstacle | Loss]) -> list[Obstacle]:
    """The obstacles; where there are any, nothing is to be done."""
    found = list(planned)
    obstacles = [each for each in found if isinstance(each, Obstacle)]
    assert not obstacles or len(obstacles) == len(found)
    return obstacles


_ACTIONS = {
    ("s3", "HeadObject"): "s3:GetObject",
    ("s3", "DeleteObjects"): "s3:DeleteObjectVersion",  # with a version id each, as it is called here
    ("s3", "ListObjectVersions"): "s3:ListBucketVersions",
    ("s3", "GetBucketReplication"): "s3:GetReplicationConfiguration",
    ("s3", "GetBucketVersioning"): "s3:GetBucketVersioning",
    ("s3", "HeadBucket"): "s3:ListBucket",
}
"""IAM actions that are not called like their operations (Service Authorization Reference)."""
_PREFIXES = {"s3control": "s3", "service-quotas": "servicequotas"}


class Recording:
    """Clients that remember who was asked for what.

    Args:
        clients: those that really ask.
    """

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._hooked: set[int] = set()
        self.called: list[tuple[str, str]] = []

    def client(self, service: str, region: Region) -> Any:
        """The client, its calls remembered as (IAM action, Region's code)."""
        client = self._clients.client(service, region)
        if id(client) not in self._hooked:
            self._hooked.add(id(client))

            def remember(model: Any, **_more: Any) -> None:
                prefix = _PREFIXES.get(service, service)
                action = _ACTIONS.get((service, model.name), f"{prefix}:{model.name}")
                self.called.append((action, region.code))

            client.meta.events.register("before-call.*.*", remember)
        return client

    def writes(self) -> list[tuple[str, str]]:
        """The calls that may have changed something."""
        looks = ("Describe", "Get", "Head", "List")
        return [
            (action, code) for action, code in self.called if not action.partition(":")[2].startswith(looks)
        ]


def undeclared(called: Iterable[tuple[str, str]], permissions: Iterable[Permission]) -> list[tuple[str, str]]:
    """The calls that no permission allows in their Region."""
    allowed = list(permissions)
    return sorted(set(_undeclared(called, allowed)))


def _undeclared(called: Iterable[tuple[str, str]], allowed: list[Permission]) -> Iterator[tuple[str, str]]:
    for action, code in called:
        if not any(
            each.region == code and any(fnmatchcase(action, pattern) for pattern in each.actions)
            for each in allowed
        ):
            yield action, code


def carry_out(step: Step, clients: Clients) -> None:
    """Do a step as the engine does: look, act, look; and act again, as after a lost answer."""
    before = step.check(clients)
    assert "todo" == before.state, before
    step.act(clients)
    after = step.check(clients)
    assert "done" == after.state, after
    step.act(clients)
    assert "done" == step.check(clients).state
