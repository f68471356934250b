"""The bucket for the reports of Batch Operations."""

from __future__ import annotations

from typing import Any

from modules.s3.reports.inputs import ReportsInputs
from tests.buckets import bucket, resource
from tests.estates import an_estate, synthesized


def test_expires_reports(stacks: dict[str, Any]) -> None:
    """Reports go after the days of the spec, 90 by default, and can be had back for a week."""
    other = synthesized(an_estate({"buckets": {"a": bucket()}}, {"reports": ReportsInputs(retention_days=7)}))
    for expected, each in ((90, stacks), (7, other)):
        (rule,) = resource(each["apne1"], "aws_s3_bucket_lifecycle_configuration", "reports_apne1")["rule"]
        assert [{"days": expected}] == rule["expiration"]
        assert [{"noncurrent_days": 7}] == rule["noncurrent_version_expiration"]


def test_encrypts_reports_as_s3_writes_them(stacks: dict[str, Any]) -> None:
    """The report bucket takes SSE-S3: Batch Operations write completion reports with nothing else."""
    (rule,) = resource(
        stacks["apne1"], "aws_s3_bucket_server_side_encryption_configuration", "reports_apne1"
    )["rule"]
    assert {"sse_algorithm": "AES256"} == rule["apply_server_side_encryption_by_default"]


def test_makes_no_report_bucket_without_buckets() -> None:
    """An estate that has no buckets pays for no report bucket."""
    assert "aws_s3_bucket" not in synthesized(an_estate())["apne1"].get("resource", {})
