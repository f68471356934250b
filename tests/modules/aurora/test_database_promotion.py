"""What a promotion means for a database, from what was seen of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.aurora import operate
from modules.aurora.inputs import DatabaseInputs
from modules.aurora.promotion.observation import DatabaseObservation
from modules.aurora.promotion.topology import Member, Move, Topology
from modules.lag import Lag
from modules.operation import Loss, Mode, Obstacle, Phase, Promotion, Seen, Step
from regions import PAIRS, Region
from tests.estates import an_estate
from tests.steps_of_kinds import a_promotion, dark, losses_of, obstacles_of, refused, steps_of, verbs

TOKYO, OSAKA = PAIRS[0]
LEDGER = DatabaseInputs.model_validate(
    {
        "engine": "aurora-postgresql",
        "engine_version": "17.7",
        "consistency": "strong",
        "instance_class": "db.r7g.large",
    }
)
ESTATE = an_estate({"databases": {"ledger": LEDGER}})
LAG = Lag(0.4, 20.0)


def cluster(region: Region) -> str:
    """The ARN of a Region's cluster."""
    return f"arn:aws:rds:{region.code}:123456789012:cluster:payments-ledger-{region.short_code}"


def well(region: Region, writer: Region = TOKYO) -> DatabaseObservation:
    """What is seen in a Region where nothing is wrong."""
    seen = operate.expected(ESTATE, "ledger", LEDGER, region, writer)
    return seen if region == writer else replace(seen, lag=LAG)


def topology(writer: Region = TOKYO, **synchronization: str) -> Topology:
    """Both clusters, each with a status other than connected where it is given by the Region's city."""
    return Topology(
        "17.7",
        tuple(
            Member(cluster(region), region == writer, synchronization.get(region.city.lower(), "connected"))
            for region in ESTATE.pair
        ),
    )


def plan(promotion: Promotion, **seen: object) -> list[Step | Obstacle | Loss]:
    """The plan, from what is seen in either city; well is what isn't given, dark Tokyo in a failover."""
    failover = promotion.mode is Mode.FAILOVER
    both: dict[str, object] = {TOKYO.code: dark(TOKYO) if failover else well(TOKYO), OSAKA.code: well(OSAKA)}
    both |= {region.code: seen[region.city.lower()] for region in ESTATE.pair if region.city.lower() in seen}
    given: Seen = both  # type: ignore[assignment] # observations, from keywords
    return list(operate.plan(promotion, "ledger", LEDGER, given))


SWITCHOVER = a_promotion(ESTATE, Mode.SWITCHOVER)
FAILOVER = a_promotion(ESTATE, Mode.FAILOVER)
DETACH = a_promotion(ESTATE, Mode.FAILOVER, detach=True)
FAILBACK = a_promotion(ESTATE, Mode.FAILBACK, TOKYO)


def home_again(tokyo: DatabaseObservation) -> list[Step | Obstacle | Loss]:
    """The plan of a failback to Tokyo, with Osaka well and writing."""
    return plan(FAILBACK, tokyo=tokyo, osaka=replace(well(OSAKA, OSAKA), topology=tokyo.topology))


def test_switchover() -> None:
    """Switched over where the writer is, then looked at; nothing is lost."""
    planned = plan(SWITCHOVER)
    assert ["switchover", "verify"] == verbs(planned)
    assert [] == losses_of(planned)
    first, last = steps_of(planned)
    assert (TOKYO.code, Phase.PROMOTE) == (first.region, first.phase)
    assert (OSAKA.code, Phase.VERIFY, (first.id,)) == (last.region, last.phase, last.needs)


def test_failover_of_a_dark_region() -> None:
    """Failed over in the Region being activated, which alone is asked; the loss is what the lag was."""
    planned = plan(FAILOVER)
    assert ["failover", "verify"] == verbs(planned)
    assert {OSAKA.code} == {step.region for step in steps_of(planned)} | {
        permission.region for step in steps_of(planned) for permission in step.permissions
    }
    (loss,) = losses_of(planned)
    assert (0.4, 20.0) == (loss.lag_seconds, loss.measured_seconds_ago)


def test_failover_without_a_known_lag() -> None:
    """A lag that nobody knows is no bound, and says so."""
    (loss,) = losses_of(plan(FAILOVER, osaka=replace(well(OSAKA), lag=None)))
    assert (None, None) == (loss.lag_seconds, loss.measured_seconds_ago)
    assert "nobody knows how much" in loss.statement


def test_failover_by_detaching() -> None:
    """Only where it is asked for the cluster is taken out of its global database."""
    assert ["detach", "verify"] == verbs(plan(DETACH))


