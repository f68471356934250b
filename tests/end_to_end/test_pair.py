"""The pair works: what is written in one Region is read back in the other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from futago.proof import prove
from futago.spec import load
from modules import proof
from modules.s3 import proof as s3_proof
from regions import Region
from tests.embedded_estate import AppliedStack, EmbeddedEstate


def test_every_proof_holds(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> None:
    """Each resource of the estate is seen to be a pair, in each direction that it has."""
    # As the spec is by now: other tests have added readers to it.
    evidence = list(prove(embedded.clients, load(embedded.spec).estate))
    assert [] == [each for each in evidence if not each.holds]
    assert {"key": 8, "database": 6, "secret": 6, "table": 10, "bucket": 13} == Counter(
        each.noun for each in evidence
    )
    assert stacks


def test_proof_of_a_broken_pair_does_not_hold(
    embedded: EmbeddedEstate, stacks: dict[str, AppliedStack], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An object that is not replicated any more is evidence against the pair."""
    tokyo, osaka = embedded.estate.pair
    bucket = "payments-receipts-123456789012-apne1"
    s3 = embedded.clients.client("s3", tokyo)
    replication = s3.get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]
    s3.delete_bucket_replication(Bucket=bucket)
    try:
        receipts: Any = embedded.estate.sections["buckets"]["receipts"]
        monkeypatch.setattr(proof, "ARRIVAL_TIMEOUT_SECONDS", 3.0)
        evidence = [
            each
            for each in s3_proof.prove(embedded.clients, embedded.estate, "receipts", receipts)
            if not each.holds
        ]
    finally:
        s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration=replication)
    assert [f"an object of {tokyo.city} arrives in {osaka.city}"] == [each.claim for each in evidence]
    assert stacks


def test_every_table_is_protected_in_both_regions(
    embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]
) -> None:
    """Deletion protection, which is never synced between the Regions, is on in each."""
    assert stacks
    unprotected = [
        (region.city, table)
        for region in embedded.estate.pair
        for table in embedded.clients.client("dynamodb", region).list_tables()["TableNames"]
        if not _is_protected(embedded, region, table)
    ]
    assert [] == unprotected


def _is_protected(embedded: EmbeddedEstate, region: Region, table: str) -> bool:
    described = embedded.clients.client("dynamodb", region).describe_table(TableName=table)["Table"]
    return bool(described["DeletionProtectionEnabled"])
