"""What a promotion means for a secret, from what was seen of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.operation import Loss, Mode, Obstacle, Promotion, Seen, Step
from modules.secrets import operate
from modules.secrets.inputs import SecretInputs
from modules.secrets.promotion.observation import Newer, SecretObservation, newer
from regions import PAIRS, Region
from tests.estates import an_estate
from tests.steps_of_kinds import a_promotion, dark, losses_of, obstacles_of, steps_of, verbs

TOKYO, OSAKA = PAIRS[0]
PLAIN = SecretInputs()
WRITABLE = SecretInputs(writable_in_outage=True)
ESTATE = an_estate({"secrets": {"stripe": PLAIN}})
SWITCHOVER = a_promotion(ESTATE, Mode.SWITCHOVER)
FAILOVER = a_promotion(ESTATE, Mode.FAILOVER)
FAILBACK = a_promotion(ESTATE, Mode.FAILBACK, TOKYO)
MODES = [SWITCHOVER, FAILOVER, FAILBACK]

each_mode = pytest.mark.parametrize("promotion", MODES, ids=lambda each: each.mode.value)


def well(region: Region) -> SecretObservation:
    """What is seen in a Region where nothing is wrong."""
    return operate.expected(ESTATE, "stripe", PLAIN, region, TOKYO)


def alone(region: Region, *versions: str) -> SecretObservation:
    """A secret of its own, the first of whose versions is current."""
    seen = replace(well(region), primary_region="", replicas={})
    return replace(seen, current_version=versions[0], versions=frozenset(versions))


def plan(promotion: Promotion, inputs: SecretInputs = PLAIN, **seen: object) -> list[Step | Obstacle | Loss]:
    """The plan from what is seen in either city; well is what isn't given, dark Tokyo in a failover."""
    failover = promotion.mode is Mode.FAILOVER
    both: dict[str, object] = {TOKYO.code: dark(TOKYO) if failover else well(TOKYO), OSAKA.code: well(OSAKA)}
    both |= {region.code: seen[region.city.lower()] for region in ESTATE.pair if region.city.lower() in seen}
    given: Seen = both  # type: ignore[assignment] # observations, from keywords
    return list(operate.plan(promotion, "stripe", inputs, given))


@each_mode
def test_a_replica_is_left_alone(promotion: Promotion) -> None:
    """It reads the same wherever home is; not even a failover touches it."""
    assert [] == plan(promotion)


def test_a_failover_promotes_what_has_to_be_writable() -> None:
    """Only there, asking that Region only, and what had not been replicated is lost."""
    planned = plan(FAILOVER, WRITABLE)
    (step,) = steps_of(planned)
    assert ("secret/stripe/promote", OSAKA.code) == (step.id, step.region)
    assert {OSAKA.code} == {permission.region for permission in step.permissions}
    assert [None] == [loss.lag_seconds for loss in losses_of(planned)]


@pytest.mark.parametrize("promotion", [SWITCHOVER, FAILBACK], ids=lambda each: each.mode.value)
def test_what_has_to_be_writable_is_left_alone_where_both_are_well(promotion: Promotion) -> None:
    """Its primary can be changed: there is no outage."""
    assert [] == plan(promotion, WRITABLE)


def test_a_failover_leaves_a_secret_of_its_own_alone() -> None:
    """What was promoted before is not promoted again."""
    assert [] == plan(FAILOVER, WRITABLE, osaka=alone(OSAKA, "v1"))


def test_a_failover_to_the_first_region_finds_the_primary() -> None:
    """There the secret can be changed anyway."""
    assert [] == plan(
        a_promotion(ESTATE, Mode.FAILOVER, TOKYO), WRITABLE, tokyo=well(TOKYO), osaka=dark(OSAKA)
    )


@pytest.mark.parametrize("to", [TOKYO, OSAKA], ids=["to-tokyo", "to-osaka"])
def test_the_way_home_of_a_value_that_was_changed(to: Region) -> None:
    """Osaka's value goes to Tokyo, where Terraform has the secret, and comes back as a replica."""
    promotion = a_promotion(ESTATE, Mode.FAILBACK, to)
    planned = steps_of(plan(promotion, tokyo=alone(TOKYO, "v1"), osaka=alone(OSAKA, "v2", "v1")))
    assert ["copy", "promote", "replicate"] == [step.id.rpartition("/")[2] for step in planned]
    assert [OSAKA.code, TOKYO.code, TOKYO.code] == [step.region for step in planned]
    assert [(), (planned[0].id,), (planned[1].id,)] == [step.needs for step in planned]


def test_the_way_home_of_a_first_value() -> None:
    """A value that people set for the first time in the outage is newer than none."""
    assert ["copy", "promote", "replicate"] == verbs(
        plan(FAILBACK, tokyo=replace(alone(TOKYO, ""), versions=frozenset()), osaka=alone(OSAKA, "v1"))
    )


@pytest.mark.parametrize("tokyo", [("v1",), ("v2", "v1")], ids=["same", "changed-in-tokyo"])
def test_the_way_home_of_a_value_that_osaka_did_not_change(tokyo: tuple[str, ...]) -> None:
    """Tokyo has all that Osaka has: the link is all that is missing."""
    assert ["replicate"] == verbs(plan(FAILBACK, tokyo=alone(TOKYO, *tokyo), osaka=alone(OSAKA, "v1")))


