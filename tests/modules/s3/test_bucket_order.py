"""Versioning of both buckets is there before either replicates, by the graph and not by luck."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.s3.inputs import BucketInputs
from stacks.build import build
from tests.estates import an_estate

PARTS = ("keys", "apne1", "apne3", "links")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An estate with one bucket, synthesized."""
    folder = tmp_path_factory.mktemp("out")
    build(an_estate({"buckets": {"receipts": BucketInputs(consistency="eventual")}}), folder)
    return folder


def resources(out: Path, part: str) -> dict[str, Any]:
    text = (out / "stacks" / f"payments-{part}" / "cdk.tf.json").read_text()
    found: dict[str, Any] = json.loads(text).get("resource", {})
    return found


def before(out: Path, stack: str) -> set[str]:
    """Every stack that is applied before ``stack``, by the manifest's dependencies and theirs."""
    stacks = json.loads((out / "manifest.json").read_text())["stacks"]
    direct = set(stacks[stack]["dependencies"])
    return direct.union(*(before(out, each) for each in direct))


@pytest.mark.parametrize("short_code", ["apne1", "apne3"])
def test_versions_each_bucket_in_its_own_stack(out: Path, short_code: str) -> None:
    """A bucket and its versioning are made together, in its Region's stack."""
    (name,) = resources(out, short_code)["aws_s3_bucket_versioning"].keys() - {f"reports_{short_code}"}
    assert f"bucket_receipts_{short_code}" == name


def test_replicates_after_both_regions(out: Path) -> None:
    """The stack with the replications is applied after both Regions' stacks."""
    assert {"payments-apne1", "payments-apne3"} <= before(out, "payments-links")


def test_replicates_in_links_alone(out: Path) -> None:
    """No stack but the last has a replication, and the last has no bucket and no versioning."""
    configured = {part for part in PARTS if "aws_s3_bucket_replication_configuration" in resources(out, part)}
    assert {"links"} == configured
    assert {"aws_s3_bucket_replication_configuration"} == set(resources(out, "links"))


def test_refers_to_nothing_that_comes_later(out: Path) -> None:
    """The replications name buckets and roles as text: nothing in links waits for another resource there."""
    for each in resources(out, "links")["aws_s3_bucket_replication_configuration"].values():
        assert "depends_on" not in each
        assert "${aws_" not in json.dumps(each)


@pytest.mark.parametrize("short_code", ["apne1", "apne3"])
def test_sets_what_needs_versions_after_versioning(out: Path, short_code: str) -> None:
    """Lifecycle rules, which may concern noncurrent versions, wait for versioning."""
    name = f"bucket_receipts_{short_code}"
    lifecycle = resources(out, short_code)["aws_s3_bucket_lifecycle_configuration"][name]
    assert [f"aws_s3_bucket_versioning.{name}"] == lifecycle["depends_on"]
