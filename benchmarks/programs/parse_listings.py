"""Lists two buckets with boto3 and does nothing with it; prints how many versions there are."""

from __future__ import annotations

import sys

from benchmarks.synthetic_listings import listing_client

keys = int(sys.argv[1])
count = 0
for complete in (True, False):
    pages = listing_client(keys, complete=complete).get_paginator("list_object_versions")
    for page in pages.paginate(Bucket="b"):
        count += len(page.get("Versions", ()))
print(count)
