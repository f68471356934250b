"""Reading the manifest and putting stacks in order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from futago.deploy.order import in_order
from futago.deploy.stack_directory import StackDirectory, read_stacks
from futago.errors import DeployError


def stack(name: str, *dependencies: str) -> StackDirectory:
    """A stack with dependencies and no folder."""
    return StackDirectory(name, Path(name), frozenset(dependencies))


def test_dependencies_come_first_and_equals_keep_their_order() -> None:
    """Links waits for both Regions, both wait for keys, and the Regions stay as they were given."""
    stacks = [stack("links", "apne1", "apne3"), stack("apne3", "keys"), stack("apne1", "keys"), stack("keys")]

    assert ["keys", "apne3", "apne1", "links"] == [each.name for each in in_order(stacks)]


def test_missing_dependency_is_named() -> None:
    """A dependency that is not among the stacks is an error that names it and what there is."""
    with pytest.raises(DeployError, match="stack links depends on keys, which is not among links"):
        in_order([stack("links", "keys")])


def test_circle_is_named() -> None:
    """Stacks that depend on each other are an error that shows the circle."""
    with pytest.raises(DeployError, match=r"in a circle: (a -> b -> a|b -> a -> b)"):
        in_order([stack("a", "b"), stack("b", "a")])


def test_manifest_is_read(tmp_path: Path) -> None:
    """Name, absolute folder and dependencies come from the manifest."""
    (tmp_path / "stacks" / "keys").mkdir(parents=True)
    entry = {"workingDirectory": "stacks/keys", "dependencies": ["base"]}
    (tmp_path / "manifest.json").write_text(json.dumps({"stacks": {"keys": entry}}), encoding="utf-8")

    assert (StackDirectory("keys", tmp_path / "stacks" / "keys", frozenset({"base"})),) == read_stacks(
        tmp_path
    )


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (None, "no synthesized stacks here"),
        ("{", "not a manifest that cdktf wrote"),
        ("[]", "not a manifest that cdktf wrote"),
        ('{"stacks": {"keys": {}}}', "KeyError: 'workingDirectory'"),
        ('{"stacks": {"keys": {"workingDirectory": "gone"}}}', "stack keys has no folder"),
    ],
)
def test_unusable_manifest_says_to_synthesize(tmp_path: Path, content: str | None, wrong: str) -> None:
    """Whatever is wrong with it, the error names the file, the fault and the command that mends it."""
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, encoding="utf-8")

    with pytest.raises(DeployError, match=wrong) as raised:
        read_stacks(tmp_path)

    assert str(tmp_path / "manifest.json") in raised.value.message
    assert "futago synth" == raised.value.next_command
