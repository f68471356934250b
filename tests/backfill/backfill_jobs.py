"""Jobs made by hand, for the tests of what is decided about them."""

from __future__ import annotations

from datetime import UTC, datetime

from futago.backfill.job import Job
from futago.backfill.label import Label


def a_job(state: str, reason: str = "", *, done: int = 0, failed: int = 0, code: str = "X") -> Job:
    """A job in a state, with a reason of S3's."""
    return Job(
        job_id="00e123a4",
        label=Label("shop", "receipts", "apne1", "apne3", 1),
        state=state,
        total=done or None,
        succeeded=done - failed,
        failed=failed,
        priority=10,
        created=datetime(2026, 11, 22, tzinfo=UTC),
        ended=None,
        active_seconds=1,
        reasons=((code, reason),) if reason else (),
        source_bucket="",
        report_bucket="arn:aws:s3:::reports",
        report_prefix="receipts/reports",
        suspended_cause="",
    )