def test_detached_already() -> None:
    """A cluster that stands alone has nothing left to be taken out of."""
    alone = Topology("17.7", (Member(cluster(TOKYO), writes=True, synchronization=""),))
    assert [] == plan(DETACH, osaka=replace(well(OSAKA, OSAKA), topology=alone))


def test_failback_waits_until_the_old_writer_follows() -> None:
    """While AWS rebuilds it, the way home begins with waiting."""
    planned = home_again(replace(well(TOKYO, OSAKA), topology=topology(OSAKA, tokyo="pending-resync")))
    assert ["rejoin", "switchover", "verify"] == verbs(planned)
    rejoin, switchover, _verify = steps_of(planned)
    assert (Phase.REJOIN, (rejoin.id,), OSAKA.code) == (rejoin.phase, switchover.needs, switchover.region)


def test_failback_waits_for_instances() -> None:
    """A cluster that follows and has no instance yet is waited for too."""
    planned = home_again(replace(well(TOKYO, OSAKA), instances={}))
    assert "rejoin" == verbs(planned)[0]


def test_failback_of_one_that_follows() -> None:
    """Where it follows already there is nothing to wait for."""
    assert ["switchover", "verify"] == verbs(home_again(well(TOKYO, OSAKA)))


@pytest.mark.parametrize("promotion", [SWITCHOVER, FAILOVER, DETACH], ids=lambda each: each.mode.value)
def test_who_writes_already_is_left_alone(promotion: Promotion) -> None:
    """Nothing is to be done where the Region being activated writes."""
    assert [] == plan(promotion, tokyo=well(TOKYO, OSAKA), osaka=well(OSAKA, OSAKA))


@pytest.mark.parametrize(
    ("promotion", "seen", "region", "wrong", "remedy"),
    [
        (
            SWITCHOVER,
            {"osaka": replace(well(OSAKA), topology=None)},
            OSAKA,
            "the pair is broken",
            "futago reconcile",
        ),
        (
            SWITCHOVER,
            {"osaka": replace(well(OSAKA), topology=Topology("17.7", topology().members[1:]))},
            TOKYO,
            "the pair is broken",
            "futago reconcile",
        ),
        (
            FAILOVER,
            {
                "osaka": replace(
                    well(OSAKA), topology=replace(topology(), move=Move("failing-over", "elsewhere"))
                )
            },
            OSAKA,
            "moving the writer already: failing-over",
            "describe-global-clusters",
        ),
        (
            FAILOVER,
            {
                "osaka": replace(
                    well(OSAKA), topology=replace(topology(), move=Move("cancelling", cluster(OSAKA)))
                )
            },
            OSAKA,
            "cancelling",
            "wait",
        ),
        (
            FAILOVER,
            {
                "osaka": replace(
                    well(OSAKA),
                    topology=Topology(
                        "17.7",
                        (
                            Member("arn:aws:rds:eu-west-1:1:cluster:x", writes=True, synchronization=""),
                            *(replace(member, writes=False) for member in topology().members),
                        ),
                    ),
                )
            },
            OSAKA,
            "arn:aws:rds:eu-west-1:1:cluster:x writes",
            "find out",
        ),
        (SWITCHOVER, {"osaka": replace(well(OSAKA), engine_version="17.6")}, OSAKA, "17.6", "engine_version"),
        (FAILOVER, {"osaka": replace(well(OSAKA), engine_version="17.6")}, OSAKA, "17.6", "--detach"),
        (
            SWITCHOVER,
            {"osaka": replace(well(OSAKA), topology=topology(osaka="pending-resync"))},
            OSAKA,
            "pending-resync",
            "connected",
        ),
        (
            FAILOVER,
            {"osaka": replace(well(OSAKA), topology=topology(osaka="pending-resync"))},
            OSAKA,
            "pending-resync",
            "connected",
        ),
        (FAILOVER, {"osaka": replace(well(OSAKA), instances={})}, OSAKA, "has no instance", "apply"),
        (
            DETACH,
            {"osaka": replace(well(OSAKA), instances={"one": "creating"})},
            OSAKA,
            "one is creating",
            "wait",
        ),
        (FAILOVER, {"osaka": replace(well(OSAKA), status="upgrading")}, OSAKA, "upgrading", "available"),
        (
            SWITCHOVER,
            {"tokyo": replace(well(TOKYO), status="inaccessible-encryption-credentials")},
            TOKYO,
            "inaccessible-encryption-credentials with 2 of 2",
            "--mode failover",
        ),
        (FAILOVER, {"tokyo": well(TOKYO)}, TOKYO, "answers and is well", "--mode switchover"),
    ],
)
def test_obstacle(
    promotion: Promotion, seen: dict[str, object], region: Region, wrong: str, remedy: str
) -> None:
    """One reason why not, of one Region, with what to do about it; and no step."""
    (obstacle,) = obstacles_of(plan(promotion, **seen))
    assert ("database", "ledger", region.code) == (obstacle.noun, obstacle.name, obstacle.region)
    assert wrong in obstacle.wrong
    assert remedy in obstacle.remedy


