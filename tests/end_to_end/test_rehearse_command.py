"""``futago rehearse``: one command from a spec to the verdict, on an embedded AWS of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SPEC = """\
estate: till
account: "123456789012"
keys: {main: {}}
promotion: {rto_seconds: 600}
databases:
  orders:
    {engine: aurora-postgresql, engine_version: "17.7", consistency: strong, instance_class: db.r7g.large}
secrets:
  drawer: {writable_in_outage: true}
buckets:
  receipts: {consistency: strong}
"""


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the command says, as JSON; it has to end well."""
    folder: Path = tmp_path_factory.mktemp("rehearsal")
    (folder / "estate.yaml").write_text(SPEC, encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("futago"), "rehearse", "estate.yaml", "--json", "--record", "books"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("FUTAGO_")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )
    assert 0 == done.returncode, done.stderr[-3000:]
    said: dict[str, Any] = json.loads(done.stdout)
    said["times"] = json.loads((folder / "books" / "times.json").read_text(encoding="utf-8"))
    return said


def test_failover_and_failback_go_well(rehearsed: dict[str, Any]) -> None:
    """Both ways are done, nothing acknowledged is lost, and the applications wrote in each home."""
    assert rehearsed["well"]
    assert [0, 0] == [sum(store["lost"] for store in leg["stores"]) for leg in rehearsed["legs"]]
    assert all(store["first_write_seconds"] for leg in rehearsed["legs"] for store in leg["stores"])


def test_every_plan_is_empty(rehearsed: dict[str, Any]) -> None:
    """Terraform wants nothing of any of the four stacks."""
    assert [True] * 4 == [plan["is_empty"] for plan in rehearsed["plans"]]


def test_measured_times_are_kept_for_the_runbooks(rehearsed: dict[str, Any]) -> None:
    """Each way with the time of every step that was done."""
    kept = {each["mode"]: each["steps_seconds"] for each in rehearsed["times"]["promotions"]}
    assert {"failover", "failback"} == set(kept)
    assert "database/orders/failover" in kept["failover"]
