"""What can't be seen is unknown, names its reason, and keeps nothing else from being seen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from futago.errors import AwsError
from futago.operations.observe import DARK_AFTER_SECONDS
from futago.readiness.check import Readiness, Verdict
from modules.operation import Mode
from modules.readiness import State
from regions import OSAKA, TOKYO
from tests.operations import faulty_aws
from tests.operations.faulty_aws import Fault
from tests.readiness.ready_scene import ESTATE, GLOBAL, Scene, check_of

DARK_COSTS_AT_MOST_SECONDS = 5.0


@pytest.fixture
def fail(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have every call of an operation in a Region fail, or the first so many."""

    def fail(region: str, operation: str, fault: Fault, times: int | None = None) -> None:
        counted = count(1)

        def of(label: str, _number: int) -> Fault | None:
            is_it = label.split(maxsplit=1)[0] == region and label.split()[2] == operation
            return fault if is_it and (times is None or next(counted) <= times) else None

        monkeypatch.setattr(scene.faults, "of", of)

    return fail


@pytest.mark.parametrize(
    ("operation", "check_id"),
    [
        ("DescribeAlarms", "estate//alarms"),
        ("Encrypt", "key/main/usable"),
        ("GetServiceQuota", "key//request-rate"),
        ("DescribeOrderableDBInstanceOptions", "database/ledger/class"),
        ("DescribeSubnets", "database/ledger/addresses"),
        ("DescribeAccountAttributes", "database//quotas"),
        ("DescribeLimits", "table//capacity"),
    ],
)
def test_a_missing_right_is_unknown(
    scene: Scene, fail: Callable[..., None], operation: str, check_id: str
) -> None:
    """Denied is neither ok nor wrong; the remedy is the policy."""
    fail(OSAKA.code, operation, Fault.DENIED)
    readiness = scene.assess()
    found = check_of(readiness, check_id)
    assert (State.UNKNOWN, Verdict.UNKNOWN) == (found.state, readiness.verdict)
    assert "denied: " in found.seen
    assert found.remedy.endswith("futago ready --print-policy shows")


def test_rights_that_nobody_may_ask_for_are_unknown(scene: Scene, fail: Callable[..., None]) -> None:
    """Where IAM does not let the caller simulate, their rights are not known."""
    fail(GLOBAL, "SimulatePrincipalPolicy", Fault.DENIED)
    readiness = scene.assess()
    rights = {check_of(readiness, f"estate//rights-{region.short_code}").state for region in ESTATE.pair}
    assert ({State.UNKNOWN}, Verdict.UNKNOWN) == (rights, readiness.verdict)


def test_iam_dark_is_unknown_and_nothing_else_is(scene: Scene) -> None:
    """IAM is in us-east-1: neither Region of the pair is taken for dark with it."""
    scene.faults.closed_regions.add(GLOBAL)
    readiness = scene.assess()
    unknown = {check.id for check in readiness.checks if check.state is State.UNKNOWN}
    assert {f"estate//rights-{region.short_code}" for region in ESTATE.pair} == unknown


def test_throttled_once_is_asked_again(scene: Scene, fail: Callable[..., None]) -> None:
    """A later answer counts."""
    fail(OSAKA.code, "DescribeAlarms", Fault.THROTTLED, times=1)
    assert State.OK is check_of(scene.assess(), "estate//alarms").state


def test_throttled_for_good_is_unknown(scene: Scene, fail: Callable[..., None]) -> None:
    """Nobody waits for ever, and nothing is taken for ok."""
    fail(OSAKA.code, "DescribeAlarms", Fault.THROTTLED)
    found = check_of(scene.assess(), "estate//alarms")
    assert (State.UNKNOWN, True) == (found.state, found.seen.startswith("AWS throttles"))


def darkened(scene: Scene, how: str, mode: Mode) -> Readiness:
    """A look with Tokyo dark."""
    (scene.faults.silent_regions if how == "silent" else scene.faults.closed_regions).add(TOKYO.code)
    return scene.assess(mode)


@pytest.mark.parametrize("how", ["silent", "closed"])
@pytest.mark.parametrize("mode", [Mode.SWITCHOVER, Mode.FAILOVER])
def test_what_is_known_while_the_other_region_is_dark(scene: Scene, how: str, mode: Mode) -> None:
    """The verdict is unknown; what Osaka knows is told, and what only Tokyo knows is not ok."""
    readiness = darkened(scene, how, mode)
    states = {check.id: check.state for check in readiness.checks}
    assert Verdict.UNKNOWN is readiness.verdict
    ok = {each for each, state in states.items() if state is State.OK}
    assert {"key/main/usable", "database/ledger/lag", "bucket/receipts/lag", "estate//alarms"} <= ok
    unknown = {"secret/mac/in-step", "table/limits/lag", "bucket/receipts/failed", "backfill//objects"}
    assert {State.UNKNOWN} == {states[each] for each in unknown}
    assert "key/main/across" not in states
    assert (mode is Mode.FAILOVER) == readiness.is_allowed
    assert readiness.loss_seconds is None


def test_a_dark_region_is_waited_for_once(scene: Scene) -> None:
    """What is asked after it was given up asks nothing of it."""
    darkened(scene, "silent", Mode.SWITCHOVER)
    asked = {label.split()[1] for label in scene.faults.calls if label.startswith(TOKYO.code)}
    observing = {"kms", "rds", "secretsmanager", "dynamodb", "s3"}
    assert asked <= observing
    assert DARK_AFTER_SECONDS < DARK_COSTS_AT_MOST_SECONDS


def test_a_dark_target_is_unknown(scene: Scene) -> None:
    """Nothing of it is ok, and the promotion would not be begun."""
    scene.faults.closed_regions.add(OSAKA.code)
    readiness = scene.assess()
    there = {
        check.state
        for check in readiness.checks
        if check.region == OSAKA.code and check.id != "estate//rehearsal"
    }
    assert ({State.UNKNOWN}, Verdict.UNKNOWN, False) == (there, readiness.verdict, readiness.is_allowed)


def test_an_unknown_caller_is_an_error(
    scene: Scene, fail: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where AWS knows nobody there is nothing to be said, and no verdict."""
    unknown = (400, "UnrecognizedClientException", "The security token is invalid")
    monkeypatch.setitem(faulty_aws._CODES, Fault.DENIED, unknown)
    fail(OSAKA.code, "DescribeKey", Fault.DENIED)
    with pytest.raises(AwsError, match="does not know the caller"):
        scene.assess()
