"""Objects say whether a Bucket Key was used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.emulator.replicating_buckets import BUCKETS, TOKYO, make_buckets

Aws = Callable[..., Any]


def test_an_object_of_a_bucket_with_a_bucket_key_says_so(aws: Aws) -> None:
    """Writing and reading back tell that the Bucket Key was used."""
    tokyo, _osaka = make_buckets(aws)
    written = tokyo.put_object(Bucket=BUCKETS[TOKYO], Key="a", Body=b"hello")
    read = tokyo.head_object(Bucket=BUCKETS[TOKYO], Key="a")
    assert (True, True) == (written["BucketKeyEnabled"], read["BucketKeyEnabled"])


def test_an_object_of_a_bucket_without_one_does_not(aws: Aws) -> None:
    """Where the bucket has no Bucket Key, nothing is said."""
    tokyo, _osaka = make_buckets(aws, bucket_key=False)
    tokyo.put_object(Bucket=BUCKETS[TOKYO], Key="a", Body=b"hello")
    assert "BucketKeyEnabled" not in tokyo.head_object(Bucket=BUCKETS[TOKYO], Key="a")
