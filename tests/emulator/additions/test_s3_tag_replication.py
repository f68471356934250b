"""Changed tags reach the other copy of an object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.emulator.replicating_buckets import BUCKETS, OSAKA, TOKYO, make_buckets, replicate

TAGS = [{"Key": "class", "Value": "secret"}]
Aws = Callable[..., Any]


def tags(s3: Any, region: str) -> list[dict[str, str]]:
    """Return the object's tags in a Region."""
    return list(s3.get_object_tagging(Bucket=BUCKETS[region], Key="a")["TagSet"])


def test_tags_of_the_source_reach_the_replica(aws: Aws) -> None:
    """Tags put on or taken off the source change on the replica, with or without modification sync."""
    tokyo, osaka = make_buckets(aws)
    replicate(tokyo, TOKYO, OSAKA, modifications=False)
    tokyo.put_object(Bucket=BUCKETS[TOKYO], Key="a", Body=b"hello")
    tokyo.put_object_tagging(Bucket=BUCKETS[TOKYO], Key="a", Tagging={"TagSet": TAGS})
    assert TAGS == tags(osaka, OSAKA)
    tokyo.delete_object_tagging(Bucket=BUCKETS[TOKYO], Key="a")
    assert [] == tags(osaka, OSAKA)


@pytest.mark.parametrize(("modifications", "expected"), [(True, TAGS), (False, [])])
def test_tags_of_a_replica_go_back_if_the_rule_says_so(
    aws: Aws, *, modifications: bool, expected: list[dict[str, str]]
) -> None:
    """Replica modification sync decides whether tags put on the replica reach the source."""
    tokyo, osaka = make_buckets(aws)
    replicate(tokyo, TOKYO, OSAKA, modifications=modifications)
    replicate(osaka, OSAKA, TOKYO, modifications=modifications)
    tokyo.put_object(Bucket=BUCKETS[TOKYO], Key="a", Body=b"hello")
    osaka.put_object_tagging(Bucket=BUCKETS[OSAKA], Key="a", Tagging={"TagSet": TAGS})
    assert expected == tags(tokyo, TOKYO)
