"""What a promotion means for a key, from what was seen of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.kms import operate
from modules.kms.inputs import KeyInputs
from modules.kms.operate import KeyObservation
from modules.operation import Loss, Mode, Obstacle, Promotion, Seen, Step
from regions import PAIRS, Region
from tests.estates import an_estate
from tests.steps_of_kinds import a_promotion, dark, obstacles_of, steps_of, verbs

TOKYO, OSAKA = PAIRS[0]
ESTATE = an_estate()
SWITCHOVER = a_promotion(ESTATE, Mode.SWITCHOVER)
FAILOVER = a_promotion(ESTATE, Mode.FAILOVER)
FAILBACK = a_promotion(ESTATE, Mode.FAILBACK, TOKYO)
PRIMACY = a_promotion(ESTATE, Mode.SWITCHOVER, with_key_primacy=True)


def well(region: Region, primary: Region = TOKYO) -> KeyObservation:
    """What is seen in a Region where nothing is wrong."""
    seen = operate.expected(ESTATE, "main", KeyInputs(), region, TOKYO)
    return replace(seen, is_primary=region == primary, primary_region=primary.code)


def plan(promotion: Promotion, **seen: object) -> list[Step | Obstacle | Loss]:
    """The plan from what is seen in either city; well is what isn't given, dark Tokyo in a failover."""
    failover = promotion.mode is Mode.FAILOVER
    both: dict[str, object] = {TOKYO.code: dark(TOKYO) if failover else well(TOKYO), OSAKA.code: well(OSAKA)}
    both |= {region.code: seen[region.city.lower()] for region in ESTATE.pair if region.city.lower() in seen}
    given: Seen = both  # type: ignore[assignment] # observations, from keywords
    return list(operate.plan(promotion, "main", KeyInputs(), given))


@pytest.mark.parametrize("promotion", [SWITCHOVER, FAILOVER, FAILBACK], ids=lambda each: each.mode.value)
def test_a_key_that_works_is_left_alone(promotion: Promotion) -> None:
    """Every key of a set encrypts and decrypts by itself."""
    assert [] == plan(promotion)


def test_the_primacy_moves_on_request() -> None:
    """In the primary's Region, as a step that may be left out and says what Terraform will make of it."""
    (step,) = steps_of(plan(PRIMACY))
    assert ("key/main/primary", TOKYO.code, True) == (step.id, step.region, step.optional)
    assert "Terraform can refresh neither key" in step.why
    assert all((step.cost_if_skipped, step.undo, step.commands, step.preconditions))


def test_the_primacy_is_there_already() -> None:
    """Nothing is to be moved."""
    assert [] == plan(PRIMACY, tokyo=well(TOKYO, OSAKA), osaka=well(OSAKA, OSAKA))


def test_a_move_under_way_is_no_obstacle() -> None:
    """While both keys are being updated the step waits for them."""
    tokyo, osaka = (replace(well(region), state="Updating", is_primary=False) for region in ESTATE.pair)
    assert ["primary"] == verbs(plan(PRIMACY, tokyo=tokyo, osaka=osaka))


@pytest.mark.parametrize(
    ("promotion", "seen", "region", "wrong", "remedy"),
    [
        (FAILOVER, {"osaka": replace(well(OSAKA), state="Disabled")}, OSAKA, "Disabled", "kms enable-key"),
        (
            SWITCHOVER,
            {"osaka": replace(well(OSAKA), state="PendingDeletion")},
            OSAKA,
            "PendingDeletion",
            "kms cancel-key-deletion",
        ),
        (FAILOVER, {"osaka": replace(well(OSAKA), state="Unavailable")}, OSAKA, "Unavailable", "kms"),
        (SWITCHOVER, {"osaka": replace(well(OSAKA), key_id="mrk-2")}, OSAKA, "two keys", "payments-keys"),
        (PRIMACY, {"tokyo": replace(well(TOKYO), state="Disabled")}, TOKYO, "Disabled", "describe-key"),
        (
            a_promotion(ESTATE, Mode.FAILOVER, with_key_primacy=True),
            {},
            OSAKA,
            "never moves",
            "--mode failover",
        ),
    ],
)
def test_obstacle(
    promotion: Promotion, seen: dict[str, object], region: Region, wrong: str, remedy: str
) -> None:
    """One reason why not, of one Region, with what to do about it; and no step."""
    (obstacle,) = obstacles_of(plan(promotion, **seen))
    assert ("key", "main", region.code) == (obstacle.noun, obstacle.name, obstacle.region)
    assert wrong in obstacle.wrong
    assert remedy in obstacle.remedy


@pytest.mark.parametrize(
    ("promotion", "seen"),
    [
        (FAILOVER, {"osaka": replace(well(OSAKA), state="Updating")}),
        (SWITCHOVER, {"tokyo": replace(well(TOKYO), state="Disabled")}),
    ],
    ids=["being-updated", "disabled-where-it-is-left"],
)
def test_no_obstacle(promotion: Promotion, seen: dict[str, object]) -> None:
    """A key that works where it is needed is enough."""
    assert [] == plan(promotion, **seen)


@pytest.mark.parametrize("osaka", [dark(OSAKA, "kms"), KeyObservation(OSAKA.code, exists=False)])
def test_nothing_is_planned_blindly(osaka: object) -> None:
    """What is not seen where it must be, or is not there, is the engine's to report: there is no step."""
    assert [] == plan(PRIMACY, osaka=osaka)


def test_what_there_is() -> None:
    """The appendix names the alias, for the key's own name is AWS's."""
    (found,) = operate.resources(ESTATE, "main", KeyInputs(), OSAKA)
    assert "arn:aws:kms:ap-northeast-3:123456789012:alias/payments-main" == found.arn
