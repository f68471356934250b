"""S3 Control takes jobs; the whole of them is tested in tests/emulator/batch_operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.emulator.batch_replication import Pair, tally

Aws = Callable[..., Any]


def test_a_job_copies_what_was_there_before(aws: Aws) -> None:
    """Objects older than the replication are copied by a job, under the same version ids."""
    pair = Pair(aws)
    versions = pair.put("a", "b")
    pair.replicate()
    assert {} == pair.replicas()
    job = pair.run()
    assert ("Complete", 2, 2, 0) == tally(job)
    assert {"a": [versions[0]], "b": [versions[1]]} == pair.replicas()
