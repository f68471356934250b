"""What the tagging API lists comes in pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
TAGS = [{"Key": "futago:estate", "Value": "payments"}]
Aws = Callable[..., Any]


def pages(aws: Aws, buckets: int) -> list[int]:
    """How many of so many tagged buckets each page of two has."""
    s3 = aws("s3", TOKYO)
    for number in range(buckets):
        s3.create_bucket(Bucket=f"bucket-{number}", CreateBucketConfiguration={"LocationConstraint": TOKYO})
        s3.put_bucket_tagging(Bucket=f"bucket-{number}", Tagging={"TagSet": TAGS})
    found = aws("resourcegroupstaggingapi", TOKYO).get_paginator("get_resources").paginate(ResourcesPerPage=2)
    return [len(page["ResourceTagMappingList"]) for page in found]


def test_no_page_has_more_than_was_asked_for(aws: Aws) -> None:
    """Every resource comes, a page at a time."""
    assert [2, 2, 1] == pages(aws, 5)


def test_what_fits_is_one_page(aws: Aws) -> None:
    """The last page says that it is the last."""
    assert [2] == pages(aws, 2)
