"""The steps of a secret's promotion and of its way home, carried out on the embedded AWS."""

from __future__ import annotations

from functools import partial

import pytest

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from modules.operation import Loss, Mode, Observation, Obstacle, Promotion, Step, Unreachable
from modules.secrets import operate
from modules.secrets.inputs import SecretInputs
from regions import PAIRS, Region
from tests.emulator.conftest import ACCOUNT_ID
from tests.emulator.embedded_resources import make_key, make_secret
from tests.estates import an_estate
from tests.steps_of_kinds import (
    Recording,
    a_promotion,
    carry_out,
    dark,
    obstacles_of,
    steps_of,
    undeclared,
    verbs,
)

TOKYO, OSAKA = PAIRS[0]
WRITABLE = SecretInputs(writable_in_outage=True)
ESTATE = an_estate({"secrets": {"stripe": WRITABLE}}, account=ACCOUNT_ID)
SECRET = "payments/stripe"
FAILOVER = a_promotion(ESTATE, Mode.FAILOVER)
FAILBACK = a_promotion(ESTATE, Mode.FAILBACK, TOKYO)


@pytest.fixture
def keys(emulator: Emulator) -> dict[str, str]:
    """A multi-Region key's ARN by Region."""
    key = make_key(sdk(emulator), ESTATE, "alias/payments-main")
    return {region.code: ESTATE.names.key_arn(key, region.code) for region in ESTATE.pair}


@pytest.fixture
def clients(emulator: Emulator, keys: dict[str, str]) -> Recording:
    """Clients of an AWS with the secret in Tokyo and its replica in Osaka."""
    made = Recording(sdk(emulator))
    make_secret(made, ESTATE, SECRET, keys[TOKYO.code].rpartition("/")[2])
    made.called.clear()
    return made


def sdk(emulator: Emulator) -> Clients:
    """SDK clients of the embedded AWS."""
    return Clients(partial(client_endpoint, emulator.endpoints), emulator.endpoints.account_id)


def plan(clients: Recording, promotion: Promotion) -> list[Step | Obstacle | Loss]:
    """The plan from what is seen; in a failover the Region that is left is taken for dark."""
    source = promotion.source
    seen: dict[str, Observation | Unreachable] = {
        promotion.to.code: operate.observe(clients, ESTATE, "stripe", WRITABLE, promotion.to),
        source.code: dark(source, "secretsmanager")
        if promotion.mode is Mode.FAILOVER
        else operate.observe(clients, ESTATE, "stripe", WRITABLE, source),
    }
    return list(operate.plan(promotion, "stripe", WRITABLE, seen))


def put(clients: Recording, region: Region, value: str) -> None:
    """Change the value in a Region."""
    clients.client("secretsmanager", region).put_secret_value(SecretId=SECRET, SecretString=value)


def value(clients: Recording, region: Region) -> str:
    """The value in a Region."""
    return str(clients.client("secretsmanager", region).get_secret_value(SecretId=SECRET)["SecretString"])


def promoted(clients: Recording) -> None:
    """Fail over."""
    (step,) = steps_of(plan(clients, FAILOVER))
    carry_out(step, clients)


def test_failover(clients: Recording) -> None:
    """Osaka's copy takes values of its own, and nothing is left to do."""
    promoted(clients)
    put(clients, OSAKA, "osaka's")
    assert ("first", "osaka's") == (value(clients, TOKYO), value(clients, OSAKA))
    assert [] == plan(clients, FAILOVER)


def test_failover_asks_the_dark_region_for_nothing(emulator: Emulator, clients: Recording) -> None:
    """With Tokyo's port closed it goes through."""
    emulator.dark(TOKYO.code, "closed")
    promoted(clients)


def test_home_again(clients: Recording, keys: dict[str, str]) -> None:
    """The value changed in the outage is the value in both Regions, from Tokyo, with each Region's key."""
    promoted(clients)
    put(clients, OSAKA, "osaka's")
    copy, promote, replicate = steps_of(plan(clients, FAILBACK))
    assert ("blocked", "blocked") == (promote.check(clients).state, replicate.check(clients).state)
    for step in (copy, promote, replicate):
        carry_out(step, clients)
    assert ["done"] * 3 == [step.check(clients).state for step in (copy, promote, replicate)]
    assert [] == plan(clients, FAILBACK)
    put(clients, TOKYO, "tokyo's again")
    assert "tokyo's again" == value(clients, OSAKA)
    assert keys == {
        region.code: clients.client("secretsmanager", region).describe_secret(SecretId=SECRET)["KmsKeyId"]
        for region in ESTATE.pair
    }


@pytest.mark.parametrize("killed_after", [1, 2])
def test_home_again_after_being_killed(clients: Recording, killed_after: int) -> None:
    """Planned anew behind any step, the rest leads to the same end."""
    promoted(clients)
    put(clients, OSAKA, "osaka's")
    for step in steps_of(plan(clients, FAILBACK))[:killed_after]:
        carry_out(step, clients)
    for step in steps_of(plan(clients, FAILBACK)):
        carry_out(step, clients)
    assert ("osaka's", []) == (value(clients, TOKYO), plan(clients, FAILBACK))


def test_home_again_unchanged(clients: Recording) -> None:
    """Where nobody changed it only the link is made again."""
    promoted(clients)
    (step,) = steps_of(plan(clients, FAILBACK))
    carry_out(step, clients)
    put(clients, TOKYO, "later")
    assert "later" == value(clients, OSAKA)


def test_a_change_at_the_last_moment_is_not_lost(clients: Recording) -> None:
    """What was decided on is looked at again before anything is overwritten, on the way to either Region."""
    promoted(clients)
    (replicate,) = steps_of(plan(clients, FAILBACK))
    put(clients, OSAKA, "osaka's")
    assert "blocked" == replicate.check(clients).state
    replicate.act(clients)
    copy = steps_of(plan(clients, FAILBACK))[0]
    put(clients, TOKYO, "tokyo's")
    assert "blocked" == copy.check(clients).state
    copy.act(clients)
    assert ("tokyo's", "osaka's") == (value(clients, TOKYO), value(clients, OSAKA))
    assert 1 == len(obstacles_of(plan(clients, FAILBACK)))


def test_nothing_is_called_that_is_not_declared(clients: Recording) -> None:
    """Every call of a step is among its permissions, in its Region; and no value is ever read."""
    promoted(clients)
    put(clients, OSAKA, "osaka's")
    assert ["copy", "promote", "replicate"] == verbs(plan(clients, FAILBACK))
    clients.called.clear()
    for step in steps_of(plan(clients, FAILBACK)):
        clients.called.clear()
        carry_out(step, clients)
        assert [] == undeclared(clients.called, step.permissions)
        assert 1 == len(clients.writes())
        assert "secretsmanager:GetSecretValue" not in {action for action, _code in clients.called}


def test_nothing_is_observed_that_is_not_declared(clients: Recording) -> None:
    """Observing asks the one Region, for no more than it says."""
    operate.observe(clients, ESTATE, "stripe", WRITABLE, OSAKA)
    assert clients.called
    assert [] == undeclared(clients.called, operate.observe_permissions(ESTATE, "stripe", WRITABLE, OSAKA))


def test_a_secret_that_is_not_there(clients: Recording) -> None:
    """A name that Secrets Manager does not know is seen as absent, and is no error."""
    assert not operate.observe(clients, ESTATE, "absent", WRITABLE, OSAKA).exists
