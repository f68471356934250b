"""A key is observed, and its primacy moved, on the embedded AWS."""

from __future__ import annotations

from functools import partial

import pytest

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from modules.kms import operate
from modules.kms.inputs import KeyInputs
from modules.operation import Loss, Mode, Obstacle, Promotion, Step
from regions import PAIRS
from tests.emulator.conftest import ACCOUNT_ID
from tests.emulator.embedded_resources import make_key
from tests.estates import an_estate
from tests.steps_of_kinds import Recording, a_promotion, carry_out, steps_of, undeclared

TOKYO, OSAKA = PAIRS[0]
ESTATE = an_estate(account=ACCOUNT_ID)
INPUTS = KeyInputs()


@pytest.fixture
def clients(emulator: Emulator) -> Recording:
    """Clients of an AWS with the key's primary in Tokyo, its replica in Osaka, an alias in both."""
    endpoints = emulator.endpoints
    made = Recording(Clients(partial(client_endpoint, endpoints), endpoints.account_id))
    make_key(made, ESTATE, "alias/payments-main")
    made.called.clear()
    return made


def plan(clients: Recording, promotion: Promotion) -> list[Step | Obstacle | Loss]:
    """The plan from what is seen in both Regions."""
    seen = {region.code: operate.observe(clients, ESTATE, "main", INPUTS, region) for region in ESTATE.pair}
    return list(operate.plan(promotion, "main", INPUTS, seen))


def test_the_primacy_goes_there_and_back(clients: Recording) -> None:
    """To Osaka and home again, each asked of the Region where it is; then nothing is left to do."""
    for to in (OSAKA, TOKYO):
        promotion = a_promotion(ESTATE, Mode.SWITCHOVER, to, with_key_primacy=True)
        (step,) = steps_of(plan(clients, promotion))
        clients.called.clear()
        carry_out(step, clients)
        assert [] == undeclared(clients.called, step.permissions)
        assert [] == plan(clients, promotion)


def test_one_under_way_is_not_begun_again(emulator: Emulator, clients: Recording) -> None:
    """While AWS is at it the step runs; called all the same, as after a lost answer, it harms nothing."""
    (step,) = steps_of(plan(clients, a_promotion(ESTATE, Mode.SWITCHOVER, with_key_primacy=True)))
    emulator.take(primary_key_seconds=600)
    step.act(clients)
    step.act(clients)
    assert "running" == step.check(clients).state


def test_what_well_looks_like(clients: Recording) -> None:
    """What a runbook expects is what is seen, but for the id that AWS gives."""
    for region in ESTATE.pair:
        seen = operate.observe(clients, ESTATE, "main", INPUTS, region)
        expected = operate.expected(ESTATE, "main", INPUTS, region, TOKYO)
        assert expected.__dict__ | {"key_id": seen.key_id} == seen.__dict__


def test_nothing_is_observed_that_is_not_declared(clients: Recording) -> None:
    """Observing asks the one Region, for no more than it says; a key that isn't there is no error."""
    operate.observe(clients, ESTATE, "main", INPUTS, OSAKA)
    assert not operate.observe(clients, ESTATE, "absent", INPUTS, OSAKA).exists
    assert clients.called
    assert [] == undeclared(clients.called, operate.observe_permissions(ESTATE, "main", INPUTS, OSAKA))