def test_the_way_home_goes_on_after_the_copy() -> None:
    """Killed behind the first step, Tokyo's is Osaka's replica: the rest is left to do."""
    tokyo = replace(alone(TOKYO, "v2", "v1"), primary_region=OSAKA.code)
    osaka = replace(alone(OSAKA, "v2", "v1"), replicas={TOKYO.code: "InSync"})
    assert ["promote", "replicate"] == verbs(plan(FAILBACK, tokyo=tokyo, osaka=osaka))


def test_two_values_are_for_a_person_to_decide() -> None:
    """Changed on both sides: no step, and the command of either choice."""
    (obstacle,) = obstacles_of(plan(FAILBACK, tokyo=alone(TOKYO, "v2", "v1"), osaka=alone(OSAKA, "v3", "v1")))
    assert "v2 is current in Tokyo, v3 in Osaka" in obstacle.wrong
    for source, replica in ((TOKYO, OSAKA), (OSAKA, TOKYO)):
        assert (
            f"aws secretsmanager replicate-secret-to-regions --region {source.code} "
            f"--secret-id payments/stripe --add-replica-regions Region={replica.code},KmsKeyId="
        ) in obstacle.remedy


@pytest.mark.parametrize(
    ("promotion", "seen", "region", "wrong", "remedy"),
    [
        (FAILOVER, {"osaka": replace(well(OSAKA), leaving=True)}, OSAKA, "deleted", "restore-secret"),
        (FAILOVER, {"osaka": replace(well(OSAKA), current_version="")}, OSAKA, "no value", "--skip"),
        (
            SWITCHOVER,
            {"tokyo": alone(TOKYO, "v1"), "osaka": alone(OSAKA, "v2", "v1")},
            OSAKA,
            "differ",
            "--mode failback",
        ),
    ],
)
def test_obstacle(
    promotion: Promotion, seen: dict[str, object], region: Region, wrong: str, remedy: str
) -> None:
    """One reason why not, of one Region, with what to do about it; and no step."""
    (obstacle,) = obstacles_of(plan(promotion, WRITABLE, **seen))
    assert ("secret", "stripe", region.code) == (obstacle.noun, obstacle.name, obstacle.region)
    assert wrong in obstacle.wrong
    assert remedy in obstacle.remedy


@pytest.mark.parametrize(
    ("promotion", "seen"),
    [
        (FAILOVER, {"osaka": dark(OSAKA)}),
        (FAILBACK, {"osaka": dark(OSAKA), "tokyo": alone(TOKYO, "v1")}),
        (FAILOVER, {"osaka": SecretObservation(OSAKA.code, exists=False)}),
    ],
)
def test_nothing_is_planned_blindly(promotion: Promotion, seen: dict[str, object]) -> None:
    """What is not seen where it must be, or is not there, is the engine's to report: there is no step."""
    assert [] == plan(promotion, WRITABLE, **seen)


def test_no_obstacle_where_people_set_the_value() -> None:
    """A secret that futago gave no value may have none."""
    empty = replace(well(OSAKA), current_version="", versions=frozenset())
    assert [] == plan(FAILOVER, SecretInputs.model_validate({"generate": False}), osaka=empty)


def test_no_obstacle_where_two_copies_are_the_same() -> None:
    """A switchover may go to a copy that is a secret of its own, as long as it holds the same version."""
    assert [] == plan(SWITCHOVER, tokyo=alone(TOKYO, "v1"), osaka=alone(OSAKA, "v1"))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("v1",), ("v1",), Newer.SAME),
        (("v1",), ("v2", "v1"), Newer.SECOND),
        (("v2", "v1"), ("v1",), Newer.FIRST),
        (("v2", "v1"), ("v3", "v1"), Newer.UNKNOWN),
        (("v1",), ("v3", "v2"), Newer.UNKNOWN),
        (("v1", "v2"), ("v2", "v1"), Newer.UNKNOWN),
    ],
    ids=["untouched", "second", "first", "both", "too-often-to-tell", "taken-back"],
)
def test_which_copy_is_newer(first: tuple[str, ...], second: tuple[str, ...], expected: Newer) -> None:
    """Told by version ids alone, and only where they tell."""
    assert expected is newer(alone(TOKYO, *first), alone(OSAKA, *second))


@pytest.mark.parametrize(
    ("inputs", "steps"),
    [(PLAIN, []), (WRITABLE, ["copy", "promote", "replicate"])],
    ids=["plain", "writable"],
)
def test_a_way_home_is_described_whole(inputs: SecretInputs, steps: list[str]) -> None:
    """A runbook and a policy for a failback are of a secret that was changed, where it may be."""
    tokyo, osaka = (
        operate.expected(ESTATE, "stripe", inputs, region, OSAKA, after_failover=True)
        for region in ESTATE.pair
    )
    assert steps == verbs(plan(FAILBACK, inputs, tokyo=tokyo, osaka=osaka))


def test_every_step_is_complete() -> None:
    """Each says why, what it costs to skip, how to undo it, and with which commands."""
    changed = plan(FAILBACK, tokyo=alone(TOKYO, "v1"), osaka=alone(OSAKA, "v2", "v1"))
    for step in steps_of([*plan(FAILOVER, WRITABLE), *changed]):
        assert all((step.title, step.why, step.cost_if_skipped, step.undo, step.commands, step.permissions))
        assert all(command.argv[0] == "aws" and command.expected for command in step.commands)


def test_what_there_is() -> None:
    """The appendix names the Region's copy."""
    (found,) = operate.resources(ESTATE, "stripe", PLAIN, OSAKA)
    assert "arn:aws:secretsmanager:ap-northeast-3:123456789012:secret:payments/stripe-??????" == found.arn
