"""Objects under SSE-KMS replicate if asked for, into the destination's key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.replicating_buckets import BUCKETS, KEYS, OSAKA, TOKYO, make_buckets, replicate

Aws = Callable[..., Any]


def test_each_copy_names_its_regions_key(aws: Aws) -> None:
    """The replica in Osaka is under Osaka's key; the source stays under Tokyo's."""
    tokyo, osaka = make_buckets(aws)
    replicate(tokyo, TOKYO, OSAKA)
    tokyo.put_object(Bucket=BUCKETS[TOKYO], Key="a", Body=b"hello")
    source = tokyo.head_object(Bucket=BUCKETS[TOKYO], Key="a")
    replica = osaka.get_object(Bucket=BUCKETS[OSAKA], Key="a")
    assert (KEYS[TOKYO], "COMPLETED") == (source["SSEKMSKeyId"], source["ReplicationStatus"])
    assert (KEYS[OSAKA], "REPLICA") == (replica["SSEKMSKeyId"], replica["ReplicationStatus"])
    assert b"hello" == replica["Body"].read()


def test_two_way_replication_does_not_loop(aws: Aws) -> None:
    """With a rule in each direction both Regions hold both objects, each once."""
    tokyo, osaka = make_buckets(aws)
    replicate(tokyo, TOKYO, OSAKA)
    replicate(osaka, OSAKA, TOKYO)
    tokyo.put_object(Bucket=BUCKETS[TOKYO], Key="from-tokyo", Body=b"hello")
    osaka.put_object(Bucket=BUCKETS[OSAKA], Key="from-osaka", Body=b"hello")
    for s3, region in ((tokyo, TOKYO), (osaka, OSAKA)):
        versions = s3.list_object_versions(Bucket=BUCKETS[region])["Versions"]
        assert ["from-osaka", "from-tokyo"] == sorted(version["Key"] for version in versions)


def test_without_the_criterion_nothing_under_kms_is_replicated(aws: Aws) -> None:
    """A rule that does not select objects under SSE-KMS leaves them out."""
    tokyo, osaka = make_buckets(aws)
    replicate(tokyo, TOKYO, OSAKA, kms=False)
    tokyo.put_object(Bucket=BUCKETS[TOKYO], Key="a", Body=b"hello")
    assert "ReplicationStatus" not in tokyo.head_object(Bucket=BUCKETS[TOKYO], Key="a")
    with pytest.raises(ClientError, match="404"):
        osaka.head_object(Bucket=BUCKETS[OSAKA], Key="a")
