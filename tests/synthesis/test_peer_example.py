"""The estate that takes 366 lines with terraform-aws-modules is short, and says nothing again for Osaka."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from futago.spec import load
from tests.estates import synthesized

PEER = Path(__file__).parents[2] / "examples" / "peer.yaml"
SECTIONS = ("keys", "databases", "tables", "secrets", "buckets")


def document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(PEER.read_text(encoding="utf-8"))
    return loaded


def test_has_at_most_50_lines() -> None:
    """Blank lines and comments don't count."""
    lines = [line.strip() for line in PEER.read_text(encoding="utf-8").splitlines()]
    assert len([line for line in lines if line and not line.startswith("#")]) <= 50


def test_lines_are_lines() -> None:
    """It is short by what it need not say, and not by long lines."""
    assert max(map(len, PEER.read_text(encoding="utf-8").splitlines())) <= 130


def test_has_the_peers_resources() -> None:
    """4 keys, 3 databases, 4 tables, 6 secrets and 5 pairs of buckets, each in both Regions."""
    stacks = synthesized(load(PEER).estate)
    counted = {
        kind: {part: len(stack.get("resource", {}).get(kind, {})) for part, stack in stacks.items()}
        for kind in ("aws_kms_alias", "aws_rds_cluster", "aws_s3_bucket")
    }
    # A bucket for reports stands beside the five in each Region.
    expected = {
        "aws_kms_alias": {"keys": 8, "apne1": 0, "apne3": 0, "links": 0},
        "aws_rds_cluster": {"keys": 0, "apne1": 3, "apne3": 3, "links": 0},
        "aws_s3_bucket": {"keys": 0, "apne1": 6, "apne3": 6, "links": 0},
    }
    assert expected == counted
    counts = {section: len(document()[section]) for section in SECTIONS}
    assert {"keys": 4, "databases": 3, "tables": 4, "secrets": 6, "buckets": 5} == counts
    assert 4 == len(stacks["links"]["resource"]["aws_dynamodb_table_replica"])
    replicas = [each["replica"] for each in stacks["apne1"]["resource"]["aws_secretsmanager_secret"].values()]
    assert [1] * 9 == list(map(len, replicas))  # the six, and the databases' three first passwords


def test_says_nothing_again() -> None:
    """What stands under ``regions`` differs from what holds otherwise: one Region's count of instances."""
    declared = {
        f"{section}.{name}": its["regions"]
        for section in SECTIONS
        for name, its in document()[section].items()
        if "regions" in its
    }
    assert {"databases.ledger": {"ap-northeast-3": {"instances": 1}}} == declared
    assert 2 == load(PEER).estate.sections["databases"]["ledger"].instances  # type: ignore[attr-defined] # a database's
