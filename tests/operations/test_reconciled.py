"""An estate after a promotion: what the spec has to say, what stacks will say, and when it is over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from futago.operations.finishing import finish, last_activated, not_over, unreconciled
from futago.operations.journal import Header, Journal
from futago.operations.observe import Resource, resources_of
from futago.operations.reconcile import Reconciled, reconcile
from modules.dynamodb.inputs import TableInputs
from modules.estate import Estate
from modules.operation import Mode, Promotion, Unreachable
from modules.s3.inputs import BucketInputs
from regions import PAIRS, Region
from tests.estates import an_estate

TOKYO, OSAKA = PAIRS[0]


def table(**inputs: Any) -> TableInputs:
    return TableInputs.model_validate({"consistency": "strong", "partition_key": "id", **inputs})


def estate(**tables: TableInputs) -> Estate:
    bucket = BucketInputs.model_validate({"consistency": "strong"})
    return an_estate({"tables": tables, "buckets": {"receipts": bucket}})


def reconciled(of: Estate, writers: dict[str, Region] | None = None, **seen: Any) -> Reconciled:
    """What comes of it where each resource is written in Osaka, but for those named."""
    resources = resources_of(of)
    observations = {each.key: _seen(of, each, (writers or {}).get(each.name, OSAKA)) for each in resources}
    for key, sight in seen.items():
        noun, name = key.split("_")
        observations[noun, name] = {**observations[noun, name], sight.region: sight}
    return reconcile(of, resources, observations, OSAKA)


def _seen(of: Estate, resource: Resource, writer: Region) -> dict[str, Any]:
    operator = resource.operator
    return {
        region.code: operator.expected(of, resource.name, resource.inputs, region, writer)
        for region in of.pair
    }


def test_estate_that_moved_whole_moves_its_own_home() -> None:
    """One line of the spec changes where everything went to Osaka."""
    assert {(): OSAKA.code} == reconciled(estate(carts=table(), orders=table())).homes


def test_what_moved_alone_gets_a_home_of_its_own() -> None:
    """A table that stayed keeps the estate's home where it is."""
    found = reconciled(estate(carts=table(), orders=table()), {"orders": TOKYO})
    assert {("tables", "carts"): OSAKA.code, ("buckets", "receipts"): OSAKA.code} == found.homes


def test_home_of_its_own_moves_besides_the_estates() -> None:
    """A table that names its home names the new one."""
    found = reconciled(estate(carts=table(home=TOKYO.code), orders=table()))
    assert {(): OSAKA.code, ("tables", "carts"): OSAKA.code} == found.homes


def test_nothing_moved_changes_nothing() -> None:
    """An estate as the spec has it is settled."""
    found = reconciled(estate(carts=table()), {"carts": TOKYO, "receipts": TOKYO})
    assert ({}, True) == (found.homes, found.is_settled)


def test_stacks_of_a_dark_region_are_not_to_be_planned() -> None:
    """What is dark could read as deleted: only the other Region's own stack is planned."""
    dark = Unreachable(TOKYO.code, "dynamodb", "no answer", dark=True)
    found = reconciled(estate(carts=table()), table_carts=dark)
    assert {
        "payments-keys": False,
        "payments-apne1": False,
        "payments-apne3": True,
        "payments-links": False,
    } == {view.name: view.reachable for view in found.stacks}
    assert not found.is_settled


def test_refused_region_is_reachable() -> None:
    """A missing permission darkens nothing."""
    refused = Unreachable(TOKYO.code, "dynamodb", "AccessDenied", dark=False)
    assert all(view.reachable for view in reconciled(estate(carts=table()), table_carts=refused).stacks)


def test_moved_gates_are_calm_where_they_are_made() -> None:
    """Tables' gates lie in links, buckets' in each Region's stack; keys have nothing to say."""
    says = {view.name: len(view.says) for view in reconciled(estate(carts=table())).stacks}
    assert {"payments-keys": 0, "payments-apne1": 1, "payments-apne3": 1, "payments-links": 1} == says


def a_promotion(folder: Path, operation: str, *, done: bool = True, to: str = OSAKA.code) -> Path:
    header = Header(
        operation=operation,
        estate="payments",
        account="123456789012",
        spec_digest="0",
        mode="failover",
        to=to,
        embedded=True,
        operator="sre@laptop",
        futago="0",
    )
    with Journal.begin(folder, header) as journal:
        journal.write("ended", done=done, left=["table/carts/fence"])
        return journal.path


def test_failback_waits_for_the_promotion_to_be_over(tmp_path: Path) -> None:
    """Until somebody has reconciled no failback is begun; then one is."""
    failback = Promotion(an_estate(), Mode.FAILBACK, TOKYO, "back")
    path = a_promotion(tmp_path, "first")
    (refused,) = not_over(tmp_path, failback)
    assert str(path) in refused.wrong
    assert "futago reconcile --plan" == refused.remedy
    assert (path,) == finish(tmp_path, an_estate(), ("payments-apne3",))
    assert [] == list(not_over(tmp_path, failback))


@pytest.mark.parametrize("mode", [Mode.SWITCHOVER, Mode.FAILOVER])
def test_nothing_else_waits_for_it(tmp_path: Path, mode: Mode) -> None:
    """At night nobody has to reconcile first."""
    a_promotion(tmp_path, "first")
    assert [] == list(not_over(tmp_path, Promotion(an_estate(), mode, OSAKA, "again")))


def test_promotions_that_failed_or_are_others_keep_nothing_open(tmp_path: Path) -> None:
    """What did not come to its end is resumed, and another estate's is another's."""
    a_promotion(tmp_path, "failed", done=False)
    a_promotion(tmp_path, "ours")
    assert () == unreconciled(tmp_path, replace(an_estate(), name="shop"))
    assert [tmp_path / "ours.jsonl"] == list(unreconciled(tmp_path, an_estate()))


def test_region_activated_last_is_known_from_the_journals(tmp_path: Path) -> None:
    """The newest promotion that was done says it; without one nobody does."""
    assert last_activated(tmp_path, an_estate()) is None
    a_promotion(tmp_path, "there")
    a_promotion(tmp_path, "back", to=TOKYO.code)
    assert TOKYO == last_activated(tmp_path, an_estate())
