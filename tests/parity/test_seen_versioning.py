"""Whether a bucket's versioning is on is asked only where no replication says so."""

from __future__ import annotations

from typing import Any

import pytest

from modules.parity import Look
from modules.s3 import parity
from modules.s3.inputs import BucketInputs
from tests.estates import an_estate
from tests.parity.paper_reader import PaperReader

INPUTS = BucketInputs.model_validate({"consistency": "eventual", "key": "main"})
ESTATE = an_estate({"buckets": {"receipts": INPUTS}})
ENABLED = {"ReplicationConfiguration": {"Rules": [{"ID": "x", "Status": "Enabled"}]}}
DISABLED = {"ReplicationConfiguration": {"Rules": [{"ID": "x", "Status": "Disabled"}]}}


def versioning(replication: dict[str, Any] | None) -> tuple[Any, bool]:
    """What is seen of a bucket of suspended versioning, and whether it was asked for that."""
    reader = PaperReader(
        {"get_bucket_replication": replication, "get_bucket_versioning": {"Status": "Suspended"}}
    )
    look = Look(reader, ESTATE, "receipts", INPUTS, ESTATE.pair.first)
    facts = {fact.setting: fact.seen for fact in parity.ASPECTS[0].see(look)}
    return facts[parity.VERSIONING], "get_bucket_versioning" in reader.asked


def test_a_bucket_that_replicates_is_versioned() -> None:
    """S3 would not have let anybody suspend it."""
    assert ("Enabled", False) == versioning(ENABLED)


@pytest.mark.parametrize("replication", [None, DISABLED], ids=["none", "disabled"])
def test_a_bucket_that_does_not_replicate_is_asked(replication: dict[str, Any] | None) -> None:
    """Without a rule in force nothing vouches for it."""
    assert ("Suspended", True) == versioning(replication)
