"""What the kinds need to prove that a pair works: by what is read back, never by a call's success."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from modules.estate import Estate
from regions import Region

T = TypeVar("T")
ARRIVAL_TIMEOUT_SECONDS = 60.0
_POLL_SECONDS = 0.2


class Clients(Protocol):
    """Where a kind gets its SDK clients from; they are handed in, no kind imports boto3."""

    def client(self, service: str, region: Region) -> Any:
        """The client of a service in a Region."""


@dataclass(frozen=True)
class Evidence:
    """One thing that was seen to be so, or not.

    Attributes:
        noun: the kind's noun.
        name: the resource's name in the spec.
        claim: what was to be shown, such as ``an object of Tokyo arrives in Osaka``.
        holds: whether it was seen.
        seen: what was seen, for a person.
        seconds: how long it took.
    """

    noun: str
    name: str
    claim: str
    holds: bool
    seen: str
    seconds: float


class Prover(Protocol):
    """A kind's ``proof`` module."""

    def prove(self, clients: Clients, estate: Estate, name: str, inputs: Any) -> Iterator[Evidence]:
        """Show that the resource works as a pair, and leave nothing behind."""


def until(read: Callable[[], T], wanted: Callable[[T], bool]) -> T:
    """Read again and again until it is wanted, or the time is up; returns what was read last."""
    deadline = time.monotonic() + ARRIVAL_TIMEOUT_SECONDS
    while True:
        value = read()
        if wanted(value) or time.monotonic() > deadline:
            return value
        time.sleep(_POLL_SECONDS)


class Stopwatch:
    """Measures from its making on."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self._start


def in_both_directions(estate: Estate) -> Iterator[tuple[Region, Region]]:
    """(first, second), then (second, first)."""
    for region in estate.pair:
        yield region, estate.pair.other(region)
