"""What changed outside Terraform: a Region that may only be silent, a promotion that would be undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from futago.review.catalog import rules
from futago.review.plan.reading import read_plans
from futago.review.review import review
from modules.review import Level

OSAKA = "ap-northeast-3"
ARN = f"arn:aws:s3:::receipts-{OSAKA}"
SECRET_ARN = "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:shop-AbCdEf"


def entry(address: str, actions: list[str], before: Any, after: Any) -> dict[str, Any]:
    kind, name = address.split(".")
    change = {"actions": actions, "before": before, "after": after, "after_unknown": {}}
    return {"address": address, "mode": "managed", "type": kind, "name": name, "change": change}


def found(folder: Path, changes: list[Any], drift: list[Any]) -> set[tuple[str, Level, str]]:
    """Rule, level and Region of what a review of one plan finds."""
    path = folder / "shop-apne3.json"
    plan = {"format_version": "1.2", "terraform_version": "1.11.4"}
    path.write_text(json.dumps({**plan, "resource_changes": changes, "resource_drift": drift}))
    return {(each.rule.id, each.level, each.region) for each in review(read_plans([path]), rules()).findings}


def test_silent_region_reads_as_deleted(tmp_path: Path) -> None:
    """A bucket that Terraform did not find and wants to make again may be in a Region that is dark."""
    bucket = {"bucket": f"receipts-{OSAKA}", "arn": ARN, "region": OSAKA, "force_destroy": False}
    address = "aws_s3_bucket.receipts"
    drift = [entry(address, ["delete"], bucket, None)]
    again = [entry(address, ["create"], None, {"bucket": bucket["bucket"], "force_destroy": False})]
    assert {("reads-as-deleted", Level.ERROR, OSAKA)} == found(tmp_path, again, drift)


def test_general_rule_leaves_to_the_kinds_what_they_say(tmp_path: Path) -> None:
    """A cluster out of its global database is told once, and not as a setting changed by hand, too."""
    arn = "arn:aws:rds:{}:111122223333:cluster:{}"
    tokyo, osaka = (
        {"arn": arn.format(region, name), "cluster_identifier": name, "global_cluster_identifier": "shop"}
        for region, name in (("ap-northeast-1", "shop-apne1"), (OSAKA, "shop-apne3"))
    )
    alone = {**osaka, "global_cluster_identifier": ""}
    changes = [
        entry("aws_rds_cluster.shop_apne1", ["no-op"], tokyo, tokyo),
        entry("aws_rds_cluster.shop_apne3", ["no-op"], alone, alone),
    ]
    drift = [entry("aws_rds_cluster.shop_apne3", ["update"], osaka, alone)]
    assert {("aurora-stands-alone", Level.WARNING, OSAKA)} == found(tmp_path, changes, drift)


def test_replica_wanted_back_undoes_a_promotion(tmp_path: Path) -> None:
    """A secret whose replica was promoted outside Terraform is not to be replicated again unseen."""
    alone = {"arn": SECRET_ARN, "name": "shop", "replica": []}
    paired = {**alone, "replica": [{"region": OSAKA, "kms_key_id": "alias/shop"}]}
    address = "aws_secretsmanager_secret.shop"
    drift = [entry(address, ["update"], paired, alone)]
    findings = found(tmp_path, [entry(address, ["update"], alone, paired)], drift)
    assert ("secrets-promotion-undone", Level.ERROR, OSAKA) in findings