@pytest.mark.parametrize(
    ("promotion", "seen"),
    [
        (SWITCHOVER, {"osaka": dark(OSAKA)}),
        (FAILOVER, {"osaka": dark(OSAKA)}),
        (SWITCHOVER, {"tokyo": dark(TOKYO)}),
        (SWITCHOVER, {"tokyo": refused(TOKYO)}),
        (FAILOVER, {"osaka": DatabaseObservation(OSAKA.code, exists=False)}),
    ],
)
def test_nothing_is_planned_blindly(promotion: Promotion, seen: dict[str, object]) -> None:
    """What is not seen where it must be, or is not there, is the engine's to report: there is no step."""
    assert [] == plan(promotion, **seen)


def test_failback_after_detaching_is_not_possible() -> None:
    """Two clusters that stand alone are no pair; nobody gets them together by a promotion."""
    gone = Topology("17.7", (Member(cluster(TOKYO), writes=True, synchronization=""),))
    (obstacle,) = obstacles_of(
        plan(FAILBACK, tokyo=replace(well(TOKYO), topology=gone), osaka=replace(well(OSAKA), topology=gone))
    )
    assert "the pair is broken" in obstacle.wrong
    assert "futago reconcile" == obstacle.remedy


@pytest.mark.parametrize(
    ("promotion", "seen"),
    [
        (DETACH, {"osaka": replace(well(OSAKA), engine_version="17.6")}),
        (FAILOVER, {"tokyo": replace(well(TOKYO), status="inaccessible-encryption-credentials")}),
        (FAILOVER, {"tokyo": replace(well(TOKYO), instances={"one": "failed"})}),
        (
            FAILOVER,
            {
                "osaka": replace(
                    well(OSAKA), topology=replace(topology(), move=Move("pending", cluster(OSAKA)))
                )
            },
        ),
        (SWITCHOVER, {"osaka": replace(well(OSAKA), topology=topology(osaka=""))}),
    ],
    ids=["versions-of-a-detached", "sick-writer", "writer-without-instance", "under-way-to-here", "not-told"],
)
def test_no_obstacle(promotion: Promotion, seen: dict[str, object]) -> None:
    """What looks like an obstacle and is none."""
    assert verbs(plan(promotion, **seen))


def test_a_way_home_is_described_whole() -> None:
    """A runbook and a policy for a failback are of a cluster that AWS still rebuilds."""
    tokyo, osaka = (
        operate.expected(ESTATE, "ledger", LEDGER, region, OSAKA, after_failover=True)
        for region in ESTATE.pair
    )
    assert ["rejoin", "switchover", "verify"] == verbs(plan(FAILBACK, tokyo=tokyo, osaka=osaka))


def test_every_step_is_complete() -> None:
    """Each says why, what it costs to skip, how to undo it, and with which commands, none for a shell."""
    rebuilt = replace(well(TOKYO, OSAKA), topology=topology(OSAKA, tokyo="pending-resync"))
    for step in steps_of([*plan(SWITCHOVER), *plan(FAILOVER), *plan(DETACH), *home_again(rebuilt)]):
        assert all((step.title, step.why, step.cost_if_skipped, step.undo, step.commands, step.permissions))
        assert 0 < step.expected_seconds < step.timeout_seconds
        assert all(command.argv[0] == "aws" and command.expected for command in step.commands)


def test_what_there_is() -> None:
    """The appendix names the global database, the cluster and each instance of the Region."""
    assert [
        "arn:aws:rds::123456789012:global-cluster:payments-ledger",
        "arn:aws:rds:ap-northeast-3:123456789012:cluster:payments-ledger-apne3",
        "arn:aws:rds:ap-northeast-3:123456789012:db:payments-ledger-apne3-1",
        "arn:aws:rds:ap-northeast-3:123456789012:db:payments-ledger-apne3-2",
    ] == [each.arn for each in operate.resources(ESTATE, "ledger", LEDGER, OSAKA)]


def test_writer_that_only_looks_well_can_be_failed_over() -> None:
    """The operator says that it is to be done all the same; what may be lost is stated."""
    planned = plan(replace(FAILOVER, although_well=True), tokyo=well(TOKYO))
    assert [] == obstacles_of(planned)
    assert ["failover", "verify"] == verbs(planned)
    assert 1 == len(losses_of(planned))
