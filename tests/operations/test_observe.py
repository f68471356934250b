"""Looking at an estate: side by side, and a Region that is dark costs one time-out in all."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from futago.operations.observe import observe
from modules.operation import Mode, Unreachable
from regions import OSAKA, TOKYO
from tests.operations.faulty_aws import Fault
from tests.operations.ledgers import LedgerObservation, resources
from tests.operations.promotions import Place, Scene, scene

MANY = tuple(f"l{number}" for number in range(150))


def test_sees_both_regions(place: Place, aws_scene: Scene) -> None:
    """Every resource is seen in both Regions."""
    aws_scene.set_for(Mode.SWITCHOVER)
    decision, _ = place.prepare(Mode.SWITCHOVER)
    seen = decision.observations["ledger", "postings"]
    assert ["writer", "reader"] == [
        each.role for each in (seen[TOKYO.code], seen[OSAKA.code]) if isinstance(each, LedgerObservation)
    ]


def test_refusal_is_not_darkness(place: Place, aws_scene: Scene) -> None:
    """A Region that answers and refuses is told from one that does not answer."""
    aws_scene.set_for(Mode.FAILOVER)
    aws_scene.faults.always[f"{TOKYO.code} ssm GetParameter ledger/postings"] = Fault.DENIED
    decision, _ = place.prepare(Mode.FAILOVER)
    seen = decision.observations["ledger", "postings"][TOKYO.code]
    assert isinstance(seen, Unreachable)
    assert (False, "ssm") == (seen.dark, seen.service)
    assert not decision.is_allowed


def test_black_hole_costs_one_time_out(tmp_path: Path) -> None:
    """Of 150 resources in a Region that never answers one asks it, and the others are told of the breaker."""
    with scene(MANY) as served:
        served.set_for(Mode.FAILOVER)
        served.faults.silent_regions.add(TOKYO.code)
        place = replace(Place(served.urls, tmp_path), names=MANY)
        decision, calls = place.prepare(Mode.FAILOVER)
        asked = sum(count for label, count in served.faults.calls.items() if label.startswith(TOKYO.code))
    assert 1 == asked
    assert "open" == calls.breakers.state("ssm", TOKYO.code)
    seen = [regions[TOKYO.code] for regions in decision.observations.values()]
    assert all(isinstance(each, Unreachable) and each.dark for each in seen)
    assert decision.is_allowed


def test_failover_waits_for_a_black_hole_once(place: Place, aws_scene: Scene) -> None:
    """A whole failover asks a Region that never answers once."""
    aws_scene.set_for(Mode.FAILOVER)
    aws_scene.faults.silent_regions.add(TOKYO.code)
    outcome = place.promote(Mode.FAILOVER)
    asked = sum(count for label, count in aws_scene.faults.calls.items() if label.startswith(TOKYO.code))
    assert outcome.is_done
    assert 1 == asked


def test_region_of_which_nothing_answers_is_given_up(place: Place, aws_scene: Scene) -> None:
    """Where time-outs do not come, as of name resolution, the engine gives the Region up by itself."""
    aws_scene.set_for(Mode.FAILOVER)
    aws_scene.faults.silent_regions.add(TOKYO.code)
    calls = place.calls(Mode.FAILOVER, read_timeout_seconds=60)
    started = time.monotonic()
    observations = observe(
        calls.reading,
        place.estate,
        resources(place.names),
        calls.breakers,
        dark_after_seconds=1,
    )
    assert time.monotonic() - started < 30
    seen = observations["ledger", "postings"][TOKYO.code]
    assert isinstance(seen, Unreachable)
    assert seen.why.endswith("nothing in ap-northeast-1 answered within 1 s")
    assert "open" == calls.breakers.state("rds", TOKYO.code)


@pytest.mark.parametrize("name", ["ParameterNotFound"])
def test_resource_that_is_missing_is_an_answer(place: Place, aws_scene: Scene, name: str) -> None:
    """What AWS says not to exist is no darkness."""
    aws_scene.set_for(Mode.SWITCHOVER)
    decision, _ = replace(place, names=("nowhere",)).prepare(Mode.SWITCHOVER)
    seen = decision.observations["ledger", "nowhere"][OSAKA.code]
    assert isinstance(seen, Unreachable)
    assert not seen.dark
    assert name in seen.why
