"""Which two Regions make a pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regions.osaka import OSAKA
from regions.region import Region
from regions.tokyo import TOKYO


@dataclass(frozen=True)
class Pair:
    """Two Regions that hold the same estate.

    The order says where things are first made (``first``), never who writes: that is ``home`` in
    the spec, which a promotion moves. The order of an estate's pair never changes.

    Attributes:
        first: the Region in which a paired resource is first made.
        second: the Region to which it is then replicated.
    """

    first: Region
    second: Region

    def __iter__(self) -> Iterator[Region]:
        return iter((self.first, self.second))

    def __getitem__(self, code: str) -> Region:
        """The Region of the pair with this code; KeyError for any other."""
        return {region.code: region for region in self}[code]

    def other(self, region: Region) -> Region:
        """The Region of the pair that is not ``region``."""
        return self.second if region == self.first else self.first


PAIRS = (Pair(TOKYO, OSAKA), Pair(OSAKA, TOKYO))
"""The allowed pairs: both Regions lie in one country, so that no data leaves it."""


def pair_of(codes: list[str]) -> Pair | None:
    """The allowed pair with these two Region codes in this order, or None."""
    return next((pair for pair in PAIRS if [region.code for region in pair] == codes), None)
