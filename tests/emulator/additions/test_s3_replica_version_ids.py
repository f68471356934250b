"""Replicas have the version ids of their sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.emulator.batch_replication import DESTINATION, SOURCE, Pair

Aws = Callable[..., Any]


def test_a_replica_has_the_version_id_of_its_source(aws: Aws) -> None:
    """Each version is found in the destination under the id that it has in the source, with its tags."""
    pair = Pair(aws)
    pair.replicate()
    versions = pair.put("a", "a", Tagging="class=secret")
    assert {"a": versions[::-1]} == pair.replicas()
    head = pair.osaka.head_object(Bucket=DESTINATION, Key="a")
    tags = pair.osaka.get_object_tagging(Bucket=DESTINATION, Key="a", VersionId=versions[0])
    assert (versions[1], [{"Key": "class", "Value": "secret"}]) == (head["VersionId"], tags["TagSet"])


def test_a_replicated_delete_marker_has_the_id_of_its_source(aws: Aws) -> None:
    """So do delete markers, where the rule replicates them."""
    pair = Pair(aws)
    pair.replicate(DeleteMarkerReplication={"Status": "Enabled"})
    (version,) = pair.put("a")
    marker = pair.tokyo.delete_object(Bucket=SOURCE, Key="a")["VersionId"]
    assert {"a"} == pair.replicas().keys()
    assert {marker, version} == set(pair.replicas()["a"])
