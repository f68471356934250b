from pathlib import Path
from typing import Any

import pytest

from modules.review import Action
from tests.review.plan.planted import change, plan, reviewed


def test_first_plan_after_an_apply_has_no_drift(tmp_path: Path) -> None:
    """In a real plan after a first apply every entry only settles."""
    found = reviewed(tmp_path, "aliases-settling")
    assert ((), (), 14) == (found.drift, found.rows, found.settled)


def test_change_by_hand_is_drift(tmp_path: Path) -> None:
    """In a real plan a tag set by hand is told, without what only settles, beside the twin that has none."""
    (row,) = reviewed(tmp_path, "aliases-change").drift
    entry = row.sides["ap-northeast-3"]
    assert "aws_s3_bucket.logs_osaka" == entry.address
    assert (Action.NO_OP, ()) == (row.sides["ap-northeast-1"].action, row.sides["ap-northeast-1"].differences)
    assert [("tags.by", None, '"hand"')] == [
        (each.path, each.before, each.after) for each in entry.differences
    ]


@pytest.mark.parametrize(
    ("entry", "is_drift"),
    [
        (change("aws_s3_bucket.x", before={"tags": None}, after={"tags": {}}), False),
        (
            change("aws_s3_bucket.x", before={"versioning": [{"a": 1}]}, after={"versioning": [{"a": 2}]}),
            False,
        ),
        (change("aws_sqs_queue.x", before={"delay_seconds": 1}, after={"delay_seconds": 2}), True),
        (change("aws_sqs_queue.x", ("delete",), before={"name": "x"}), True),
        (change("aws_sqs_queue.x", before={"url": None}, after={"url": "http://x"}), False),
    ],
)
def test_drift_is_told_from_settling(tmp_path: Path, entry: dict[str, Any], *, is_drift: bool) -> None:
    """Empty values that fill and mirrors of other resources settle; all else is drift."""
    found = reviewed(tmp_path, plan(resource_drift=[entry]))
    assert (is_drift, not is_drift) == (bool(found.drift), bool(found.settled))


def test_what_terraform_would_undo_is_drift(tmp_path: Path) -> None:
    """A value that fills is drift where the plan takes it away again."""
    drift = change(before={"policy": ""}, after={"policy": "x"})
    intent = change(before={"policy": "x"}, after={"policy": ""})
    assert reviewed(tmp_path, plan(intent, resource_drift=[drift])).drift


def test_what_the_code_sets_is_drift(tmp_path: Path) -> None:
    """A value that fills is drift where the code sets the attribute."""
    resource = {"address": "aws_sqs_queue.work", "expressions": {"policy": {}}}
    drift = change(before={"policy": ""}, after={"policy": "x"})
    configuration = {"root_module": {"resources": [resource]}}
    assert reviewed(tmp_path, plan(resource_drift=[drift], configuration=configuration)).drift


def test_unknown_of_a_replacement_is_no_drift(tmp_path: Path) -> None:
    """Of what is made again all computed values are unknown: that is no sign that somebody set them."""
    drift = change("aws_iam_role.x", before={"inline_policy": []}, after={"inline_policy": [{"name": "a"}]})
    own = {"before": {"name": "a"}, "after": {"name": "b"}, "after_unknown": {"inline_policy": True}}
    intent = change("aws_iam_role.x", ("delete", "create"), **own)
    found = reviewed(tmp_path, plan(intent, resource_drift=[drift]))
    assert ((), 1) == (found.drift, found.settled)


def test_what_is_deleted_has_no_drift_of_its_mirrors(tmp_path: Path) -> None:
    """Deleting a table sets none of its attributes: what other resources manage is no drift then, either."""
    drift = change("aws_dynamodb_table.x", before={"replica": []}, after={"replica": [{"region_name": "x"}]})
    intent = change("aws_dynamodb_table.x", ("delete",), before={"replica": [{"region_name": "x"}]})
    found = reviewed(tmp_path, plan(intent, resource_drift=[drift]))
    assert ((), 1) == (found.drift, found.settled)
