"""No name that synthesis writes breaks AWS's rules: those are written down here anew, from AWS's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from futago.errors import SpecError
from tests.estates import loaded, synthesized
from tests.strategies import estates, long_named_estates, synthesizing
from tests.synthesis.stack_json import Stacks, resources

BUCKET = r"(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9](?<!-s3alias)(?<!--ol-s3)"
CLUSTER = r"(?=.{1,63}$)[A-Za-z](-?[A-Za-z0-9])*"
PARAMETER_GROUP = r"(?=.{1,255}$)[A-Za-z](-?[A-Za-z0-9])*"
SUBNET_GROUP = r"(?!default$)[A-Za-z0-9 ._-]{1,255}"
SECURITY_GROUP = r"(?!sg-)[A-Za-z0-9 ._:/()#,@\[\]+=&;{}!$*-]{1,255}"
LIMITS = {
    "aws_appautoscaling_policy.name": r"[\x20-\x7e]{1,256}",
    "aws_cloudwatch_composite_alarm.alarm_name": r"[\x20-\x7e]{1,255}",
    "aws_cloudwatch_dashboard.dashboard_name": r"[A-Za-z0-9_-]{1,255}",
    "aws_cloudwatch_log_group.name": r"[A-Za-z0-9._/#-]{1,512}",
    "aws_cloudwatch_metric_alarm.alarm_name": r"[\x20-\x7e]{1,255}",
    "aws_db_parameter_group.name": PARAMETER_GROUP,
    "aws_db_subnet_group.name": SUBNET_GROUP,
    "aws_dynamodb_table.name": r"[A-Za-z0-9_.-]{3,255}",
    "aws_iam_instance_profile.name": r"[A-Za-z0-9_+=,.@-]{1,128}",
    "aws_iam_instance_profile.path": r"(?=.{1,512}$)/([\x21-\x7e]+/)*",
    "aws_iam_role.name": r"[A-Za-z0-9_+=,.@-]{1,64}",
    "aws_iam_role.path": r"(?=.{1,512}$)/([\x21-\x7e]+/)*",
    "aws_iam_role_policy.name": r"[A-Za-z0-9_+=,.@-]{1,128}",
    "aws_kms_alias.name": r"(?=.{1,256}$)alias/(?!aws/)[A-Za-z0-9/_-]+",
    "aws_kms_grant.name": r"[A-Za-z0-9:/_-]{1,256}",
    "aws_rds_cluster.cluster_identifier": CLUSTER,
    "aws_rds_cluster.database_name": r"[A-Za-z][A-Za-z0-9_]{0,62}",
    "aws_rds_cluster.final_snapshot_identifier": PARAMETER_GROUP,
    "aws_rds_cluster.global_cluster_identifier": CLUSTER,
    "aws_rds_cluster_instance.identifier": CLUSTER,
    "aws_rds_cluster_parameter_group.name": PARAMETER_GROUP,
    "aws_rds_global_cluster.database_name": r"[A-Za-z][A-Za-z0-9_]{0,62}",
    "aws_rds_global_cluster.global_cluster_identifier": CLUSTER,
    "aws_s3_access_point.name": r"[a-z0-9][a-z0-9-]{1,48}[a-z0-9](?<!-s3alias)",
    "aws_s3_bucket.bucket": BUCKET,
    "aws_s3_bucket_replication_configuration.bucket": BUCKET,
    "aws_secretsmanager_secret.name": r"[A-Za-z0-9/_+=.@-]{1,512}(?<!-[A-Za-z0-9]{6})",
    "aws_security_group.description": SECURITY_GROUP,
    "aws_security_group.name": SECURITY_GROUP,
    "aws_ssm_parameter.name": r"(?=.{1,966}$)(?!/(aws|ssm))(/[A-Za-z0-9_.-]+){1,15}",
    "backend.bucket": BUCKET,
}
"""The rules of each name, from the API reference of the call that makes the thing."""
DESCRIBED = ("aws_security_group",)
"""Types whose description has rules, too."""


def _is_name(kind: str, argument: str) -> bool:
    return (
        argument in {"name", "bucket", "identifier", "database_name", "path", "alarm_name", "dashboard_name"}
        or (argument.endswith("_identifier") and argument != "ca_cert_identifier")
        or (argument == "description" and kind in DESCRIBED)
    )


def _names(stacks: Stacks) -> Iterator[tuple[str, str]]:
    """Every name that is written out, by type and argument; references to others' names are not."""
    for stack in stacks.values():
        yield "backend.bucket", stack["terraform"]["backend"]["s3"]["bucket"]
        for address, arguments in resources(stack).items():
            kind = address.split(".")[0]
            for argument, value in arguments.items():
                if _is_name(kind, argument) and not value.startswith("${"):
                    yield f"{kind}.{argument}", value


def _faults(document: dict[str, Any]) -> list[tuple[str, str]]:
    found = list(_names(synthesized(loaded(document))))
    return [(what, name) for what, name in found if not re.fullmatch(LIMITS[what], name)]


@synthesizing
@given(estates())
def test_names_fit(document: dict[str, Any]) -> None:
    """Every name of every estate is one that AWS takes."""
    assert [] == _faults(document)


@synthesizing
@given(long_named_estates())
def test_long_names_fit_or_are_refused(document: dict[str, Any]) -> None:
    """What is about as long as AWS allows is within its limits, or validation says that it is too long."""
    try:
        faults = _faults(document)
    except SpecError as error:
        faults = [(each.path, each.wrong) for each in error.problems if "characters" not in each.wrong]
    assert [] == faults


def test_longest_bucket_is_taken() -> None:
    """S3's 63 characters are used to the last."""
    names = dict(_names(synthesized(loaded(_with_bucket("b" * 23)))))
    assert 63 == len(names["aws_s3_bucket_replication_configuration.bucket"])


def test_longer_bucket_is_refused() -> None:
    """One more is too long."""
    with pytest.raises(SpecError, match="has 64 characters"):
        loaded(_with_bucket("b" * 24))


def _with_bucket(name: str) -> dict[str, Any]:
    return {
        "estate": "e" * 20,
        "account": "123456789012",
        "keys": {"main": {}},
        "buckets": {name: {"consistency": "eventual"}},
    }
