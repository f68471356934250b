"""The stacks that most tests of buckets look at."""

from __future__ import annotations

from typing import Any

import pytest

from tests.buckets import bucket
from tests.estates import WITHOUT_ALARMS, an_estate, synthesized


@pytest.fixture(scope="session")
def stacks() -> dict[str, dict[str, Any]]:
    """Two buckets: one as short as a spec can be, one that uses everything."""
    full = bucket(
        consistency="strong",
        object_lock={"mode": "GOVERNANCE", "years": 7},
        lifecycle={"logs": {"prefix": "logs/", "expiration_days": 90, "noncurrent_expiration_days": 30}},
        replication={
            "time_control": False,
            "replica_modifications": False,
            "delete_markers": False,
            "storage_class": "STANDARD_IA",
            "prefix": "statements/",
        },
        force_destroy=True,
        tags={"data": "personal"},
        timeouts={"create_minutes": 5, "delete_minutes": 90},
    )
    return synthesized(an_estate({"buckets": {"receipts": bucket(), "statements": full}}, WITHOUT_ALARMS))
