"""A failover under load with Tokyo silent, and the way back; the shared estate is left as it was."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from futago.operations.events import Silent, StepState
from futago.operations.observe import observe, resources_of
from futago.operations.promote import new_operation_id
from futago.operations.reconcile import reconcile
from futago.rehearsal.rehearse import Leg, Rehearsal, Stage, rehearse
from modules.operation import Mode, Promotion
from modules.reconciliation import Standing
from tests.embedded_estate import AppliedStack, EmbeddedEstate


@pytest.fixture(scope="module")
def rehearsal(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> Rehearsal:
    """Tokyo accepts and never answers; Osaka is promoted; Tokyo comes back and becomes home again."""
    assert stacks
    stage = Stage(
        regions=embedded.emulator,
        clients=embedded.clients,
        folder=embedded.folder / "promotions",
        watching=lambda _decision: nullcontext(Silent()),
        say=print,
    )
    osaka = embedded.estate.pair.second
    return rehearse(stage, Promotion(embedded.estate, Mode.FAILOVER, osaka, new_operation_id()))


def legs(rehearsal: Rehearsal) -> tuple[Leg, Leg]:
    """There and back."""
    assert rehearsal.back is not None
    return rehearsal.there, rehearsal.back


def test_every_step_is_done_but_the_fences_of_a_dark_region(rehearsal: Rehearsal) -> None:
    """What Tokyo does not answer for is left; all else is done, and on the way back everything."""
    there, back = legs(rehearsal)
    left = {result.step.id for result in there.report.outcome.results if result.state is StepState.LEFT}
    fences = {
        *(f"table/{name}/fence" for name in ("idempotency-keys", "merchant-limits")),
        *(f"bucket/{name}/fence" for name in ("receipts", "statements", "identity-documents")),
    }
    assert fences == left
    assert {StepState.DONE, StepState.LEFT} == {each.state for each in there.report.outcome.results}
    assert {StepState.DONE} == {each.state for each in back.report.outcome.results}


def test_no_acknowledged_write_is_lost(rehearsal: Rehearsal) -> None:
    """Every write to every table and bucket, in either Region, is where the home is, both times."""
    for leg in legs(rehearsal):
        assert {} == {(each.noun, each.name): each.lost for each in leg.losses if each.lost}
        assert all(each.acknowledged for each in leg.losses)


def test_applications_write_in_the_new_home(rehearsal: Rehearsal) -> None:
    """Each strong store was written in Osaka, and in Tokyo after that."""
    strong = {
        *(("table", name) for name in ("idempotency-keys", "merchant-limits")),
        *(("bucket", name) for name in ("receipts", "statements", "identity-documents")),
    }
    assert [strong, strong] == [set(leg.first_writes) for leg in legs(rehearsal)]


def test_estate_is_as_the_spec_says_again(rehearsal: Rehearsal, embedded: EmbeddedEstate) -> None:
    """Afterwards everything is settled: writers, replicas, gates and keys."""
    assert rehearsal.is_well
    resources = resources_of(embedded.estate)
    observations = observe(embedded.clients, embedded.estate, resources)
    found = reconcile(embedded.estate, resources, observations, None)
    assert {} == {
        (item.noun, item.name): item.seen for item in found.items if item.standing is not Standing.SETTLED
    }


@pytest.mark.parametrize("name", ["keys", "tokyo", "osaka", "links"])
def test_plan_is_empty_after_the_way_back(
    rehearsal: Rehearsal, stacks: dict[str, AppliedStack], name: str
) -> None:
    """Terraform would change nothing in any stack."""
    assert rehearsal.is_well
    plan = stacks[name].plan()
    assert (0, "") == (plan.returncode, plan.stdout + plan.stderr if plan.returncode else "")
