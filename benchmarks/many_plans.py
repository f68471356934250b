"""Plan files of many changed resources, made from the real plans of the tests."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from benchmarks.measurement import ROOT

PLANS = ROOT / "tests" / "review" / "plans"
_HEAD = ("address", "mode", "type", "name", "provider_name")
_SOURCES = ("aliases-create", "aliases-change", "aliases-replace", "aliases-destroy", "modules-one-sided")


def write_plans(folder: Path, resources: int, files: int) -> list[Path]:
    """Write plan files as ``terraform show -json`` does, with every part of the format.

    Args:
        folder: where to.
        resources: changed resources in all of them.
        files: how many files.
    """
    originals = [json.loads((PLANS / f"{name}.json").read_text()) for name in _SOURCES]
    return [
        _write(
            folder / f"stack-{number:02}.json", originals[number % len(originals)], resources // files, number
        )
        for number in range(files)
    ]


def _write(path: Path, original: dict[str, Any], resources: int, number: int) -> Path:
    changed = [each for each in original["resource_changes"] if each["change"]["actions"] != ["no-op"]]
    plan = {**original, "resource_changes": [], "resource_drift": []}
    configured = {
        each["address"]: each for each in original["configuration"]["root_module"].get("resources", [])
    }
    own_configuration = []
    for index in range(resources):
        source = changed[index % len(changed)]
        change, code = _renamed(source, configured.get(source["address"]), f"{number}_{index}")
        plan["resource_changes"].append(change)
        if code:
            own_configuration.append(code)
    root = {**original["configuration"]["root_module"], "resources": own_configuration}
    plan["configuration"] = {**original["configuration"], "root_module": root}
    plan["planned_values"] = {
        "root_module": {"resources": [_planned(each) for each in plan["resource_changes"]]}
    }
    plan["prior_state"] = {
        "values": {"root_module": {"resources": [_prior(e) for e in plan["resource_changes"]]}}
    }
    path.write_text(json.dumps(plan))
    return path


def _renamed(source: dict[str, Any], code: dict[str, Any] | None, mark: str) -> tuple[dict[str, Any], Any]:
    """A copy of a change and of its code, under a name of its own."""
    change = copy.deepcopy(source)
    name = f"{source['name']}_{mark}"
    change["name"] = name
    change["address"] = source["address"].replace(f".{source['name']}", f".{name}")
    if code:
        code = {**code, "name": name, "address": f"{code['type']}.{name}"}
    return change, code


def _planned(change: dict[str, Any]) -> dict[str, Any]:
    own = change["change"]
    return {**_head(change), "values": own["after"], "sensitive_values": own["after_sensitive"]}


def _prior(change: dict[str, Any]) -> dict[str, Any]:
    own = change["change"]
    return {**_head(change), "values": own["before"], "sensitive_values": own["before_sensitive"]}


def _head(change: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {key: change[key] for key in _HEAD if key in change}
    return {**known, "schema_version": 0}
