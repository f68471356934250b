from pathlib import Path

import pytest

from futago.review.review import review
from modules.review import Action, Change, Concern, Level, Plans, Rule
from tests.review.plan.planted import change, plan, read, reviewed

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"


def test_counts_keep_replacements_apart(tmp_path: Path) -> None:
    """Of a real plan each Region's creates, updates, replacements, deletes and forgets are counted."""
    found = reviewed(tmp_path, "aliases-change")
    assert (TOKYO, OSAKA, "aws-global", "unknown") == found.regions
    tokyo = {"create": 3, "update": 3, "replace": 1, "delete": 2, "forget": 1}
    assert tokyo == found.counts[TOKYO]
    assert {"create": 1, "update": 1, "delete": 1} == found.counts[OSAKA]
    assert (1, 1) == (found.moved, found.imported)


def test_one_sided_change_shows_the_quiet_side(tmp_path: Path) -> None:
    """A bucket whose versioning changes in Tokyo stands beside the one in Osaka, where nothing does."""
    (row,) = reviewed(tmp_path, "modules-one-sided").rows
    assert "module.*.data" == row.name
    assert [(TOKYO, Action.UPDATE), (OSAKA, Action.NO_OP)] == [(r, e.action) for r, e in row.sides.items()]


def test_dangerous_rows_come_first(tmp_path: Path) -> None:
    """Rows stand in the order of danger."""
    rows = reviewed(tmp_path, "aliases-change").rows
    worst = [min(map(list(Action).index, (side.action for side in row.sides.values()))) for row in rows]
    actions = [{side.action for side in row.sides.values()} for row in rows]
    assert Action.DELETE in actions[0]
    assert actions[-1] <= {Action.NO_OP}
    assert len(worst) == len(rows)


@pytest.mark.parametrize(
    ("name", "said"),
    [("aliases-errored", "planning failed half-way"), ("aliases-targeted", "leaves changes out")],
)
def test_unfinished_plan_is_reviewed_with_a_warning(tmp_path: Path, name: str, said: str) -> None:
    """A real errored and a real -target plan are reviewed, and say that they are not the whole truth."""
    found = reviewed(tmp_path, name)
    assert said in found.warnings[0]
    assert found.rows


def test_finished_plans_warn_of_nothing(tmp_path: Path) -> None:
    """A complete plan has no warning."""
    assert () == reviewed(tmp_path, "aliases-create").warnings


def test_differing_versions_are_told(tmp_path: Path) -> None:
    """Plans of two Terraforms under one review are a finding, and no warning besides."""
    found = reviewed(tmp_path, plan(), plan(terraform_version="1.12.0"))
    assert (["terraform-version-differs"], ()) == ([each.rule.id for each in found.findings], found.warnings)


def test_failing_check_is_told(tmp_path: Path) -> None:
    """A check of a real plan that fails is there with its message."""
    (check,) = reviewed(tmp_path, "aliases-change").checks
    assert ("check.password_is_long", "fail", ("The password is short.",)) == (
        check.address, check.status, check.problems,
    )  # fmt: skip


def test_rule_that_cannot_judge_is_a_warning(tmp_path: Path) -> None:
    """A rule that stumbles over a shape is told, never taken for a pass."""

    def find(each: object, _plans: object) -> list[Concern]:
        raise TypeError(each)

    stumbles = Rule("stumbles", Level.ERROR, "x", "", "", frozenset(), find)
    found = review(read(tmp_path, plan(change())), (stumbles,))
    assert (
        "stumbles could not judge 1 change: their values have a shape that it does not know.",
    ) == found.warnings[-1:]


def test_rule_sees_the_counterpart(tmp_path: Path) -> None:
    """A rule is handed the same thing in the other Region, and its finding has both values redacted."""

    def find(each: Change, plans: Plans) -> list[Concern]:
        return [Concern(("versioning_configuration", 0, "status"), "x") for _ in plans.counterparts(each)]

    rule = Rule("x", Level.ERROR, "x", "", "", frozenset({"aws_s3_bucket_versioning"}), find)
    found = review(read(tmp_path, "modules-one-sided"), (rule,))
    (finding,) = found.findings
    assert (TOKYO, "versioning_configuration[0].status", '"Enabled"', '"Suspended"') == (
        finding.region, finding.path, finding.before, finding.after,
    )  # fmt: skip
    assert finding.entry is found.rows[0].sides[TOKYO]
    assert Level.ERROR is found.worst


def test_deferred_change_is_not_counted(tmp_path: Path) -> None:
    """What a later plan will do is shown and not counted."""
    deferred = {"reason": "absent_prereq", "resource_change": change()}
    found = reviewed(tmp_path, plan(deferred_changes=[deferred], complete=False))
    assert ({}, 1) == (dict(found.counts), len(found.rows))
    assert ("stack-0: 1 of its changes are left to a later plan.",) == found.warnings[:1]
