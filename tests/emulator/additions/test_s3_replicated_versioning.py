"""Versioning stays on as long as a bucket replicates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.replicating_buckets import BUCKETS, OSAKA, TOKYO, make_buckets, replicate

Aws = Callable[..., Any]
SUSPENDED = {"Status": "Suspended"}


def test_a_bucket_that_replicates_keeps_its_versioning(aws: Aws) -> None:
    """Suspending it is refused, and it is on as before."""
    tokyo, _osaka = make_buckets(aws)
    replicate(tokyo, TOKYO, OSAKA)
    with pytest.raises(ClientError, match="InvalidBucketState"):
        tokyo.put_bucket_versioning(Bucket=BUCKETS[TOKYO], VersioningConfiguration=SUSPENDED)
    assert "Enabled" == tokyo.get_bucket_versioning(Bucket=BUCKETS[TOKYO])["Status"]


def test_without_its_replication_it_can_be_suspended(aws: Aws) -> None:
    """Once the replication configuration is gone, so is the refusal."""
    tokyo, _osaka = make_buckets(aws)
    replicate(tokyo, TOKYO, OSAKA)
    tokyo.delete_bucket_replication(Bucket=BUCKETS[TOKYO])
    tokyo.put_bucket_versioning(Bucket=BUCKETS[TOKYO], VersioningConfiguration=SUSPENDED)
    assert "Suspended" == tokyo.get_bucket_versioning(Bucket=BUCKETS[TOKYO])["Status"]
