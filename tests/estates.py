"""Estates made by hand, and what is synthesized from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from futago.spec import load
from modules.alarms.inputs import AlarmsInputs
from modules.catalog import KINDS
from modules.estate import Estate
from modules.kms.inputs import KeyInputs
from regions import PAIRS, Pair

ACCOUNT = "123456789012"
WITHOUT_ALARMS = {"alarms": AlarmsInputs(enabled=False)}
"""Settings of an estate whose stacks hold nothing of all its resources together."""


def an_estate(
    sections: Mapping[str, Mapping[str, Any]] | None = None,
    settings: Mapping[str, Any] | None = None,
    *,
    pair: Pair = PAIRS[0],
    environment: str = "",
    account: str = ACCOUNT,
) -> Estate:
    """The estate ``payments`` with these resources and one key, ``main``, where none is given."""
    return Estate(
        name="payments",
        environment=environment,
        account=account,
        pair=pair,
        home=pair.first,
        tags={},
        sections={"keys": {"main": KeyInputs()}, **(sections or {})},
        settings={kind.section: kind.inputs() for kind in KINDS if kind.single} | dict(settings or {}),
    )


class _Quoting(yaml.SafeDumper):
    """Quotes every text: futago takes ``1e9`` for a number, PyYAML for text."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style='"')


_Quoting.add_representer(str, _Quoting.represent_str)


def loaded(document: Mapping[str, Any]) -> Estate:
    """The estate of a spec that says ``document``, in its first environment if it has any."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "estate.yaml"
        path.write_text(yaml.dump(dict(document), Dumper=_Quoting, sort_keys=False), encoding="utf-8")
        return load(path, next(iter(document.get("environments", {})), None)).estate


GATES = ("aws_dynamodb_resource_policy", "aws_s3control_access_point_policy")
"""The gates of the writers: made as home says, and a promotion's ever after."""


def without_gate_policies(stacks: Mapping[str, Any]) -> dict[str, Any]:
    """The stacks without the policies of the gates, of which Terraform ignores every change."""
    copied: dict[str, Any] = json.loads(json.dumps(stacks))
    for stack in copied.values():
        for kind in GATES:
            for gate in stack.get("resource", {}).get(kind, {}).values():
                assert ["policy"] == gate["lifecycle"]["ignore_changes"]
                del gate["policy"]
    return copied


def written(estate: Estate) -> dict[str, bytes]:
    """Every file that synthesis writes, by its path."""
    from stacks.build import build  # noqa: PLC0415 # cdktf is imported only by tests that synthesize

    with TemporaryDirectory() as folder:
        build(estate, Path(folder))
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def synthesized(estate: Estate) -> dict[str, dict[str, Any]]:
    """The JSON of every stack, by what stands behind the prefix: ``keys``, ``apne1``, and so on."""
    from stacks.build import build  # noqa: PLC0415 # cdktf is imported only by tests that synthesize

    with TemporaryDirectory() as folder:
        names = build(estate, Path(folder))
        return {
            name.removeprefix(f"{estate.names.prefix}-"): json.loads(
                (Path(folder) / "stacks" / name / "cdk.tf.json").read_text()
            )
            for name in names
        }
