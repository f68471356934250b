"""While a Region is dark, the other Region's stack plans and applies."""

from __future__ import annotations

import subprocess

import pytest
import yaml

from futago.cli.synthesis import synthesize
from futago.spec import load
from tests.embedded_estate import AppliedStack, EmbeddedEstate

CASES = [
    ("ap-northeast-1", "closed", "osaka"),
    ("ap-northeast-1", "silent", "osaka"),
    ("ap-northeast-3", "closed", "tokyo"),
    ("ap-northeast-3", "silent", "tokyo"),
]


@pytest.mark.parametrize(("dark", "mode", "name"), CASES)
def test_other_region_plans_and_takes_a_reader(
    embedded: EmbeddedEstate, stacks: dict[str, AppliedStack], dark: str, mode: str, name: str
) -> None:
    """A plan is empty, and an apply adds an Aurora reader that is then there, and nothing else."""
    stack = stacks[name]
    lit = embedded.estate.pair.other(embedded.estate.pair[dark])
    before = _readers(embedded, lit.code)
    embedded.emulator.dark(dark, mode)
    try:
        plan = stack.plan()
        reader = _add_reader(embedded, lit.code)
        applied = stack.run("apply", "-auto-approve", "-input=false", "-no-color", f"-state={stack.state}")
    finally:
        embedded.emulator.lit(dark)
    assert (0, 0) == (plan.returncode, applied.returncode), plan.stderr + applied.stderr
    assert "1 added, 0 changed, 0 destroyed" in applied.stdout
    assert before | {reader} == _readers(embedded, lit.code)


def test_dark_region_really_is_dark(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> None:
    """The dark Region's own stack is not planned in six times the time that it takes in the light."""
    embedded.emulator.dark("ap-northeast-1", "closed")
    try:
        # The provider asks again and again, for longer than a test can wait.
        plan = stacks["tokyo"].run("plan", "-input=false", "-lock=false", timeout_seconds=120)
        planned = plan.returncode == 0
    except subprocess.TimeoutExpired:
        planned = False
    finally:
        embedded.emulator.lit("ap-northeast-1")
    assert not planned


def _readers(embedded: EmbeddedEstate, code: str) -> set[str]:
    rds = embedded.clients.client("rds", embedded.estate.pair[code])
    return {instance["DBInstanceIdentifier"] for instance in rds.describe_db_instances()["DBInstances"]}


def _add_reader(embedded: EmbeddedEstate, code: str) -> str:
    """Ask in the spec for one more instance of ``ledger`` in a Region, and synthesize; the reader's name."""
    spec = yaml.safe_load(embedded.spec.read_text(encoding="utf-8"))
    ledger = spec["databases"]["ledger"]
    here = ledger.setdefault("regions", {}).setdefault(code, {})
    here["instances"] = here.get("instances", ledger["instances"]) + 1
    embedded.spec.write_text(yaml.safe_dump(spec, sort_keys=False), encoding="utf-8")
    estate = load(embedded.spec).estate
    synthesize(estate, embedded.out, embedded.folder)
    cluster = estate.names.cluster(estate.names.label("ledger"), estate.pair[code].short_code)
    return estate.names.instance(cluster, here["instances"])
