"""Parity on the applied estate: nothing on an untouched one, and each single drift found and located."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from futago.parity.comparison import Verdict
from futago.parity.finding import Finding, Sort
from futago.parity.parity import Parity, compare
from futago.parity.sight import resources_of
from futago.parity.survey import survey
from futago.spec import load
from modules.catalog import KINDS
from tests.embedded_estate import AppliedStack, EmbeddedEstate
from tests.end_to_end.drift import Drift
from tests.end_to_end.drifts import DRIFTS


def parity_of(embedded: EmbeddedEstate) -> Parity:
    """The comparison of the whole estate, as the spec is by now: other tests have added readers to it."""
    estate = load(embedded.spec).estate
    return compare(survey(embedded.clients, estate, resources_of(estate, KINDS)))


def _said(found: Finding) -> tuple[str, str, str, str]:
    return found.sort.value, found.noun, found.name, found.setting


def test_an_untouched_estate_is_equal(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> None:
    """What Terraform has just made is as the spec says, in both Regions, and nothing else is there."""
    assert stacks
    parity = parity_of(embedded)
    assert () == parity.findings
    assert Verdict.EQUAL == parity.verdict


def test_the_estate_shows_every_setting_but_those_it_lacks(
    embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]
) -> None:
    """A setting that no resource ever shows would be compared by nobody."""
    assert stacks
    shown = {(row.noun, row.setting.path) for row in parity_of(embedded).rows}
    declared = {
        (kind.noun, setting.path)
        for kind in KINDS
        if (comparer := kind.comparer()) is not None
        for aspect in comparer.ASPECTS
        for setting in aspect.settings
    }
    assert {("key", "grants")} == declared - shown


def test_the_matrix_is_large_enough() -> None:
    """At least sixty single drifts, no two of them the same."""
    assert len({str(each) for each in DRIFTS}) == len(DRIFTS)
    assert len(DRIFTS) >= 60


@pytest.mark.parametrize("drift", DRIFTS, ids=str)
def test_a_single_drift_is_found_and_located(
    embedded: EmbeddedEstate, stacks: dict[str, AppliedStack], drift: Drift
) -> None:
    """The finding names resource, setting and Region, and it is the only one."""
    assert stacks
    with drift.made(embedded.clients, embedded.estate):
        parity = parity_of(embedded)
    assert [("different", drift.noun, drift.name, drift.setting)] == [_said(each) for each in parity.findings]
    (found,) = parity.findings
    assert drift.wrong_in == [embedded.estate.pair[code].city for code in found.regions]


@contextmanager
def _detached(embedded: EmbeddedEstate) -> Iterator[None]:
    """Osaka's bucket replicates no longer."""
    osaka = embedded.estate.pair.second
    s3, bucket = embedded.clients.client("s3", osaka), "payments-receipts-123456789012-apne3"
    old = s3.get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]
    s3.delete_bucket_replication(Bucket=bucket)
    try:
        yield
    finally:
        s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration=old)


def test_a_broken_pair_is_said_first(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> None:
    """A bucket that replicates no longer is no pair; what else differs comes after it."""
    assert stacks
    with _detached(embedded):
        first = parity_of(embedded).findings[0]
    assert (Sort.BROKEN, "bucket", "receipts") == (first.sort, first.noun, first.name)
    assert first.says.startswith("this pair is broken: Osaka does not replicate")


def test_versioning_suspended_is_found_beside_the_broken_pair(
    embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]
) -> None:
    """S3 lets nobody suspend it while the bucket replicates: both are wrong then."""
    assert stacks
    osaka = embedded.estate.pair.second
    s3, bucket = embedded.clients.client("s3", osaka), "payments-receipts-123456789012-apne3"
    with _detached(embedded):
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
        try:
            found = {(each.setting, each.regions) for each in parity_of(embedded).findings}
        finally:
            s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    assert ("versioning", (osaka.code,)) in found


def test_what_nobody_declared_is_a_stray(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> None:
    """A table with the estate's name, and one with its tag, are found in the Region that has them."""
    assert stacks
    osaka = embedded.estate.pair.second
    dynamodb = embedded.clients.client("dynamodb", osaka)
    named, tagged = "payments-forgotten", "nobodys"
    for table, tags in ((named, []), (tagged, [{"Key": "futago:estate", "Value": "payments"}])):
        dynamodb.create_table(
            TableName=table,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            **({"Tags": tags} if tags else {}),
        )
    try:
        found = parity_of(embedded).findings
    finally:
        for table in (named, tagged):
            dynamodb.delete_table(TableName=table)
    assert {("stray", "table", named), ("stray", "table", tagged)} == {_said(each)[:3] for each in found}
    assert {(osaka.code,)} == {each.regions for each in found}


def test_no_value_of_a_secret_is_asked_for(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> None:
    """Of secrets, parity knows what they are called and who may read them, and never what they hold."""
    assert stacks
    made = {action for action, _code in parity_of(embedded).survey.calls}
    assert "secretsmanager:DescribeSecret" in made
    assert "secretsmanager:GetSecretValue" not in json.dumps(sorted(made))
