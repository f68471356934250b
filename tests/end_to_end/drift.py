"""A single setting changed behind Terraform's back in one Region, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from modules.estate import Estate
from modules.proof import Clients
from regions import Region

ACCOUNT: Final = "123456789012"
BOTH: Final = ("Tokyo", "Osaka")
STRANGER: Final = f"arn:aws:iam::{ACCOUNT}:role/stranger"


@dataclass(frozen=True)
class World:
    """Where a drift happens.

    Attributes:
        clients: of the embedded AWS.
        estate: what is applied there.
        region: the Region that drifts.
    """

    clients: Clients
    estate: Estate
    region: Region

    def client(self, service: str) -> Any:
        """A client in the Region that drifts."""
        return self.clients.client(service, self.region)

    @property
    def short(self) -> str:
        """The Region's short code."""
        return self.region.short_code


Undo = Callable[[], object]


@dataclass(frozen=True)
class Drift:
    """One changed setting.

    Attributes:
        noun: of the resource that changes.
        name: its name in the spec.
        setting: the path of the finding.
        city: ``Tokyo`` or ``Osaka``.
        make: changes it, and returns what takes it back.
        follows: whether AWS copies the change to the other Region, so that both are wrong.
    """

    noun: str
    name: str
    setting: str
    city: str
    make: Callable[[World], Undo]
    follows: bool = False

    @property
    def wrong_in(self) -> list[str]:
        """The cities in which the setting is wrong then."""
        return list(BOTH) if self.follows else [self.city]

    def __str__(self) -> str:
        return f"{self.noun}-{self.name}-{self.setting}-{self.city}".replace(" ", "_")

    @contextmanager
    def made(self, clients: Clients, estate: Estate) -> Iterator[None]:
        """The setting is changed as long as this lasts."""
        region = next(each for each in estate.pair if each.city == self.city)
        undo = self.make(World(clients, estate, region))
        try:
            yield
        finally:
            undo()


def each_city(noun: str, name: str, setting: str, make: Callable[[World], Undo]) -> Iterator[Drift]:
    """The same drift in either Region."""
    for city in BOTH:
        yield Drift(noun, name, setting, city, make)


def key_arn(world: World, name: str) -> str:
    """The ARN of a key of the spec in the Region that drifts."""
    kms = world.client("kms")
    return str(kms.describe_key(KeyId=f"alias/payments-{name}")["KeyMetadata"]["Arn"])
