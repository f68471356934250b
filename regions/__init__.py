"""What a Region is, and which pairs are allowed."""

from regions.osaka import OSAKA
from regions.pair import PAIRS, Pair, pair_of
from regions.region import Region
from regions.tokyo import TOKYO

__all__ = ["OSAKA", "PAIRS", "TOKYO", "Pair", "Region", "pair_of"]
