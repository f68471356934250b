import json
from pathlib import Path
from typing import Any

import pytest

from futago.review.model import Difference
from tests.review.plan.planted import change, plan, read, reviewed


def found(folder: Path, **own: Any) -> list[tuple[str, str | None, str | None]]:
    return [(each.path, each.before, each.after) for each in differences(folder, **own)]


def differences(folder: Path, **own: Any) -> tuple[Difference, ...]:
    (side,) = reviewed(folder, plan(change(**own))).rows[0].sides.values()
    return side.differences


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1}, {"a": 2}, [("a", "1", "2")]),
        ({"a": None}, {"a": "x"}, [("a", None, '"x"')]),
        ({"a": None, "b": []}, {"a": "", "b": None}, []),
        ({"a": False}, {"a": True}, [("a", "false", "true")]),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, [("a[0].b", "1", "2")]),
        ({"t": {"cost center": "1"}}, {"t": {}}, [('t["cost center"]', '"1"', None)]),
        ({"a": ["x", "y"]}, {"a": ["y", "z"]}, [("a[0]", '"x"', None), ("a[1]", None, '"z"')]),
        ({"a": ["x", "y"]}, {"a": ["y", "x"]}, []),
        (
            {"r": [{"id": "one", "s": 1}, {"id": "two", "s": 1}]},
            {"r": [{"id": "two", "s": 2}, {"id": "one", "s": 1}]},
            [("r[two].s", "1", "2")],
        ),
        (
            {"tags": {"a": "1"}, "tags_all": {"a": "1"}},
            {"tags": {}, "tags_all": {}},
            [("tags.a", '"1"', None)],
        ),
        ({"tags_all": {"a": "1"}}, {"tags_all": {"a": "2"}}, [("tags_all.a", '"1"', '"2"')]),
        ({"a": "x\ny\nz"}, {"a": "x\nw\nz"}, [("a: line 2", '"y"', '"w"')]),
    ],
)
def test_attributes_are_compared(tmp_path: Path, before: Any, after: Any, expected: Any) -> None:
    """Each attribute that differs is one line; blocks are compared with themselves, sets without order."""
    assert expected == found(tmp_path, before=before, after=after)


def test_policies_are_compared_as_structures(tmp_path: Path) -> None:
    """Of a policy only what differs is shown; one action and a list of it are the same."""
    old = {"Statement": [{"Sid": "a", "Action": ["s3:Get"], "Resource": "*"}]}
    new = {"Statement": [{"Resource": "arn", "Sid": "a", "Action": "s3:Get"}]}
    own = found(tmp_path, before={"policy": json.dumps(old)}, after={"policy": json.dumps(new, indent=2)})
    assert [("policy: Statement[a].Resource", '"*"', '"arn"')] == own


def test_same_policy_written_differently_says_so(tmp_path: Path) -> None:
    """A change of white space alone is called what it is."""
    own = found(tmp_path, before={"policy": '{"a": 1}'}, after={"policy": '{"a":1}'})
    assert [("policy", "(the same content)", "(written differently)")] == own


def test_what_is_known_after_apply_is_marked(tmp_path: Path) -> None:
    """An unknown attribute says so, in a block, too."""
    own = differences(
        tmp_path,
        before={"a": "x", "b": [{"c": "y"}]},
        after={"b": [{}]},
        after_unknown={"a": True, "b": [{"c": True}]},
    )
    assert [("a", True), ("b[0].c", True)] == [(each.path, each.unknown) for each in own]


def test_reason_of_a_replacement_is_marked(tmp_path: Path) -> None:
    """The attribute that forces the replacement is known from the others."""
    own = differences(
        tmp_path,
        actions=("delete", "create"),
        before={"a": 1, "b": 1, "id": "x"},
        after={"a": 2, "b": 2},
        after_unknown={"id": True},
        replace_paths=[["a"]],
    )
    assert [("a", True), ("b", False)] == [(each.path, each.forces_replacement) for each in own]


def test_replacement_leaves_out_what_says_nothing(tmp_path: Path) -> None:
    """A default that the new resource leaves to AWS is no change; one that the plan gives a value is."""
    own = found(
        tmp_path,
        actions=("delete", "create"),
        before={"a": 1, "iops": 0, "on": False, "size": 0},
        after={"a": 2, "iops": None, "on": None, "size": 5},
        replace_paths=[["a"]],
    )
    assert [("a", "1", "2"), ("size", "0", "5")] == own


def test_create_lists_what_the_code_sets(tmp_path: Path) -> None:
    """A create of a real plan shows its arguments and none of the provider's defaults."""
    sides = [row.sides for row in reviewed(tmp_path, "aliases-change").rows if row.name == "app"]
    task = next(each["ap-northeast-3"] for each in sides if "ap-northeast-3" in each)
    assert {"family", "container_definitions"} == {each.path.partition(":")[0] for each in task.differences}


def test_many_differences_are_counted(tmp_path: Path) -> None:
    """Beyond 300 lines only their number is told."""
    own = found(tmp_path, before={}, after={f"a{number:04}": 1 for number in range(1000)})
    assert (301, "… and 700 more") == (len(own), own[-1][0])


def test_long_value_is_cut(tmp_path: Path) -> None:
    """A value of a megabyte takes a line, with its length."""
    own = found(tmp_path, before={"a": "x"}, after={"a": "word " * 30_000})
    assert "… (150,000 characters)" in str(own[0][2])


def test_depth_is_bounded(tmp_path: Path) -> None:
    """A value that is nested hundreds of levels deep ends in a line."""
    value: Any = "x"
    for _ in range(400):
        value = [value]
    assert "hidden" in str(found(tmp_path, before={"a": None}, after={"a": value})[0][2])


def test_lists_of_thousands_are_compared_quickly(tmp_path: Path) -> None:
    """Ten thousand new blocks are no matter of minutes."""
    blocks = [{"name": f"n{number}", "v": 1} for number in range(10_000)]
    own = found(tmp_path, before={"a": blocks}, after={"a": [{**each, "v": 2} for each in reversed(blocks)]})
    assert ("a[n0].v", "1", "2") == own[0]


def test_reading_a_plan_computes_no_difference(tmp_path: Path) -> None:
    """Differences are made when they are shown, and once."""
    entry = next(iter(reviewed(tmp_path, "aliases-change").rows[0].sides.values()))
    assert "differences" not in vars(entry)
    assert entry.differences is entry.differences


def test_real_set_of_a_removed_attribute_is_read(tmp_path: Path) -> None:
    """Every change of every real plan can be shown."""
    names = ("aliases-create", "aliases-change", "aliases-replace", "aliases-destroy", "modules-one-sided")
    for name in names:
        for file in read(tmp_path, name).files:
            assert file.changes
        for row in reviewed(tmp_path, name).rows:
            assert all(isinstance(entry.differences, tuple) for entry in row.sides.values())
