"""Compares two buckets by their listings, with checkpoints; prints how many differences there are."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.synthetic_listings import listing_client
from futago.backfill.verify.checkpoint import Checkpoint
from futago.backfill.verify.difference import Sides
from futago.backfill.verify.listing import BucketListing
from futago.backfill.verify.verification import Comparison, compare

keys, folder = int(sys.argv[1]), Path(sys.argv[2])
one, other = (
    BucketListing(listing_client(keys, complete=complete), "b", "123456789012") for complete in (True, False)
)
sides = Sides(("apne1", "apne3"), frozenset({"apne1", "apne3"}), markers=True)
found = compare(Comparison(one, other, sides), Checkpoint(folder, "verify", {}), afresh=True)
print(found.kinds.total())
