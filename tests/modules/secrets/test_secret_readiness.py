"""A secret is in step where both Regions read the same version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from modules.operation import Mode, Observation, Unreachable
from modules.readiness import Answer, State
from modules.secrets.inputs import SecretInputs
from modules.secrets.promotion.observation import SecretObservation, when_well
from modules.secrets.ready import questions
from regions import OSAKA, TOKYO
from tests.estates import an_estate
from tests.steps_of_kinds import a_promotion, dark, refused

INPUTS = SecretInputs()
ESTATE = an_estate({"secrets": {"mac": INPUTS}})
FIRST, SECOND = (when_well(ESTATE, INPUTS, region) for region in ESTATE.pair)


def answered(
    first: Observation | Unreachable = FIRST,
    second: SecretObservation = SECOND,
    mode: Mode = Mode.SWITCHOVER,
) -> Answer:
    """The answer for these sights."""
    seen = {TOKYO.code: first, OSAKA.code: second}
    (question,) = questions(a_promotion(ESTATE, mode), "mac", INPUTS, seen)
    return question.answer(None)  # type: ignore[arg-type] # asks nobody


def test_in_step() -> None:
    """The same version in both."""
    assert State.OK is answered().state


@pytest.mark.parametrize(("mode", "state"), [(Mode.SWITCHOVER, State.BLOCKS), (Mode.FAILOVER, State.WARNING)])
def test_out_of_step(mode: Mode, state: State) -> None:
    """Whoever has the choice waits; both versions are named, and no value."""
    found = answered(second=replace(SECOND, current_version="old"), mode=mode)
    told = "AWSCURRENT is version current in Tokyo and old in Osaka"
    assert (state, told) == (found.state, found.seen)


def test_a_replica_that_fails() -> None:
    """Secrets Manager says it before a version differs."""
    found = answered(replace(FIRST, replicas={OSAKA.code: "Failed"}))
    assert (State.BLOCKS, f"the replica in {OSAKA.code} is Failed") == (found.state, found.seen)


@pytest.mark.parametrize("first", [dark(TOKYO), refused(TOKYO)])
def test_unseen_is_unknown(first: Unreachable) -> None:
    """Nobody can compare with what is not seen."""
    assert State.UNKNOWN is answered(first, mode=Mode.FAILOVER).state


def test_without_any_value() -> None:
    """In step, and of no use: somebody has to set it."""
    empty: dict[str, Any] = {"current_version": "", "versions": frozenset()}
    assert State.WARNING is answered(replace(FIRST, **empty), replace(SECOND, **empty)).state
